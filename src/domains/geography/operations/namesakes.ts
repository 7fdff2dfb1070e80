import type { PlanInput } from '../../../core/domain.ts';
import { isNativeExternalId } from '../../../core/external-id.ts';
import { compareText, type Note, type Replacement } from '../../../core/plan.ts';
import { namedList } from '../../../core/named-list.ts';
import type { OdooGeography, OdooState, StoreGeography } from '../facts.ts';
import { isComing } from '../match/coming-states.ts';
import { matchGeography, stateKey, type GeographyMatches } from '../match/match.ts';
import { retiredFields } from '../match/retired.ts';
import { STATE_MODEL } from '../models.ts';

type Sides = Pick<PlanInput<StoreGeography, OdooGeography>, 'odoo' | 'store'>;

/** How many states or countries a note names. */
const MAX_NAMED = 5;

/**
 * Finds the states of the connector beside which Odoo has one of its own by now, brought by a later series or a
 * localisation: the one that the rules would have found, had the connector created none. One that another state of the
 * store has already is not offered.
 */
export function findReplacements({ odoo, store }: Sides, matches: GeographyMatches): Replacement[] {
  const own = new Map<string, OdooState>();
  const taken = new Set<number>();
  for (const [key, match] of matches.states) {
    if (match.kind !== 'bound') continue;
    if (match.isOwn) own.set(key, match.state);
    else taken.add(match.state.id);
  }
  const countries = new Set([...own.values()].map(({ country }) => country));
  const others = odoo.states.filter(
    ({ country, externalId }) => countries.has(country) && !isNativeExternalId(externalId),
  );
  if (others.length === 0) return [];
  // Whole lists of the countries: a name counts only when it is unique on both sides.
  const concerned = new Set([...own.keys()].map((key) => key.slice(0, key.indexOf(':'))));
  const states = store.states.filter(({ country }) => concerned.has(country));
  const found = matchGeography({ ...store, states }, { ...odoo, states: others });
  return states
    .flatMap((state): Replacement[] => {
      const key = stateKey(state);
      const [mine, match] = [own.get(key), found.states.get(key)];
      if (mine?.externalId === undefined || match?.kind !== 'bound' || taken.has(match.state.id)) return [];
      const label = (each: OdooState) => `${each.name} (${each.code})`;
      return [
        {
          subject: {
            type: 'state',
            key,
            label: state.name || state.code,
            group: nameOf(state.country, store),
          },
          own: { model: STATE_MODEL, id: mine.id, externalId: mine.externalId, label: label(mine) },
          by: { model: STATE_MODEL, id: match.state.id, label: label(match.state) },
          retired: retiredFields(mine),
        },
      ];
    })
    .sort((a, b) => compareText(a.subject.key, b.subject.key));
}

/** What the plan reports of them, by country. */
export function replacementNotes(replacements: readonly Replacement[]): Note[] {
  if (replacements.length === 0) return [];
  const counts = [...Map.groupBy(replacements, ({ subject }) => subject.group ?? '')]
    .map(([country, { length }]) => `${country} ${length}`)
    .sort(compareText);
  return [
    {
      level: 'review',
      code: 'state_namesakes',
      message: `Odoo has states of its own by now beside ${replacements.length} that the connector created: ${namedList(counts, MAX_NAMED, { what: 'countries' })}. People see both.`,
      hint: "To use Odoo's own in addresses, fiscal positions and delivery methods, run: woo-odoo states rebind (it lists them first). Those of the connector are renamed and stay.",
    },
  ];
}

/**
 * States that would make the installation of a localisation or the upgrade to a later series fail, because Odoo brings
 * one under the same code: those made by hand, and those of the connector whose code it may not change.
 *
 * @param recoded the ids of those that this plan gives another code
 */
export function codeNotes({ odoo, store }: Sides, recoded: ReadonlySet<number>): Note[] {
  const inTheWay = odoo.states
    .filter(
      ({ code, country, externalId, id }) =>
        (externalId === undefined || isNativeExternalId(externalId)) &&
        isComing(country, code) &&
        !recoded.has(id),
    )
    .map(({ code, country, name }) => `${name} (${nameOf(country, store)}, ${code})`)
    .sort(compareText);
  if (inTheWay.length === 0) return [];
  return [
    {
      level: 'info',
      code: 'state_codes_needed',
      message: `A localisation or a later series of Odoo brings states of its own under the codes of these states, so that its installation would fail: ${namedList(inTheWay, MAX_NAMED, { what: 'states' })}.`,
      hint: 'Before you install it or upgrade, give them another code in Odoo (Contacts > Configuration > Fed. States).',
    },
  ];
}

function nameOf(country: string, { countries }: StoreGeography): string {
  return countries.find(({ code }) => code === country)?.name || country;
}
