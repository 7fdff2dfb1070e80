import { afterEach, describe, expect, it } from 'vitest';
import { chartFor, furnish, type StoreKind } from '../../sandbox/tool/stores.ts';
import type { SandboxStore } from '../../sandbox/index.ts';
import { DOMAIN_NAMES, type Operation } from '../../src/core/operation.ts';
import type { Plan } from '../../src/core/plan.ts';
import { startRig, type Rig } from '../testing/rig.ts';

/** What a program calls things: snake_case, our keys of taxes and of places. */
const KEYS = [
  /\b[a-z]+(?:_[a-z0-9]+)+\b/u,
  /\b[\w.]+-(?:excl|incl)(?:-\d+)?\b/u,
  /\b\w+-zip-/u,
  /\bclass-[a-z]/u,
];

/** These name settings whose titles the store did not give: they have nothing else. */
const NAMED_BY_ID = new Set(['settings_hidden', 'settings_too_large']);

/** Groups of settings are named where they are shown (`show-plan.test.ts`). */
const SETTING = 'setting';

function textsOf({ domains }: Plan): string[] {
  return domains.flatMap(({ domain, notes, operations }) => [
    ...notes
      .filter(({ code }) => !NAMED_BY_ID.has(code))
      .flatMap(({ message, hint = '' }) => [`${domain} note: ${message}`, `${domain} hint: ${hint}`]),
    ...operations.flatMap((each) => textsOfOne(each).map((text) => `${domain} ${each.kind} ${text}`)),
  ]);
}

function textsOfOne(each: Operation): string[] {
  const { reason, subject } = each;
  const changes = ('changes' in each ? each.changes : undefined) ?? [];
  const candidates = ('candidates' in each ? each.candidates : undefined) ?? [];
  return [
    `label: ${subject.label}`,
    `group: ${subject.type === SETTING ? '' : (subject.group ?? '')}`,
    `reason: ${reason}`,
    ...changes.flatMap(({ field, from, to }) => [`field: ${field}`, `value: ${from} → ${to}`]),
    ...candidates.map(({ label = '' }) => `candidate: ${label}`),
  ];
}

const withKeys = (plan: Plan) => [
  ...new Set(textsOf(plan).filter((text) => KEYS.some((key) => key.test(text.slice(text.indexOf(': ')))))),
];

/** Much of what a merchant changes: percentages, places, prices, and what is gone. */
function changeStore({ control }: SandboxStore): void {
  const { taxRates } = control.data();
  const kept = taxRates.filter((_, index) => index % 20 !== 3);
  control.setRates(kept.map((rate, index) => (index % 3 === 0 ? { ...rate, rate: '3.5000' } : rate)));
  control.setSetting('general', 'woocommerce_default_country', 'US:NY');
  control.setSetting('tax', 'woocommerce_tax_round_at_subtotal', 'yes');
  control.setSetting('tax', 'woocommerce_shipping_tax_class', 'reduced-rate');
}

describe.each<{ kind: StoreKind }>([{ kind: 'international' }, { kind: 'german' }, { kind: 'old' }])(
  'the plans of a store: $kind',
  ({ kind }) => {
    let rig: Rig;
    afterEach(() => rig.close());

    it('show no keys of programs, before the first sync and after changes of the store', async () => {
      rig = await startRig({ domains: DOMAIN_NAMES, odoo: { chart: chartFor(kind) }, app: true });
      furnish(kind, rig.woo.control);
      const plan = () => rig.engine.plan(rig.backend, {}, () => undefined);
      const first = await plan();
      expect(textsOf(first).length).toBeGreaterThan(1_000);
      expect(withKeys(first)).toEqual([]);
      await rig.sync();
      changeStore(rig.woo);
      const changed = await plan();
      const kinds = new Set(changed.domains.flatMap(({ operations }) => operations.map((each) => each.kind)));
      expect([...kinds]).toEqual(expect.arrayContaining(['archive', 'create', 'unsupported', 'update']));
      expect(withKeys(changed)).toEqual([]);
    });
  },
);

it('a key is found', () => {
  const found = (text: string) => KEYS.some((key) => key.test(text));
  for (const key of [
    'class_cost_16: 45',
    'flat_rate',
    'tax 19-excl-1',
    'DE-zip-27498..27498',
    'mapping of class-standard-8.625-excl',
  ])
    expect(found(key), key).toBe(true);
  for (const words of [
    'Bulky: 45',
    'Flat rate',
    'tax of Standard rate: Tax 19% → Tax 7%',
    'Baden-Württemberg',
  ])
    expect(found(words), words).toBe(false);
});
