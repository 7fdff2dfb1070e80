import { describe, expect, it } from 'vitest';
import { ODOO_USERS } from '../../../sandbox/index.ts';
import type { Note } from '../../../src/core/plan.ts';
import { POSITION_MODEL } from '../../../src/domains/taxes/models.ts';
import { findAlignment } from '../../../src/engine/queries/align.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import { charged, expectSettled, reviewsOf, STANDARD_TAX, taxOf, useShops, type Shop } from './small-shop.ts';

const open = useShops();

type Values = Readonly<Record<string, string | number | boolean>>;

/** Positions of a user that come before those of the store, by what they name. */
const WORLDS: Readonly<Record<string, (shop: Shop) => Values[]>> = {
  'one country': (shop) => [{ country_id: country(shop, 'DE'), sequence: -50 }],
  everywhere: () => [{ sequence: -50 }],
  postcodes: (shop) => [
    { country_id: country(shop, 'DE'), zip_from: '10000', zip_to: '19999', sequence: -50 },
  ],
  'a group of countries': (shop) => [{ country_group_id: groupOf(shop, ['JP', 'FR']), sequence: -50 }],
  'one country twice': (shop) => [
    { country_id: country(shop, 'FR'), sequence: -50 },
    { country_id: country(shop, 'FR'), sequence: -40 },
  ],
  'all customers and those with a VAT number': (shop) => [
    { sequence: -50 },
    { country_id: country(shop, 'DE'), vat_required: true, sequence: -40 },
  ],
};

/** What a hint may tell a person to do, and how it is done. */
const STEPS: readonly [RegExp, (shop: Shop, found: RegExpExecArray, note: Note) => Promise<void> | void][] = [
  [/"woo-odoo check --align (\w+)"/u, (shop, [, key = '']) => align(shop, key)],
  [
    /[Gg]ive it a sequence above (-?\d+)/u,
    (shop, [, last], note) =>
      shop.odoo.control.write(POSITION_MODEL, [namedIn(note)], { sequence: Number(last) + 1 }),
  ],
  [
    /[Gg]ive it a sequence below (-?\d+)/u,
    (shop, [, first], note) =>
      shop.odoo.control.write(POSITION_MODEL, [namedIn(note)], { sequence: Number(first) - 1 }),
  ],
];

function country({ odoo }: Shop, code: string): number {
  return Number(odoo.control.records('res.country', [['code', '=', code]])[0]?.['id']);
}

function groupOf(shop: Shop, codes: readonly string[]): number {
  const members = codes.map((code) => country(shop, code));
  const [id = 0] = shop.odoo.control.create('res.country.group', [
    { name: codes.join(), country_ids: [[6, 0, members]] },
  ]);
  return id;
}

/** What the store charges on 100 in some countries, and what Odoo does. */
const CHARGES = ['DE 19.00', 'FR 20.00', 'GB 20.00', 'CA 5.00', 'JP 0.00'];

function chargesOf({ odoo }: Shop): string[] {
  const { id } = taxOf(odoo, STANDARD_TAX);
  return CHARGES.map((each) => each.slice(0, 2)).map(
    (code) => `${code} ${charged(odoo, id, { country: code, zip: '15000' })}`,
  );
}

/** The position that a note is about: the first one that it names. */
const namedIn = ({ message }: Note) => Number(/" \((\d+)\)/u.exec(message)?.[1]);

async function align({ backend, engine }: Shop, key: string): Promise<void> {
  const { agreements } = await engine.check(backend, () => undefined);
  const { alignment } = findAlignment(agreements, key);
  if (alignment === null) throw new Error(`the hint names ${key}, which agrees`);
  const { login, password } = ODOO_USERS.admin;
  await engine.align(backend, alignment, { login, secret: password }, () => undefined);
}

async function openWorld(series: 17 | 18 | 19, make: (shop: Shop) => Values[]): Promise<Shop> {
  const shop = await open(series);
  const values = make(shop).map((each, at) => ({ name: `Own ${at + 1}`, auto_apply: true, ...each }));
  shop.odoo.control.create(POSITION_MODEL, values);
  return shop;
}

describe.each(EACH_SERIES)('each hint about positions, followed, Odoo %i', (series) => {
  it.each(Object.keys(WORLDS))('%s: both sides agree after the next sync', async (name) => {
    const make = WORLDS[name] ?? (() => []);
    const reviews = reviewsOf(await (await openWorld(series, make)).sync());
    // Where no step works, the hint shows what can be done by hand.
    for (const { hint } of reviews) expect(hint).toMatch(/woo-odoo|[Gg]ive it a|Select|by hand/u);
    const hinted = reviews.filter(({ hint }) => hint?.includes(' by hand') === false);
    if (series === 19) expect(hinted.length).toBeGreaterThan(0);
    let followed = 0;
    for (const { code } of hinted) {
      for (const [pattern, follow] of STEPS) {
        const shop = await openWorld(series, make);
        const note = reviewsOf(await shop.sync()).find((each) => each.code === code);
        const found = pattern.exec(note?.hint ?? '');
        if (note === undefined || found === null) continue;
        await follow(shop, found, note);
        const after = reviewsOf(await shop.sync());
        const same = after.filter((each) => each.code === code && namedIn(each) === namedIn(note));
        expect({ hint: note.hint, step: found[0], left: same }).toMatchObject({ left: [] });
        if (after.length === 0) expect(chargesOf(shop)).toEqual(CHARGES);
        await expectSettled(shop);
        followed += 1;
      }
    }
    expect(followed).toBeGreaterThanOrEqual(hinted.length);
  });
});
