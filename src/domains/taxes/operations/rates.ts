import { bind, binds } from '../../../core/bind.ts';
import { KeptCounter, type KeptOperations } from '../../../core/kept-operations.ts';
import type { ExistingRecord, Operation, Subject } from '../../../core/operation.ts';
import type { Rule } from '../../../core/rules.ts';
import type { InvalidTaxRate, StoreTaxRate } from '../../../woocommerce/port.ts';
import { unreadableRates } from '../desired/usable-rates.ts';
import type { PlanContext } from '../match/context.ts';
import { CREATED, type MatchedRate, type RateMatch } from '../match/match-rates.ts';
import { RATE_TYPE, TAX_MODEL } from '../models.ts';
import type { LimitationAppender } from './limitations.ts';

/** What is planned for rates. */
export interface RateOperations {
  readonly listed: readonly Operation[];
  /** Those that only keep what is there, where the plan counts them. */
  readonly kept?: Omit<KeptOperations, 'before'>;
  /** Whether there is an operation for a rate. */
  readonly has: (key: string) => boolean;
  /** The records to which rates are bound. */
  readonly recordIds: ReadonlySet<number>;
}

/** Binds each rate to what it matches, and lists those that could not be read. */
export function rateOperations(
  rates: readonly MatchedRate[],
  appendLimitations: LimitationAppender,
  context: PlanContext,
): RateOperations {
  const subjectOf = rateSubjects(rates, context);
  const operationOf = (matched: MatchedRate) =>
    appendLimitations(matched.rate, rateOperation(subjectOf(matched), matched.match, context));
  const listed: Operation[] = [];
  const kept = new Map<string, MatchedRate>();
  const counter = new KeptCounter();
  const recordIds = new Set<number>();
  const records = new Map<number, ExistingRecord>();
  for (const matched of rates) {
    const { match, rate } = matched;
    const record = match.state === 'there' ? match.record : undefined;
    if (record !== undefined) recordIds.add(record.id);
    if (context.input.kept === 'counted' && isKept(matched, context)) {
      kept.set(String(rate.id), matched);
      counter.add(record?.model ?? null, ruleOf(match));
      if (record !== undefined) records.set(record.id, record);
    } else {
      listed.push(operationOf(matched));
    }
  }
  for (const rate of unreadableRates(context.input.store)) {
    const operation = invalidRateOperation(rate, context);
    if (operation.record?.id !== undefined) recordIds.add(operation.record.id);
    listed.push(operation);
  }
  const keys = new Set(listed.map(({ subject }) => subject.key));
  return {
    listed,
    recordIds,
    has: (key) => keys.has(key) || kept.has(key),
    ...(kept.size > 0 && {
      kept: {
        type: RATE_TYPE,
        counts: counter.counts(),
        records: [...records.values()],
        find: (key) => {
          const matched = kept.get(key);
          const operation = matched && operationOf(matched);
          return operation?.kind === 'keep' ? operation : undefined;
        },
      },
    }),
  };
}

/** Whether the operation of a rate only keeps what is there. */
function isKept({ match, rate }: MatchedRate, { bindingOf }: PlanContext): boolean {
  if (match.state === 'waiting') return true;
  return match.state === 'there' && binds(bindingOf(RATE_TYPE, String(rate.id)), match.record);
}

const ruleOf = (match: RateMatch): Rule => match.rule ?? 'waits';

function rateOperation(subject: Subject, match: RateMatch, context: PlanContext): Operation {
  switch (match.state) {
    case 'there':
      return bind(subject, match.record, match, context);
    case 'pending': {
      const { record, rule, through } = match;
      return { kind: 'link', subject, record, rule, reason: CREATED, through };
    }
    case 'waiting':
      return { kind: 'keep', subject, rule: ruleOf(match), reason: match.reason };
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
function invalidRateOperation(
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
