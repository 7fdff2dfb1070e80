import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';
import type { Address } from '../tax-rules/types.ts';
import { idsOf, textIn } from './rule-records.ts';
import { positionFor } from './quotation.ts';

/**
 * The position of an order for a partner, delivered to another one or to itself (`_get_fiscal_position`, the same on 17,
 * 18 and 19): one set by hand wins, that of the delivery address first. Else the delivery address decides, but that of
 * the partner where it and the company have VAT numbers of one country of the European Union.
 */
export function positionOfOrder(
  env: Environment,
  company: number,
  partner: number,
  shipping: number,
): number | null {
  const invoiced = env.database.row('res.partner', partner);
  if (invoiced === undefined) return null;
  const delivered = deliveryOf(env, company, invoiced, env.database.row('res.partner', shipping) ?? invoiced);
  for (const { property_account_position_id: byHand } of [delivered, invoiced])
    if (typeof byHand === 'number') return byHand;
  // 18 and 19 choose none for a partner without a country, whatever the delivery address is.
  if (env.database.series > 17 && typeof invoiced['country_id'] !== 'number') return null;
  return positionFor(env, company, addressOf(delivered));
}

function deliveryOf(env: Environment, company: number, invoiced: Row, delivered: Row): Row {
  const prefixes = [env.database.row('res.company', company) ?? {}, invoiced].map((row) =>
    textIn(row, 'vat').slice(0, 2),
  );
  const [own, theirs] = prefixes;
  const inUnion = prefixes.every((prefix) => unionCodes(env).has(prefix));
  return own === theirs && inUnion ? invoiced : delivered;
}

function unionCodes(env: Environment): ReadonlySet<string> {
  const [, union = {}] =
    env.database.rows('res.country.group').find(([, group]) => group['name'] === 'European Union') ?? [];
  return new Set(
    idsOf(union['country_ids']).map((id) => textIn(env.database.row('res.country', id) ?? {}, 'code')),
  );
}

function addressOf(row: Row): Address {
  const { country_id: country, state_id: state } = row;
  return {
    countryId: typeof country === 'number' ? country : null,
    stateId: typeof state === 'number' ? state : null,
    zip: textIn(row, 'zip'),
    hasVat: textIn(row, 'vat') !== '',
  };
}
