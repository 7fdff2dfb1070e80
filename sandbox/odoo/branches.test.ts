import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callByRpc } from './call-by-rpc.ts';
import { startOdoo } from './start.ts';
import type { SandboxOdoo } from './start.ts';
import type { Series } from './model.ts';

/** Branches as the sources of 17, 18 and 19 have them: `parent_of`, `_check_company` and the names of taxes. */
describe.each([17, 18, 19] as const)('branches of a company, Odoo %i', (series: Series) => {
  let odoo: SandboxOdoo;
  let north: number;
  let south: number;
  beforeAll(async () => {
    odoo = await startOdoo({ series });
    north = odoo.control.addBranch('North', 1, ['connector']);
    south = odoo.control.addBranch('South', 1, ['connector']);
  });
  afterAll(() => odoo.close());

  const call = (
    company: number,
    model: string,
    method: string,
    args: readonly unknown[],
    more: object = {},
  ) =>
    callByRpc(odoo, 'connector', [
      ...[model, method, args],
      { context: { allowed_company_ids: [company], ...more } },
    ] as never);
  const tax = (name: string) => [{ name, amount: 5, type_tax_use: 'sale' }];

  it('find what the company above them has, and nothing of each other', async () => {
    const found = await call(north, 'account.tax', 'search_count', [[['company_id', 'parent_of', north]]]);
    const above = await call(1, 'account.tax', 'search_count', [[['company_id', '=', 1]]]);
    expect(found).toBe(above);
    expect(await call(north, 'res.company', 'read', [[north], ['parent_ids']])).toEqual([
      { id: north, parent_ids: [1, north] },
    ]);
    await call(south, 'account.tax', 'create', [tax('South 5%')]);
    expect(await call(north, 'account.tax', 'search_count', [[['name', '=', 'South 5%']]])).toBe(0);
    const below = [['company_id', 'child_of', 1]];
    expect(odoo.control.records('account.tax', below)).toHaveLength(Number(above) + 1);
  });

  it('may not have a name that another branch has, as far as the series looks', async () => {
    const answer = await call(north, 'account.tax', 'create', [tax('South 5%')]);
    if (series < 19) expect(answer).toEqual(expect.any(Object));
    else
      expect(answer).toMatchObject({
        message: expect.stringMatching(/^Tax names must be unique!\n- South 5% in South$/u) as string,
      });
    expect(await call(north, 'account.tax', 'create', [tax('South 5% (2)')])).not.toHaveProperty('exception');
  });

  it('is refused a name in the language of the call alone', async () => {
    odoo.control.installLanguage('de_DE');
    const created = await call(south, 'account.tax', 'create', [tax('Seven')]);
    const id = Number(Array.isArray(created) ? created[0] : created);
    expect(await call(south, 'account.tax', 'write', [[id], { name: 'Sieben' }], { lang: 'de_DE' })).toBe(
      true,
    );
    expect(await call(south, 'account.tax', 'create', [tax('Sieben')], { lang: 'de_DE' })).toMatchObject({
      message: expect.stringContaining('Tax names must be unique!') as string,
    });
    expect(await call(south, 'account.tax', 'create', [tax('Sieben')])).not.toHaveProperty('exception');
  });

  it('use accounts of the company above them, which uses none of theirs', async () => {
    const owner = series === 17 ? { company_id: north } : { company_ids: [[6, 0, [north]]] };
    const [account = 0] = odoo.control.create('account.account', [
      { code: '999999', name: 'North', account_type: 'income', ...owner },
    ]);
    const [line] = odoo.control.records('account.tax.repartition.line', [
      ['company_id', '=', 1],
      ['repartition_type', '=', 'tax'],
    ]);
    const values = [[Number(line?.['id'])], { account_id: account }];
    const answer = await callByRpc(odoo, 'admin', ['account.tax.repartition.line', 'write', values]);
    expect(answer).toMatchObject({
      message: expect.stringMatching(/belongs to another company/u) as string,
    });
  });
});
