import { createHash } from 'node:crypto';
import { counted } from '../../core/counted.ts';
import type { DomainName } from '../../core/operation.ts';
import { openCausesOf, PROOF_KINDS, type ProofKind } from '../../core/proof.ts';
import type { Proof, ProofCauseCount } from '../../database/port.ts';
import type { AppProofItem, AppProofReport } from '../../odoo/port.ts';
import { stakeOf } from '../odoo-app/review-texts.ts';

/** What the app in Odoo shows of the last checks of a backend. */
export type ShownProofs = Omit<AppProofReport, 'rowId' | 'backendId'>;

const TITLES: Readonly<Record<ProofKind, string>> = {
  taxes: 'Taxes',
  shipping: 'Shipping',
  orders: 'Orders',
};

/** What of a kind is counted where it differs. */
const PLACES: Readonly<Record<ProofKind, string>> = { taxes: 'place', shipping: 'place', orders: 'order' };

/** More causes of a check are one item: nobody works through a longer list. */
const MAX_ITEMS = 100;

/** Which domain what orders lack is a matter of; all else is a matter of amounts. */
const STAKES: Readonly<Record<string, DomainName>> = { address: 'geography', payment: 'payments' };

/** The item of a check that could not be carried out. */
const FAILED = 'failed';

/**
 * Makes the app's summary and items of the last check of each kind; null without any. A check that failed leaves the items
 * of its kind as they are. Pure.
 */
export function shownProofs(latest: readonly Proof[]): ShownProofs | null {
  const ended = PROOF_KINDS.flatMap((kind) => latest.filter((proof) => proof.kind === kind)).flatMap(
    (proof) => (proof.endedAt === null ? [] : [{ ...proof, at: proof.endedAt }]),
  );
  const newest = ended.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  if (newest === undefined) return null;
  const failed = ended.some(({ state }) => state === 'failed');
  const open = ended.some(({ facts }) => openCausesOf(facts.causes).length > 0);
  return {
    date: newest.at,
    state: open ? 'differ' : failed ? 'failed' : 'agree',
    summary: ended.map(summaryLine).join('\n'),
    items: ended.flatMap((proof) => (proof.state === 'failed' ? [failedItem(proof)] : itemsOf(proof))),
    complete: ended.filter(({ state }) => state === 'done').map(({ kind }) => kind),
  };
}

function summaryLine({ at, kind, message, state }: Proof & { readonly at: string }): string {
  const result = state === 'failed' ? `not completed: ${message ?? ''}` : (message ?? '');
  return `${TITLES[kind]}: ${result} (${at.slice(0, 16).replace('T', ' ')} UTC)`;
}

function itemsOf({ facts, id, kind }: Proof): AppProofItem[] {
  const open = openCausesOf(facts.causes);
  const seen = new Map<string, number>();
  const items = open.slice(0, MAX_ITEMS).map((cause) => {
    const known = keyOf(kind, cause);
    const number = (seen.get(known) ?? 0) + 1;
    seen.set(known, number);
    return {
      kind,
      stake: stakeOf(STAKES[cause.cause] ?? 'taxes'),
      key: number === 1 ? known : `${known} ${number}`,
      name: cause.reason,
      reason: `${counted(cause.results, PLACES[kind])}: ${cause.examples.join('; ')}\n${cause.remedy}`,
    };
  });
  const more = open.length - items.length;
  if (more <= 0) return items;
  const name = `${counted(more, 'more cause')} of differences`;
  return [
    ...items,
    { kind, stake: stakeOf('taxes'), key: 'more', name, reason: `woo-odoo verify show ${id} lists them.` },
  ];
}

/** Reasons name amounts and places, which change from check to check; what is to be changed stays the same. */
function keyOf(kind: ProofKind, { cause, reason, remedy }: ProofCauseCount): string {
  const lasting = kind === 'orders' ? reason : remedy;
  return `${cause} ${createHash('sha256').update(lasting).digest('hex').slice(0, 8)}`;
}

function failedItem({ kind, message, problem }: Proof): AppProofItem {
  return {
    kind,
    stake: stakeOf('taxes', true),
    key: FAILED,
    name: message ?? '',
    reason: problem?.hint ?? '',
  };
}
