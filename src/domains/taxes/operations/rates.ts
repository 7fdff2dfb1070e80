import { bind } from '../../../core/bind.ts';
import type { Operation, Subject } from '../../../core/operation.ts';
import type { InvalidTaxRate, StoreTaxRate } from '../../../woocommerce/port.ts';
import type { PlanContext } from '../match/context.ts';
import { CREATED, type MatchedRate, type RateMatch } from '../match/match-rates.ts';
import { RATE_TYPE, TAX_MODEL } from '../models.ts';
import type { LimitationAppender } from './limitations.ts';

/** Binds each rate to what it matches. */
export function rateOperations(
  rates: readonly MatchedRate[],
  appendLimitations: LimitationAppender,
  context: PlanContext,
): Operation[] {
  const subjectOf = rateSubjects(rates, context);
  return rates.map((matched) =>
    appendLimitations(matched.rate, rateOperation(subjectOf(matched), matched.match, context)),
  );
}

function rateOperation(subject: Subject, match: RateMatch, context: PlanContext): Operation {
  switch (match.state) {
    case 'there':
      return bind(subject, match.record, match, context);
    case 'pending': {
      const { record, rule, through } = match;
      return { kind: 'link', subject, record, rule, reason: CREATED, through };
    }
    case 'waiting':
      return { kind: 'keep', subject, rule: 'waits', reason: match.reason };
    case 'conflict':
      return { kind: 'conflict', subject, rule: match.rule, reason: match.reason };
  }
}

/** The subjects of rates; those that share the tax of shipping share its details. */
function rateSubjects(rates: readonly MatchedRate[], context: PlanContext) {
  const details = new Map(rates.flatMap(({ shippingKey: key }) => (key ? [[key, { shipping: key }]] : [])));
  return ({ rate, shippingKey }: MatchedRate): Subject => {
    const subject = rateSubject(rate, context);
    const shared = details.get(shippingKey ?? '');
    return shared === undefined ? subject : { ...subject, details: shared };
  };
}

/** How a rate is called in lists: `DE 19% MwSt.`. */
export function rateSubject(rate: StoreTaxRate, { classNames }: PlanContext): Subject {
  const place = rate.country === '' && rate.state === '' ? ['everywhere'] : [rate.country, rate.state];
  const parts = [...place, `${rate.rate}%`, rate.name].filter((part) => part !== '');
  // Joined, since 50,000 texts put together piece by piece would keep all their pieces.
  const label = parts.join(' ');
  const group = classNames.get(rate.taxClass) ?? rate.taxClass;
  return { type: RATE_TYPE, key: String(rate.id), label, group };
}

/** A rate that the store lists and that could not be understood. What it was bound to stays. */
export function invalidRateOperation(
  { field, id, message }: InvalidTaxRate & { readonly id: number },
  context: PlanContext,
): Operation {
  const key = String(id);
  const binding = context.bindingOf(RATE_TYPE, key);
  return {
    kind: 'conflict',
    subject: { type: RATE_TYPE, key, label: `Rate ${key}` },
    ...(binding && { record: { model: TAX_MODEL, id: binding.odooId } }),
    rule: 'unreadable',
    reason: `its field ${field} is invalid: ${message}; correct it in the store`,
  };
}
