import { bind } from '../../../core/bind.ts';
import type { Operation } from '../../../core/operation.ts';
import type { CountryFact } from '../facts.ts';
import { countryExternalId } from '../match/match-country.ts';
import type { GeographyMatches } from '../match/match.ts';
import { COUNTRY_MODEL } from '../models.ts';
import type { PlanContext } from './context.ts';

/** Plans one country of the store. */
export function planCountry(
  country: CountryFact,
  matches: GeographyMatches,
  context: PlanContext,
): Operation {
  const subject = { type: 'country', key: country.code, label: country.name || country.code };
  const match = matches.countries.get(country.code);
  switch (match?.kind) {
    case 'bound': {
      const record = { model: COUNTRY_MODEL, id: match.country.id, label: match.country.name };
      return bind(subject, record, match, context);
    }
    case 'ambiguous':
      return {
        kind: 'conflict',
        subject,
        rule: 'ambiguous',
        reason: match.reason,
        candidates: match.candidates.map(({ id, name }) => ({ model: COUNTRY_MODEL, id, label: name })),
      };
    case 'unsupported':
      return { kind: 'unsupported', subject, rule: 'format', reason: match.reason };
    default: {
      const id = deletedCountry(country.code, context);
      if (id !== null) {
        return {
          kind: 'conflict',
          subject,
          record: { model: COUNTRY_MODEL, id },
          target: 'missing',
          rule: 'deleted',
          reason: `it was bound to record ${id}, which was deleted in Odoo; woo-odoo sync --recreate-deleted recreates it`,
        };
      }
      return {
        kind: 'create',
        subject,
        record: { model: COUNTRY_MODEL, externalId: countryExternalId(country.code) },
        rule: 'new',
        reason: match?.reason ?? 'not in Odoo',
        write: { fields: { name: country.name || country.code, code: country.code }, references: {} },
      };
    }
  }
}

/** The id of the record that a country without a match had; null when it had none, or may be made again. */
export function deletedCountry(code: string, { bindingOf, managed, input }: PlanContext): number | null {
  if (input.policy.recreateDeleted) return null;
  return (bindingOf('country', code) ?? managed.get(countryExternalId(code)))?.odooId ?? null;
}
