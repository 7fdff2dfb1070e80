import { describe, expect, it } from 'vitest';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

/** What a fresh database has for sales, as measured. */
function facts({ control }: SandboxOdoo) {
  const taxes = control.records('account.tax').filter((tax) => tax['type_tax_use'] === 'sale');
  const active = taxes.filter((tax) => tax['active'] === true);
  const [company] = control.records('res.company');
  const standard = taxes.find(({ id }) => id === company?.['account_sale_tax_id']);
  const positions = control.records('account.fiscal.position');
  return {
    taxes: active.length,
    zero: active.filter((tax) => tax['amount'] === 0).length,
    standard: standard?.['name'],
    cash: control.records('account.journal').filter((journal) => journal['type'] === 'cash').length,
    automatic: positions
      .filter((position) => position['auto_apply'] === true)
      .map(({ name, sequence, vat_required: vat }) => [name, sequence, ...(vat === true ? ['vat'] : [])]),
  };
}

const EU = 'Business partner EU (with VAT ID)';
const HOME = 'Domestic business partner';

describe('a fresh database with the chart of a country', () => {
  it.each([
    [17, 'us', { taxes: 1, zero: 0, standard: '15%', cash: 1, automatic: [] }],
    [18, 'us', { taxes: 1, zero: 0, standard: '15%', cash: 1, automatic: [] }],
    [
      19,
      'us',
      {
        ...{ taxes: 23, zero: 1, standard: '4%', cash: 0 },
        // The numbers that the database holds: Odoo reads no sequence as 0.
        automatic: [
          ['Domestic', false],
          ['Foreign Trade', false],
        ],
      },
    ],
    [
      17,
      'de',
      {
        taxes: 20,
        zero: 12,
        standard: '19%',
        cash: 1,
        automatic: [
          [HOME, 1],
          [EU, 2, 'vat'],
        ],
      },
    ],
    [
      18,
      'de',
      {
        taxes: 18,
        zero: 12,
        standard: '19%',
        cash: 1,
        automatic: [
          [HOME, 1],
          [EU, 2, 'vat'],
        ],
      },
    ],
    [
      19,
      'de',
      {
        taxes: 6,
        zero: 3,
        standard: '19%',
        cash: 0,
        automatic: [
          [HOME, 10],
          [EU, 20, 'vat'],
        ],
      },
    ],
  ] as const)('of Odoo %i, chart %s', async (series, chart, expected) => {
    const odoo = await startOdoo({ series, chart });
    try {
      expect(facts(odoo)).toEqual(expected);
    } finally {
      await odoo.close();
    }
  });

  it('on 19 in the US lets Foreign Trade, which has no tax, take every customer', async () => {
    const odoo = await startOdoo({ series: 19, chart: 'us' });
    try {
      const { control } = odoo;
      const [company] = control.records('res.company');
      const lines = [{ taxIds: [Number(company?.['account_sale_tax_id'])], price: '100', qty: 1 }];
      const quoted = ['US', 'FR'].map((country) => control.quote({ country, lines }));
      const [trade] = control.records('account.fiscal.position', [['name', '=', 'Foreign Trade']]);
      expect(quoted.map(({ positionId }) => positionId)).toEqual([trade?.['id'], trade?.['id']]);
      expect(quoted.map(({ amountTax }) => amountTax)).toEqual(['0.00', '0.00']);
    } finally {
      await odoo.close();
    }
  });

  it.each([17, 18, 19] as const)(
    'on %i in Germany taxes a partner in the EU by their VAT number',
    async (series) => {
      const odoo = await startOdoo({ series, chart: 'de' });
      try {
        const { control } = odoo;
        const [company] = control.records('res.company');
        const lines = [{ taxIds: [Number(company?.['account_sale_tax_id'])], price: '100', qty: 1 }];
        const taxOf = (country: string, vat = '') => control.quote({ country, vat, lines }).amountTax;
        expect([taxOf('DE'), taxOf('FR'), taxOf('FR', 'FR23334175221')]).toEqual(['19.00', '19.00', '0.00']);
      } finally {
        await odoo.close();
      }
    },
  );
});
