import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../testing/app-in-odoo.ts';
import {
  boundTax,
  charged,
  conflictsOf,
  contents,
  expectSettled,
  GERMANY,
  rate,
  STANDARD_TAX,
  taxOf,
  TEXAS,
  useShops,
  type Series,
  type Shop,
} from './small-shop.ts';

/**
 * Odoo did what a call asked, but its answer is lost. With the app, where rows are written beside the taxes; 17 has lines
 * in its positions, 19 has taxes that show what they replace.
 */
const open = useShops();

const MODELS = ['x_woo_tax_class', 'x_woo_tax_rate', 'x_woo_tax', 'x_woo_fiscal_position', 'x_woo_check'];
/** Rows of the app, the claim and the end go in by its server actions. */
const WRITTEN = new Set<string | undefined>(['account.tax', 'account.fiscal.position', 'ir.actions.server']);

/** A writing call of a run: which one it is of those to the same model and method. */
interface Write {
  readonly model: string;
  readonly call: string;
  readonly at: number;
}

function writesIn({ odoo }: Shop): Write[] {
  const seen = new Map<string, number>();
  return odoo.control.log().flatMap(({ call, changes, model }): Write[] => {
    if (!WRITTEN.has(model) || model === undefined || call === undefined) return [];
    const name = `${model} ${call}`;
    const at = (seen.get(name) ?? 0) + 1;
    seen.set(name, at);
    return changes > 0 ? [{ model, call, at }] : [];
  });
}

/** Everything of taxes in Odoo, and how many lines say where they are booked. */
function natives({ odoo }: Shop): string[] {
  const lines = odoo.control.records('account.tax.repartition.line').length;
  return [...contents(odoo), `${lines} lines of taxes`];
}

/** What the app shows of taxes, whatever the database ids. */
function shown({ odoo }: Shop): string[] {
  return MODELS.flatMap((model) => {
    const names = odoo.control.externalIds(model);
    return rowsOf(odoo, model)
      .map((row) => {
        const fields = ['x_name', 'x_active', 'x_status', 'x_rule', 'x_created', 'x_verdict'];
        const values = fields.map((field) => `${field}=${JSON.stringify(row[field])}`);
        const bound = ['x_tax_id', 'x_fiscal_position_id'].map((field) => typeof row[field] === 'number');
        // By the number of the store's object: the first part of the name is the backend's own.
        return [
          model,
          (names[String(row.id)] ?? 'no name').replace(/^.*?[.]b[0-9a-f]{8}_/u, ''),
          ...values,
          ...bound,
        ].join(' | ');
      })
      .sort();
  });
}

/** Germany, a new place, a place that goes, and the store's own address: taxes are made, repointed and archived. */
function changeMuch({ woo }: Shop): void {
  woo.control.putRate({ ...GERMANY, rate: '21.0000' });
  woo.control.putRate(rate(13, 'US', '6.8500', { state: 'NV' }));
  woo.control.removeRate(TEXAS.id);
  woo.control.setSetting('general', 'woocommerce_default_country', 'US:NY');
  woo.control.setSetting('general', 'woocommerce_store_postcode', '10001');
}

async function openFresh(series: Series): Promise<Shop> {
  return open(series, { app: true });
}

/** A shop that is in use, whose store has changed since. */
async function openChanged(series: Series): Promise<Shop> {
  const shop = await openFresh(series);
  expect((await shop.sync()).status).toBe('done');
  changeMuch(shop);
  return shop;
}

const STORIES = [
  { story: 'a first sync', prepare: openFresh, standard: STANDARD_TAX, germany: '19.00' },
  {
    story: 'a sync of many changes',
    prepare: openChanged,
    standard: 'class-standard-4-excl',
    germany: '21.00',
  },
] as const;

describe.each([17, 19] as const)('an answer is lost, Odoo %i', (series) => {
  describe.each(STORIES)('in $story', ({ germany, prepare, standard }) => {
    /** What an undisturbed run comes to, and what it writes. */
    const undisturbed = async () => {
      const shop = await prepare(series);
      shop.odoo.control.reset();
      const report = await shop.sync();
      expect(report.status, report.message).toBe('done');
      return { natives: natives(shop), rows: shown(shop), writes: writesIn(shop) };
    };

    it('at each write, and nothing gets through any more: the next sync finishes it, and makes nothing twice', async () => {
      const end = await undisturbed();
      expect(end.writes.length).toBeGreaterThanOrEqual(6);
      for (const { at, call, model } of end.writes) {
        const name = `${model}.${call} ${at}`;
        const shop = await prepare(series);
        const { odoo } = shop;
        odoo.control.reset();
        odoo.control.fault({ action: { kind: 'lostAnswer' }, at, only: { model, call } });
        const ended = shop.sync().then(() => 'ended' as const);
        expect(await Promise.race([odoo.control.struck(1), ended]), name).not.toBe('ended');
        odoo.control.fault({ action: { kind: 'cut' }, always: true });
        await ended;
        odoo.control.clearFaults();

        const next = await shop.sync();
        expect(conflictsOf(next), name).toEqual([]);
        expect(natives(shop), name).toEqual(end.natives);
        expect(shown(shop), name).toEqual(end.rows);
        expect(charged(odoo, taxOf(odoo, standard).id, { country: 'DE' }), name).toBe(germany);
        await expectSettled(shop);
      }
    }, 240_000);

    it.each(['account.tax', 'account.fiscal.position'])(
      'for so long that the connector gives up waiting (%s): it asks again, in the same run',
      async (model) => {
        const end = await undisturbed();
        const shop = await prepare(series);
        const { odoo } = shop;
        odoo.control.reset();
        odoo.control.fault({ action: { kind: 'hangAfter' }, only: { model, call: 'load' } });
        const report = await shop.sync();
        expect(odoo.control.log().some(({ fault }) => fault === 'hangAfter')).toBe(true);
        expect(report.status, report.message).toBe('done');
        expect(natives(shop)).toEqual(end.natives);
        expect(shown(shop)).toEqual(end.rows);
        expect((await boundTax(shop, GERMANY.id))?.archivedAt).toBeNull();
        await expectSettled(shop);
      },
      60_000,
    );
  });
});
