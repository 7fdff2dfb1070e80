import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Agreement, Alignment } from '../../core/agreement.ts';
import type { Checked } from '../../engine/queries/check.ts';
import { showAgreements, showAlignment } from './show-agreements.ts';
import type { OutputStream } from './terminal.ts';

const align: Alignment = {
  ...{ model: 'res.company', ids: [1], field: 'tax_calculation_rounding_method' },
  ...{ from: 'on the sum of all lines', to: 'per line', value: 'round_per_line', before: 'round_globally' },
};

const rounding: Agreement = {
  ...{ key: 'tax_rounding', topic: 'Rounding of taxes', store: 'per line', odoo: 'on the sum of all lines' },
  ...{ verdict: 'differ', meaning: 'The tax of an order of several lines may differ by some cents.', align },
  remedy: 'Set Odoo to it, or change it in WooCommerce (Settings, Tax), whichever of the two is right here.',
};
const shipping: Agreement = {
  ...{ key: 'tax_shipping_class', topic: 'Tax class of shipping', store: 'that of the items', odoo: '' },
  ...{ verdict: 'unknown', meaning: 'It depends on the order.', remedy: 'Choose one class.' },
};
const agreeing = ['Taxes', 'Currency', 'Decimals of amounts', 'Unit of weight'].map((topic): Agreement => {
  return { key: topic, topic, store: 'on', odoo: 'on', verdict: 'agree', meaning: 'The same.', remedy: '' };
});

const checked: Checked = {
  backend: { id: 'b', name: 'shop' },
  odoo: { series: 19, database: 'main', company: 'My Company', app: 'ready' },
  at: '2026-11-25T09:00:00.000Z',
  agreements: [shipping, ...agreeing, rounding],
  failures: [],
};

/** What is printed on a terminal of that width, without colours. */
function shown(columns: number, show: (out: OutputStream) => void): string {
  const out = Object.assign(new PassThrough(), { isTTY: true, columns });
  show(out as unknown as OutputStream);
  return stripVTControlCharacters((out.read() as Buffer).toString());
}

const showing = (columns: number, change: Partial<Checked> = {}) =>
  shown(columns, (out) => showAgreements(out, { ...checked, ...change }));

describe('showAgreements', () => {
  it('shows what differs first, then what is not known, and names what agrees in a line', () => {
    expect(showing(80)).toBe(
      [
        'Check of shop (Odoo 19, database main, My Company)',
        '',
        '  ! Rounding of taxes (tax_rounding)',
        '      store  per line',
        '      Odoo   on the sum of all lines',
        '      The tax of an order of several lines may differ by some cents.',
        '      -> Set Odoo to it, or change it in WooCommerce (Settings, Tax), whichever',
        '         of the two is right here.',
        '',
        '  ? Tax class of shipping (tax_shipping_class)',
        '      store  that of the items',
        '      Odoo   (not set)',
        '      It depends on the order.',
        '      -> Choose one class.',
        '',
        '  = agree: Taxes (on), Currency (on), Decimals of amounts (on), Unit of weight',
        '           (on)',
        '',
        '1 of 6 points differ, 1 is unknown.',
        '',
        'Next: woo-odoo check --align tax_rounding (shows the change, then asks)',
        '',
      ].join('\n'),
    );
  });

  it.each([40, 80, 120])('fits %i columns', (columns) => {
    const widths = showing(columns)
      .split('\n')
      .map((text) => stringWidth(text));
    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  });

  it('reports it where everything agrees', () => {
    const text = showing(80, { agreements: agreeing });
    expect(text).toContain('WooCommerce and Odoo match.');
    expect(text).not.toContain('->');
  });

  it('names the domain that could not be read, and claims nothing of it', () => {
    const failure = {
      domain: 'taxes',
      code: 'store.away',
      message: 'No answer.',
      hint: 'Try again.',
    } as const;
    const text = showing(80, { agreements: [], failures: [failure] });
    expect(text).toContain('  taxes could not be read: No answer.\n  Try again.\n');
    expect(text).not.toContain('agree on everything');
  });

  it('lets no text of a server move the cursor', () => {
    const odoo = 'tax\u001b[2J\n"19%"';
    const text = shown(80, (out) => showAgreements(out, { ...checked, agreements: [{ ...rounding, odoo }] }));
    expect(text).toContain('Odoo   tax [2J "19%"');
  });
});

describe('showAlignment', () => {
  it('names the record, the field, the value now and the one to come', () => {
    expect(shown(80, (out) => showAlignment(out, rounding, align))).toBe(
      [
        'Rounding of taxes',
        '  The tax of an order of several lines may differ by some cents.',
        '  res.company 1, tax_calculation_rounding_method',
        '    now   on the sum of all lines',
        '    then  per line',
        '',
      ].join('\n'),
    );
  });
});
