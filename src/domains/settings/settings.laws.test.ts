import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PlanInput } from '../../core/domain.ts';
import { DEFAULT_TAX_POLICY } from '../../core/domain.ts';
import { EMPTY_MEMORY } from '../../core/memory.ts';
import type { AppRowChange, ExistingAppRow, ExistingAppRows } from '../../core/app-rows.ts';
import { compareAppRows } from '../../core/app-rows.ts';
import type { SettingFacts } from './facts.ts';
import { settingAppRows } from './app/rows.ts';
import { planSettings } from './plan.ts';

const backendId = '5b1f6a52-0000-4000-8000-000000000001';

type Input = PlanInput<SettingFacts, null>;

function input(store: SettingFacts, mirror: ExistingAppRows): Input {
  const policy = {
    taxes: DEFAULT_TAX_POLICY,
    onPersonChange: 'keep',
    allowRemovals: true,
    recreateDeleted: false,
  } as const;
  return {
    store,
    odoo: null,
    memory: EMPTY_MEMORY,
    mirror,
    policy,
    backendId,
    odooSeries: 18,
    found: () => null,
  };
}

/** Writes the rows of the app as the engine does: what differs, and what has vanished. */
function applied({ store, mirror }: Input, believed: boolean): ExistingAppRows {
  const rows = new Map((mirror?.rows.get('x_woo_setting') ?? []).map((row) => [row.key, row]));
  const before = mirror ?? { rows: new Map() };
  for (const { kind, row } of compareAppRows(settingAppRows({ store }), before, believed)) {
    const { key } = row;
    const existing = rows.get(key);
    if (kind === 'vanished') rows.set(key, { ...(existing as ExistingAppRow), active: false });
    else {
      const id = existing?.id ?? rows.size + 1;
      const { values } = row;
      rows.set(key, { id, key, values, active: true, choice: null, written: null, boundId: null });
    }
  }
  return { rows: new Map([['x_woo_setting', [...rows.values()]]]) };
}

const text = fc.oneof(fc.constantFrom('', ' ', 'yes', '10.0', '&amp;amp;', 'a  b', '["x"]'), fc.string());
const setting = fc.record({
  group: fc.constantFrom('general', 'tax', 'site', 'order_statuses'),
  id: fc.constantFrom('a', 'b', 'c', 'timezone', 'on-hold', 'x:y'),
  label: text,
  type: fc.constantFrom('text', 'number', 'checkbox', 'multiselect'),
  value: fc.oneof(text, fc.constantFrom(null, false, true, 10), fc.array(text, { maxLength: 3 })),
  default: fc.oneof(text, fc.constant(null)),
});
const distinct = { selector: ({ group, id }: { group: string; id: string }) => `${group}:${id}` };
const facts: fc.Arbitrary<SettingFacts> = fc
  .record({
    settings: fc.uniqueArray(setting, { ...distinct, maxLength: 8 }),
    hiddenIds: fc.uniqueArray(fc.constantFrom('k', 'l'), { maxLength: 2 }),
    statuses: fc.uniqueArray(fc.record({ slug: fc.constantFrom('on-hold', 'done'), name: text }), {
      selector: ({ slug }) => slug,
    }),
    site: fc.option(
      fc.record({ timeZone: fc.constantFrom('UTC', 'Europe/Berlin'), language: fc.constant('en_US') }),
    ),
    broken: fc.uniqueArray(fc.constantFrom('shipping', 'tax'), { maxLength: 2 }),
  })
  .map(({ hiddenIds, broken, settings, ...rest }) => ({
    ...rest,
    groups: { general: 'General' },
    settings: settings.filter(({ group }) => !broken.some((other) => other === group)),
    hidden: hiddenIds.map((id) => ({ group: 'general', id, why: 'secret' as const })),
    unavailable: broken.map((group) => ({ group, code: 'store.server_error', message: 'x' })),
    skipped: [],
  }));

/** Rows that an earlier state of the store left behind. */
const history = fc.array(facts, { maxLength: 2 }).map((states) =>
  states.reduce<ExistingAppRows>((mirror, store) => applied(input(store, mirror), true), {
    rows: new Map(),
  }),
);

const changes = (made: ReturnType<typeof planSettings>) =>
  made.operations.filter(({ kind }) => kind !== 'keep');

it('the plan after apply is empty', () => {
  fc.assert(
    fc.property(facts, history, (store, mirror) => {
      const before = input(store, mirror);
      const believed = !planSettings(before).notes.some(({ code }) => code === 'removals_blocked');
      const after = planSettings(input(store, applied(before, believed)));
      expect(changes(after)).toEqual([]);
    }),
  );
});

it('the plan shows what the rows of the app need: no row is written without an operation, and none the other way', () => {
  fc.assert(
    fc.property(facts, history, (store, mirror) => {
      const made = planSettings(input(store, mirror));
      const believed = !made.notes.some(({ code }) => code === 'removals_blocked');
      const changes = [...compareAppRows(settingAppRows({ store }), mirror, believed)];
      const written = (kind: AppRowChange['kind']) =>
        changes.filter((change) => change.kind === kind).map(({ row }) => row.key);
      const planned = (kind: string) =>
        made.operations.filter((operation) => operation.kind === kind).map(({ subject }) => subject.key);
      expect(written('create').sort()).toEqual(planned('create').sort());
      expect(written('update').sort()).toEqual(planned('update').sort());
      expect(written('vanished').sort()).toEqual(planned('archive').sort());
    }),
  );
});

it('the order of the lists does not matter', () => {
  fc.assert(
    fc.property(facts, history, (store, mirror) => {
      const shuffled: SettingFacts = {
        ...store,
        settings: store.settings.toReversed(),
        hidden: store.hidden.toReversed(),
        statuses: store.statuses.toReversed(),
        unavailable: store.unavailable.toReversed(),
      };
      const rows = (mirror.rows.get('x_woo_setting') ?? []).toReversed();
      const other = input(shuffled, { rows: new Map([['x_woo_setting', rows]]) });
      expect(planSettings(other)).toEqual(planSettings(input(store, mirror)));
    }),
  );
});

it('no row of a group that could not be read is archived', () => {
  fc.assert(
    fc.property(facts, history, (store, mirror) => {
      const broken = new Set<string>(store.unavailable.map(({ group }) => group));
      const gone = planSettings(input(store, mirror)).operations.filter(({ kind }) => kind === 'archive');
      expect(gone.filter(({ subject }) => broken.has(subject.key.split(':')[0] ?? ''))).toEqual([]);
    }),
  );
});
