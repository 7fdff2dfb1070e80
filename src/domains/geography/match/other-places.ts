import { nameKey } from '../../../core/text.ts';
import type { OdooState, StateFact } from '../facts.ts';
import { areNear, nearName } from './near-names.ts';
import type { StateMatch } from './state-match.ts';

/**
 * Plugins give their own meaning to codes that Odoo uses otherwise (`AR` for Arizona): where the record of the code has
 * another name, and another record of the country has exactly the store's, a user decides. Once that happened in a
 * country, a code alone proves nothing there: states whose names are not alike are asked about as well.
 *
 * @param byName Odoo's states of the country by name key, but those made for other states of the store
 */
export function refuseOtherPlaces(
  storeStates: readonly StateFact[],
  byName: ReadonlyMap<string, readonly OdooState[]>,
  matches: Map<string, StateMatch>,
): void {
  const doubtful: { readonly state: StateFact; readonly record: OdooState; readonly key: string }[] = [];
  for (const state of storeStates) {
    const match = matches.get(state.code);
    if (match?.kind !== 'bound' || match.isOwn || match.byCode !== true) continue;
    const key = nameKey(state.name);
    if (key !== '' && key !== nameKey(match.state.name)) doubtful.push({ state, record: match.state, key });
  }
  const othersOf = ({ key, record }: (typeof doubtful)[number]) =>
    (byName.get(key) ?? []).filter((other) => !isVariant(other, record)).toSorted((a, b) => a.id - b.id);
  if (doubtful.every((each) => othersOf(each).length === 0)) return;
  for (const each of doubtful) {
    const { state, record, key } = each;
    const others = othersOf(each);
    if (others.length === 0 && byName.has(key)) continue;
    if (others.length === 0 && areNear(nearName(state.name), nearName(record.name))) continue;
    const names = others.map(({ name, code }) => `"${name}" (${code})`).join(' and ');
    const why =
      others.length > 0
        ? `the store names it "${state.name}", which is ${names}`
        : `the store names it "${state.name}", and gives other codes of this country to other places`;
    matches.set(state.code, {
      kind: 'ambiguous',
      candidates: [record, ...others],
      reason: `${state.code} means "${record.name}" in Odoo, and ${why}`,
      doubts: record.id,
    });
  }
}

/** Odoo has some cantons of Switzerland once in each language: `FR` and `FR-FR` are one place. */
function isVariant(other: OdooState, record: OdooState): boolean {
  return other.code.startsWith(`${record.code}-`);
}
