import { closeBinding, namesOfBound, vanishedBindings } from '../../../core/close-bindings.ts';
import type { Binding } from '../../../core/memory.ts';
import type { ArchiveOperation, KeepOperation } from '../../../core/operation.ts';
import { compareText, type Note } from '../../../core/plan.ts';
import { isListTooShort, removalsBlocked, removalsBlockedToo } from '../../../core/removals.ts';
import { namedList } from '../../../core/named-list.ts';
import { stateKey, type GeographyMatches } from '../match/match.ts';
import { COUNTRY_MODEL, STATE_MODEL } from '../models.ts';
import { TYPES, type PlanContext } from './context.ts';
import { isUnreadable } from './faults.ts';

/** How many countries a note names. */
const MAX_NAMED = 5;

interface Removals {
  readonly operations: readonly (ArchiveOperation | KeepOperation)[];
  readonly notes: readonly Note[];
  /** Whether nothing at all may be taken for gone. */
  readonly withheld: boolean;
}

/**
 * Closes the bindings of what the store no longer lists. Neither countries nor states can be archived in Odoo. A list
 * that is suspiciously small blocks the removals of both types, since they come in one answer of the store; a country
 * that lost most of its states, or several at once, keeps what they are bound to.
 */
export function planRemovals(context: PlanContext, matches: GeographyMatches): Removals {
  const { store, memory, policy } = context.input;
  const present = {
    country: new Set(store.countries.map((country) => country.code)),
    state: new Set(store.states.map(stateKey)),
  };
  const isBad = ({ type, key }: Binding) => isUnreadable(store, type, key);
  const kept: KeepOperation[] = [];
  const lists = TYPES.map((type) => {
    const bindings = memory.bindings.filter((binding) => binding.type === type);
    const missing = vanishedBindings(bindings, ({ key }) => present[type].has(key));
    if (type === 'state')
      kept.push(...missing.filter(isBad).flatMap((each) => keep(each, UNREADABLE, context)));
    const vanished = missing.filter((binding) => !isBad(binding));
    const open = bindings.filter(({ archivedAt }) => archivedAt === null);
    // Until a run has come to its end, what it bound is the measure.
    const last = memory.lastCounts[type] ?? open.length;
    const note = removalsBlocked(type, present[type].size, last, vanished.length, policy.allowRemovals);
    return { type, vanished, note };
  });
  if (lists.some(({ note }) => note !== null)) {
    const notes = lists.flatMap(({ type, vanished, note }) =>
      vanished.length === 0 ? [] : [note ?? removalsBlockedToo(type, vanished.length)],
    );
    return { operations: kept, notes, withheld: true };
  }
  const vanished = lists.flatMap((list) => list.vanished);
  const short = policy.allowRemovals
    ? new Map<string, Binding[]>()
    : shortCountries(vanished, context, matches);
  const nameInOdoo = namesOfBound({
    [COUNTRY_MODEL]: context.input.odoo.countries,
    [STATE_MODEL]: context.input.odoo.states,
  });
  const isShort = ({ type, key }: Binding) => type === 'state' && short.has(countryOf(key));
  return {
    operations: [
      ...kept,
      ...vanished.flatMap((binding): (ArchiveOperation | KeepOperation)[] =>
        isShort(binding)
          ? keep(binding, SHORT, context)
          : [closeBinding(binding, reasonToClose(binding.type), nameInOdoo(binding))],
      ),
    ],
    notes: short.size === 0 ? [] : [shortNote(short, context)],
    withheld: false,
  };
}

const UNREADABLE = {
  rule: 'unreadable',
  reason: "bound in an earlier run; the store's entry could not be read",
} as const;
const SHORT = {
  rule: 'short list',
  reason:
    'bound in an earlier run; its country lost several states at once, which may be a fault of the store',
} as const;

/** The vanished states of the countries that lost too many at once, those aside whose record another state has now. */
function shortCountries(
  vanished: readonly Binding[],
  { input: { memory } }: PlanContext,
  { states }: GeographyMatches,
): Map<string, Binding[]> {
  const taken = new Set(
    [...states.values()].flatMap((match) => (match.kind === 'bound' ? [match.state.id] : [])),
  );
  const lost = vanished.filter(({ type, odooId }) => type === 'state' && !taken.has(odooId));
  const open = new Map<string, number>();
  for (const { type, key, archivedAt } of memory.bindings)
    if (type === 'state' && archivedAt === null)
      open.set(countryOf(key), (open.get(countryOf(key)) ?? 0) + 1);
  return new Map(
    [...Map.groupBy(lost, ({ key }) => countryOf(key))].filter(([country, bindings]) => {
      const last = open.get(country) ?? 0;
      // One state may go: in a small country that alone is more than a tenth.
      return bindings.length > 1 && isListTooShort(last - bindings.length, last);
    }),
  );
}

function shortNote(short: ReadonlyMap<string, readonly Binding[]>, { countryNames }: PlanContext): Note {
  const countries = [...short]
    .map(([code, { length }]) => `${countryNames.get(code) || code}: ${length}`)
    .sort(compareText);
  const named = namedList(countries, MAX_NAMED, { what: 'countries' });
  return {
    level: 'review',
    code: 'removals_blocked',
    message: `The store no longer lists several states of the same country at once (${named}). What represents them was left unchanged.`,
    hint: 'If they were really removed from the store, run: woo-odoo sync --allow-removals',
  };
}

/** What represents a state that is not listed, and may be there all the same, where it is still in Odoo. */
function keep(
  { key, odooId, type }: Binding,
  why: Pick<KeepOperation, 'rule' | 'reason'>,
  { countryNames, stateLabels }: PlanContext,
): KeepOperation[] {
  const label = stateLabels.get(odooId);
  if (label === undefined) return [];
  const group = countryNames.get(countryOf(key));
  const code = key.slice(key.indexOf(':') + 1);
  return [
    {
      kind: 'keep',
      subject: { type, key, label: code, ...(group !== undefined && { group }) },
      record: { model: STATE_MODEL, id: odooId, label },
      ...why,
      frozen: true,
    },
  ];
}

function countryOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

function reasonToClose(type: string): string {
  return `the store no longer lists it; its binding is closed, and the ${type} stays, because Odoo cannot archive one`;
}
