import { describe, expect, it } from 'vitest';
import type { TaxTrial } from '../../../test/fixtures/tax-trial.ts';
import { readTaxTrial } from '../../../test/fixtures/tax-trial.ts';
import { computeOrder } from './compute.ts';
import { mapTaxes } from './map-taxes.ts';
import { selectPosition } from './select-position.ts';
import type { PositionRecord, TaxRecord } from './types.ts';

/** The recorded records, in the shape of the rules. */
function recordsOf(trial: TaxTrial) {
  const taxes: TaxRecord[] = trial.taxes.map((tax) => ({
    id: tax.id,
    active: true,
    amountType: 'percent',
    amount: tax.percent,
    sequence: tax.sequence,
    priceInclude: false,
    includeBaseAmount: tax.includeBaseAmount,
    isBaseAffected: tax.isBaseAffected,
    positionIds: tax.positionIds,
    originalTaxIds: tax.originalIds,
  }));
  const positions: PositionRecord[] = trial.positions.map((position) => ({
    id: position.id,
    active: true,
    autoApply: true,
    sequence: position.sequence,
    companyId: trial.company.id,
    vatRequired: false,
    countryId: position.countryId,
    groupCountryIds: null,
    stateIds: position.stateIds,
    zipFrom: position.zipFrom,
    zipTo: position.zipTo,
  }));
  return { taxes, positions };
}

describe.each([17, 18, 19] as const)('what Odoo %i answered in the trial', (series) => {
  const trial = readTaxTrial(series);
  const { taxes, positions } = recordsOf(trial);
  const taxById = new Map(taxes.map((tax) => [tax.id, tax]));
  const classes = new Map(trial.classes.map((one) => [one.name, one]));

  function chosenAt({ countryId, stateId, zip }: TaxTrial['answers'][number]): number | null {
    return selectPosition(
      series,
      positions,
      { countryId, stateId, zip, hasVat: false },
      { lineage: [trial.company.id] },
    );
  }

  function taxOf(positionId: number, basket: TaxTrial['baskets'][number]): string {
    const lines = basket.map(({ name, quantity }) => {
      const sold = classes.get(name);
      if (sold === undefined || sold.price === null) throw new Error(`the trial sells no ${name}`);
      const ids = mapTaxes(series, positionId, sold.taxIds, { taxes, lines: trial.lines });
      const mapped = ids.map((id) => taxById.get(id)).filter((tax) => tax !== undefined);
      expect(mapped).toHaveLength(ids.length);
      return { taxes: mapped, price: sold.price, quantity: String(quantity) };
    });
    const { rounding, decimals } = trial.company;
    return computeOrder(series, lines, { method: rounding, decimals }).tax;
  }

  it('is the position that the rules choose, at each of 96 addresses', () => {
    expect(trial.answers.map(chosenAt)).toEqual(trial.answers.map((answer) => answer.positionId));
  });

  it('is the tax of each of 6 baskets there, to the cent', () => {
    const figures = trial.answers.map((answer) =>
      trial.baskets.map((basket) => taxOf(answer.positionId, basket)),
    );
    expect(figures).toEqual(trial.answers.map((answer) => answer.taxes));
    expect(figures.flat()).toHaveLength(576);
  });
});
