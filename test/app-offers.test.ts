import { describe, expect, it } from 'vitest';
import { descendants, type XmlElement } from '../sandbox/odoo/apps/xml.ts';
import { buildApp } from '../src/odoo/app/build.ts';
import { KNOWN_SERIES } from '../src/odoo/app/series.ts';
import { records, textOf, valueOf } from '../src/odoo/app/testing/built-app.ts';
import { PARTS } from './testing/app-in-odoo.ts';

/** Where a user chooses a record, the form offers those that the next sync would accept. */
const OFFERS: readonly (readonly [model: string, field: string, domain: string | undefined])[] = [
  ['x_woo_country', 'x_choice_id', undefined],
  ['x_woo_state', 'x_choice_id', "[('country_id', '=', x_country_id)]"],
  ...['x_woo_tax_class', 'x_woo_tax', 'x_woo_tax_rate'].map(
    (model) =>
      [
        model,
        'x_choice_id',
        "[('type_tax_use', 'in', ['sale', 'none']), ('company_id', 'parent_of', x_company_id)]",
      ] as const,
  ),
  [
    'x_woo_shipping_method',
    'x_choice_id',
    "['|', ('company_id', '=', False), ('company_id', '=', x_company_id)]",
  ],
  [
    'x_woo_payment_gateway',
    'x_payment_term_id',
    "['|', ('company_id', '=', False), ('company_id', 'parent_of', x_company_id)]",
  ],
  [
    'x_woo_payment_gateway',
    'x_choice_id',
    "[('type', 'in', ['bank', 'cash', 'credit']), ('company_id', 'parent_of', x_company_id)]",
  ],
];

describe.each(KNOWN_SERIES.map((series) => ({ series })))(
  'choices in the app for Odoo $series',
  ({ series }) => {
    const app = buildApp(PARTS, { series });
    const forms = new Map(
      records(app, 'ir.ui.view')
        .filter(({ attributes }) => attributes['id']?.endsWith('_form'))
        .map((view) => [textOf(view, 'model'), valueOf(view, 'arch')]),
    );
    const shown = (model: string): XmlElement[] => {
      const arch = forms.get(model);
      return arch === undefined ? [] : descendants(arch).filter(({ tag }) => tag === 'field');
    };

    it('offer what fits the company of the backend and the country of the row', () => {
      const editable = [...app.fields.values()]
        .filter((row) => row.get('ttype') === 'many2one' && row.get('readonly') === '')
        .map((row) => [(row.get('model_id/id') ?? '').split('.model_')[1], row.get('name')]);
      expect(editable).toEqual(OFFERS.map(([model, field]) => [model, field]));
      for (const [model, name, domain] of OFFERS) {
        const field = shown(model).find(({ attributes }) => attributes['name'] === name);
        expect([model, field?.attributes['domain']]).toEqual([model, domain]);
      }
    });

    it('name only fields that the form contains, hidden', () => {
      for (const [model, , domain = ''] of OFFERS) {
        for (const [, name = ''] of domain.matchAll(/, (x_\w+)\)/gu)) {
          const field = shown(model).find(({ attributes }) => attributes['name'] === name);
          expect([model, field?.attributes['invisible']]).toEqual([model, '1']);
        }
      }
    });
  },
);
