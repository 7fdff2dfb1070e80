import { counted } from '../../core/counted.ts';
import {
  agreementOf,
  NO_COUNTS,
  PROOF_ROW_STATES,
  type ProofCounts,
  type ProofRowState,
} from '../../core/proof.ts';
import { compareText } from '../../core/plan.ts';
import type { ProofCauseCount, ProofFacts, ProofRow } from '../../database/port.ts';
import type { OrderCause, OrdersProof } from './orders-report.ts';
import type { ShippingResult, ShippingsProof } from './shipping-report.ts';
import { rowStateOf, type TaxesProof, type TaxResult } from './taxes-report.ts';

/** What is kept of a proof, whatever it is about. */
export interface ProofOutcome {
  readonly counts: ProofCounts;
  /** A sentence for people. */
  readonly message: string;
  readonly facts: ProofFacts;
  /** The most urgent first. */
  readonly rows: readonly ProofRow[];
}

/** What is kept of a comparison of taxes. */
export function outcomeOfTaxes(proof: TaxesProof): ProofOutcome {
  const { causes, counts, currency, leftBehind, results, waiting, withoutCart } = proof;
  const remarks = [
    ...(withoutCart === null
      ? []
      : [`${withoutCart}. The store's rates and settings were used in its place.`]),
    ...(waiting.length === 0
      ? []
      : [
          `Left out, since their tax is not in Odoo yet: ${waiting.join(', ')}. Sync, and decide what it lists for review.`,
        ]),
    ...(leftBehind === null
      ? []
      : [`The archived contact and products of the check are still in Odoo: ${leftBehind}`]),
  ];
  return {
    counts: { ...NO_COUNTS, ...counts },
    message: comparisonSummary({ ...NO_COUNTS, ...counts }),
    facts: {
      currency,
      remarks,
      causes: causes.map(causeCount),
    },
    rows: byUrgency(results.map(taxRow)),
  };
}

/** `118 of 120 comparisons agree to the cent`, with what does not. */
export function comparisonSummary(counts: ProofCounts): string {
  const { agree, compared } = agreementOf(counts);
  return [
    `${agree.toLocaleString('en-US')} of ${counted(compared, 'comparison')} agree to the cent`,
    ...(counts.differs > 0 ? [counted(counts.differs, 'difference')] : []),
    ...(counts.limited > 0 ? [`${counts.limited} by what Odoo does not support`] : []),
    ...(counts.cent > 0 ? [`${counts.cent} within a cent`] : []),
    ...(counts.not_probed > 0 ? [`${counts.not_probed} not answered`] : []),
  ].join('; ');
}

function taxRow(result: TaxResult): ProofRow {
  const { address, basket, cause, computations = [], customer } = result;
  const { odoo, position, source, store, verdict, why } = result;
  return {
    ...{ state: verdict, country: address.country, place: why, customer, basket, store, odoo },
    ...{ cause: cause?.cause ?? '', reason: cause?.reason ?? '', remedy: cause?.remedy ?? '' },
    details: {
      facts: [
        { name: 'address', value: addressText(address) },
        { name: 'fiscal position', value: position },
        { name: 'source', value: source },
      ],
      examples: [],
      computations,
    },
  };
}

/** What is kept of a comparison of shipping. */
export function outcomeOfShipping(proof: ShippingsProof): ProofOutcome {
  const { causes, currency, leftBehind, odooBy, results, waiting, withoutCart } = proof;
  const { besides, ...compared } = proof.counts;
  const counts = { ...NO_COUNTS, ...compared };
  const remarks = [
    ...(odooBy === 'rules'
      ? ['The rules of the connector answered for Odoo; nothing was written there.']
      : []),
    ...(withoutCart === null
      ? []
      : [`${withoutCart}. The store's zones and settings were used in its place.`]),
    ...(waiting.length === 0 ? [] : [`No delivery method represents: ${waiting.join(', ')}. Sync first.`]),
    ...(besides === 0
      ? []
      : [`Odoo also offers delivery methods that represent none of the store (${besides}).`]),
    ...(leftBehind === null ? [] : [`What the check made in Odoo is still there: ${leftBehind}`]),
  ];
  return {
    counts,
    message: comparisonSummary(counts),
    facts: { currency, remarks, causes: causes.map(causeCount) },
    rows: byUrgency(results.map(shippingRow)),
  };
}

function shippingRow(result: ShippingResult): ProofRow {
  const { address, basket, carrier, cause, computations = [], method, odoo } = result;
  const { odooBy, odooTax, source, store, storeTax, why } = result;
  return {
    ...{ state: rowStateOf(result.verdict), country: address.country, place: why, customer: '' },
    ...{ basket: method === '' ? basket : `${method}: ${basket}`, store, odoo },
    ...{ cause: cause?.cause ?? '', reason: cause?.reason ?? '', remedy: cause?.remedy ?? '' },
    details: {
      facts: [
        { name: 'address', value: addressText(address) },
        { name: 'delivery method', value: carrier },
        { name: 'store tax', value: storeTax ?? '' },
        { name: 'Odoo tax', value: odooTax ?? '' },
        { name: 'source', value: `${source}, ${odooBy}` },
      ].filter(({ value }) => value !== ''),
      examples: [],
      computations,
    },
  };
}

function addressText({ city, country, postcode, state }: TaxResult['address']): string {
  return [country, state, postcode, city].filter((part) => part !== '').join(' ');
}

function causeCount({
  cause,
  examples,
  reason,
  remedy,
  results,
}: Omit<ProofCauseCount, 'examples'> & { readonly examples: readonly string[] }): ProofCauseCount {
  return { cause, reason, remedy, results, examples: [...examples] };
}

/** What is kept of a reading of orders: a row for each cause. Numbers of orders are all that is kept of them. */
export function outcomeOfOrders(proof: OrdersProof): ProofOutcome {
  const { causes, notes, read, ready, readyPercent } = proof;
  return {
    counts: { ...NO_COUNTS, equal: ready, differs: read - ready },
    message:
      read === 0
        ? 'The store has no orders yet'
        : `${ready} of ${counted(read, 'order')} (${readyPercent ?? ''} %) can be imported`,
    facts: { currency: '', remarks: [], causes: causes.map(orderCause) },
    rows: [
      ...causes.map((cause) => orderRow(cause, 'differs')),
      ...notes.map((note) => orderRow(note, 'note')),
    ],
  };
}

const orderCause = ({ examples, need, orders, reason, remedy, value }: OrderCause): ProofCauseCount => ({
  ...{ cause: need, reason: `${value}: ${reason}`, remedy, results: orders },
  examples: [...examples],
});

function orderRow(cause: OrderCause, state: ProofRowState): ProofRow {
  const { examples, need, orders, reason, remedy, value } = cause;
  const country = need === 'address' ? (/^(?:country )?([A-Z]{2})\b/u.exec(value)?.[1] ?? '') : '';
  return {
    ...{ state, country, place: value, customer: '', basket: need, store: null, odoo: null },
    ...{ cause: need, reason, remedy },
    details: {
      facts: [
        { name: 'orders', value: String(orders) },
        { name: 'status', value: cause.status },
      ],
      examples: [...examples],
      computations: [],
    },
  };
}

/** The most urgent first, then by country; those of one place stay together. */
export function byUrgency(rows: readonly ProofRow[]): ProofRow[] {
  const rank = (row: ProofRow) => PROOF_ROW_STATES.indexOf(row.state);
  return rows.toSorted((a, b) => rank(a) - rank(b) || compareText(a.country, b.country));
}
