import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTaxTrial } from '../../../test/fixtures/tax-trial.ts';
import { callByRpc } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

/** The recorded taxes, positions and mappings, loaded as the connector does, and then quoted. */
describe.each([17, 18, 19] as const)('the trial of Odoo %i, loaded into the sandbox', (series) => {
  const trial = readTaxTrial(series);
  let odoo: SandboxOdoo;
  /** Recorded ids, and what the sandbox called them. */
  const taxes = new Map<number, number>();
  const positions = new Map<number, number>();

  const load = async (model: string, columns: readonly string[], rows: readonly (readonly string[])[]) => {
    const answer = await callByRpc(odoo, 'connector', [model, 'load', [columns, rows]]);
    expect(answer).toMatchObject({ messages: [], ids: expect.any(Array) as unknown });
    return (answer as { ids: number[] }).ids;
  };
  const flag = (value: boolean) => (value ? '1' : '0');

  beforeAll(async () => {
    odoo = await startOdoo({ series });
    odoo.control.write('res.company', [1], { tax_calculation_rounding_method: trial.company.rounding });
    const own = (model: string, name: string) =>
      odoo.control.records(model, [['name', '=', name]])[0]?.['id'] as number | undefined;

    const newPositions = trial.positions
      .filter(({ id, name }) => {
        const known = own('account.fiscal.position', name);
        if (known !== undefined) positions.set(id, known);
        return known === undefined;
      })
      .toSorted((a, b) => a.id - b.id);
    const placed = await load(
      'account.fiscal.position',
      ['id', 'name', 'sequence', 'auto_apply', 'country_id/.id', 'state_ids/.id', 'zip_from', 'zip_to'],
      newPositions.map((one) => [
        `w.p${one.id}`,
        one.name,
        `${one.sequence}`,
        '1',
        `${one.countryId ?? ''}`,
        one.stateIds.join(','),
        one.zipFrom,
        one.zipTo,
      ]),
    );
    newPositions.forEach(({ id }, index) => positions.set(id, placed[index] ?? 0));

    const newTaxes = trial.taxes.filter(({ id, name }) => {
      const known = own('account.tax', name);
      if (known !== undefined) taxes.set(id, known);
      return known === undefined;
    });
    const mapping = series === 19 ? ['fiscal_position_ids/.id', 'original_tax_ids/id'] : [];
    const made = await load(
      'account.tax',
      ['id', 'name', 'amount', 'sequence', 'include_base_amount', 'is_base_affected', ...mapping],
      newTaxes
        // Those that replace nothing come first: the others name them.
        .toSorted((a, b) => a.originalIds.length - b.originalIds.length)
        .map((tax) => [
          `w.t${tax.id}`,
          tax.name,
          tax.percent,
          `${tax.sequence}`,
          flag(tax.includeBaseAmount),
          flag(tax.isBaseAffected),
          ...(series === 19
            ? [
                tax.positionIds.map((id) => positions.get(id)).join(','),
                tax.originalIds.map((id) => `w.t${id}`).join(','),
              ]
            : []),
        ]),
    );
    expect(made).toHaveLength(newTaxes.length);
    for (const { id } of newTaxes) taxes.set(id, odoo.control.resolve(`w.t${id}`) ?? 0);

    if (series === 19) return;
    const byPosition = Map.groupBy(trial.lines, (line) => line.positionId);
    await load(
      'account.fiscal.position',
      ['id', 'tax_ids/id', 'tax_ids/tax_src_id/.id', 'tax_ids/tax_dest_id/.id'],
      [...byPosition].flatMap(([position, lines]) =>
        lines.map((line, index) => [
          index === 0 ? `w.p${position}` : '',
          `w.l${line.id}`,
          `${taxes.get(line.sourceId) ?? 0}`,
          line.destinationId === null ? '' : `${taxes.get(line.destinationId) ?? 0}`,
        ]),
      ),
    );
  });
  afterAll(() => odoo.close());

  it('gives the recorded position and the recorded tax of every basket at every address', () => {
    const classes = new Map(trial.classes.map((one) => [one.name, one]));
    const answers = trial.answers.map(({ country, state, zip, city }) =>
      trial.baskets.map((basket) =>
        odoo.control.quote({
          ...{ country, state, zip, city },
          lines: basket.map(({ name, quantity }) => ({
            taxIds: classes.get(name)?.taxIds.map((id) => taxes.get(id) ?? 0) ?? [],
            price: classes.get(name)?.price ?? '0',
            qty: quantity,
          })),
        }),
      ),
    );
    expect(answers.map((quotes) => quotes.map((quote) => quote.positionId))).toEqual(
      trial.answers.map((answer) => trial.baskets.map(() => positions.get(answer.positionId))),
    );
    expect(answers.map((quotes) => quotes.map((quote) => quote.amountTax))).toEqual(
      trial.answers.map((answer) => answer.taxes),
    );
  });
});
