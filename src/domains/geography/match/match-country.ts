import { CHOSEN, type Finding } from '../../../core/bind.ts';
import { nativeExternalId } from '../../../core/external-id.ts';
import { nameKey } from '../../../core/text.ts';
import type { CountryFact, OdooCountry } from '../facts.ts';

export type CountryMatch =
  | (Finding & { readonly kind: 'bound'; readonly country: OdooCountry })
  | { readonly kind: 'ambiguous'; readonly candidates: readonly OdooCountry[]; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly reason: string };

export function countryExternalId(code: string): string {
  return nativeExternalId('country', code);
}

/**
 * Matches countries by ISO 3166-1 code, then by a name that is unique on both sides. Both platforms ship the whole ISO
 * list, so anything else is an addition by a plugin or a user. Where the rules do not decide, the record bound in an
 * earlier run (`remembered`: Odoo id by country code) stays, unless a rule gives it to another country.
 */
export function matchCountries(
  storeCountries: readonly CountryFact[],
  odooCountries: readonly OdooCountry[],
  remembered: ReadonlyMap<string, number> = new Map(),
  chosen: ReadonlyMap<string, OdooCountry> = new Map(),
): Map<string, CountryMatch> {
  const index: CountryIndex = {
    byCode: new Map(odooCountries.map((country) => [country.code, country])),
    byName: Map.groupBy(odooCountries, ({ name }) => nameKey(name)),
    namesakes: Map.groupBy(storeCountries, ({ name }) => nameKey(name)),
  };
  const spoken = new Set(storeCountries.map((country) => country.code));
  const matches = new Map(
    storeCountries.map((country) => {
      const choice = chosen.get(country.code);
      const match: CountryMatch = choice
        ? { kind: 'bound', country: choice, ...CHOSEN }
        : matchCountry(country, index, spoken);
      return [country.code, match];
    }),
  );
  const taken = new Set(
    [...matches.values()].flatMap((match) => (match.kind === 'bound' ? [match.country.id] : [])),
  );
  const byId = new Map(odooCountries.map((country) => [country.id, country]));
  const rememberedBy = Map.groupBy(remembered.keys(), (code) => remembered.get(code));
  for (const [code, match] of matches) {
    const country = byId.get(remembered.get(code) ?? 0);
    if (match.kind === 'bound' || country === undefined || taken.has(country.id)) continue;
    const rivals = rememberedBy.get(country.id) ?? [];
    if (rivals.some((other) => other !== code && matches.has(other))) continue;
    const reason = `bound in an earlier run, and no rule finds another record: ${match.reason}`;
    matches.set(code, { kind: 'bound', country, rule: 'binding', reason });
  }
  return matches;
}

/** Both lists of countries, to be looked up. */
interface CountryIndex {
  readonly byCode: ReadonlyMap<string, OdooCountry>;
  readonly byName: ReadonlyMap<string, readonly OdooCountry[]>;
  /** Those of the store. */
  readonly namesakes: ReadonlyMap<string, readonly CountryFact[]>;
}

function matchCountry(
  country: CountryFact,
  { byCode, byName, namesakes }: CountryIndex,
  spoken: ReadonlySet<string>,
): CountryMatch {
  const same = byCode.get(country.code);
  if (same) return { kind: 'bound', country: same, rule: 'code', reason: 'same code in both' };

  const key = nameKey(country.name);
  const candidates = (key === '' ? [] : (byName.get(key) ?? [])).toSorted((a, b) => a.id - b.id);
  const [only] = candidates;
  if (only === undefined) {
    // Odoo's country code has two characters (res.country, `code`).
    if (!/^[A-Za-z0-9]{2}$/u.test(country.code)) {
      return {
        kind: 'unsupported',
        reason: `Odoo's country codes have two characters, "${country.code}" has not`,
      };
    }
    return { kind: 'none', reason: 'no country in Odoo has its code or its name' };
  }
  const shared = (namesakes.get(key) ?? []).length > 1;
  if (candidates.length > 1 || shared || spoken.has(only.code)) {
    return {
      kind: 'ambiguous',
      candidates,
      reason: `the name "${country.name}" does not identify one country`,
    };
  }
  return {
    kind: 'bound',
    country: only,
    rule: 'name',
    reason: `same name, though its code is ${only.code} in Odoo`,
  };
}
