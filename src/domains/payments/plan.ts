import { X_ROW } from '../../core/app-names.ts';
import type { PlanInput } from '../../core/domain.ts';
import { bind, CHOSEN } from '../../core/bind.ts';
import { closeBinding } from '../../core/close-bindings.ts';
import type { Binding } from '../../core/memory.ts';
import type { ExistingAppRow } from '../../core/app-rows.ts';
import { indexMemory, type MemoryIndex } from '../../core/memory-index.ts';
import type { ExistingRecord, Operation } from '../../core/operation.ts';
import { compareText, sortOperations, type DomainPlan, type Note } from '../../core/plan.ts';
import { removalsBlocked } from '../../core/removals.ts';
import type { InvalidRow, StorePaymentGateway, StorePaymentGateways } from '../../woocommerce/port.ts';
import { takesPayments, type Journal, type OdooPayments } from './facts.ts';
import { GATEWAY_MODEL } from './app/rows.ts';
import { JOURNAL_MODEL } from './models.ts';

type Input = PlanInput<StorePaymentGateways, OdooPayments>;

const { type } = GATEWAY_MODEL;

export const APP_MISSING: Note = {
  level: 'info',
  code: 'app_missing',
  message:
    'Payment gateways are bound to journals in the WooCommerce app of Odoo, which is not installed or not open to the ' +
    "connector's user.",
  hint: 'An administrator installs it, and gives the user its Connector group, with woo-odoo odoo-app install.',
};

/**
 * Plans the payment gateways: each is bound to the journal that a user chose for it in the app. Which account money
 * arrives on cannot be distinguished from a name, so nothing is guessed: an enabled gateway without a journal is a conflict, which
 * lists it in To Review with the journals that would do; a disabled one takes no money and waits silently. Without the
 * app nobody can choose, and nothing is planned. Pure; the order of the lists does not matter.
 */
export function planPayments(input: Input): DomainPlan {
  if (input.mirror === null) return { domain: 'payments', operations: [], notes: [APP_MISSING] };
  const context = indexMemory(input, [GATEWAY_MODEL]);
  const journals = listJournals(input.odoo);
  const choiceOf = (id: string) => context.choices.get(`${type} ${id}`);
  const gateways = input.store.gateways.map((gateway) =>
    planGateway(gateway, choiceOf(gateway.id), journals, context),
  );
  const invalid = input.store.faults.flatMap(({ id }) =>
    id === null ? [] : planUnavailable(id, choiceOf(id), journals, context),
  );
  const removals = planRemovals(input, context);
  return {
    domain: 'payments',
    operations: sortOperations([...gateways, ...invalid, ...removals.operations], [type]),
    notes: [...input.store.faults.map(invalidNote), ...removals.notes],
    removals: removals.notes.length === 0 ? 'trusted' : 'withheld',
  };
}

/** The journals of the company, to be looked up. */
interface Journals extends Pick<OdooPayments, 'company'> {
  readonly byId: ReadonlyMap<number | undefined, Journal>;
  /** Those that take payments, by ascending id; one list for all gateways that wait for one. */
  readonly candidates: readonly ExistingRecord[];
}

function listJournals({ company, journals }: OdooPayments): Journals {
  return {
    company,
    byId: new Map(journals.map((journal) => [journal.id, journal])),
    candidates: journals
      .filter(takesPayments)
      .map(refOf)
      .sort((a, b) => a.id - b.id),
  };
}

function planGateway(
  gateway: StorePaymentGateway,
  choice: number | undefined,
  journals: Journals,
  context: MemoryIndex,
): Operation {
  const subject = { type, key: gateway.id, label: gateway.title || gateway.id };
  const journal = journals.byId.get(choice);
  if (journal !== undefined && takesPayments(journal)) return bind(subject, refOf(journal), CHOSEN, context);
  if (!gateway.enabled) {
    const reason = 'it is switched off in the store; it needs a journal once it is on';
    return { kind: 'keep', subject, rule: 'disabled', reason };
  }
  return {
    kind: 'conflict',
    subject,
    ...whyOpen(choice, journal, journals),
    candidates: journals.candidates,
  };
}

/** What a user chose for one that cannot be understood counts all the same. */
function planUnavailable(
  id: string,
  choice: number | undefined,
  { byId }: Journals,
  context: MemoryIndex,
): Operation[] {
  const journal = byId.get(choice);
  if (journal === undefined || !takesPayments(journal)) return [];
  return [bind({ type, key: id, label: id }, refOf(journal), CHOSEN, context)];
}

function invalidNote({ id, message }: InvalidRow): Note {
  return {
    level: 'review',
    code: 'gateway_unreadable',
    message: `${id === null ? 'A payment gateway' : `The payment gateway ${id}`} of the store could not be read: ${message}. Its row and its journal are kept.`,
    hint: 'Correct it in the store (WooCommerce, Settings, Payments), or ask who made the plugin.',
  };
}

function whyOpen(
  choice: number | undefined,
  journal: Journal | undefined,
  { company }: Journals,
): Pick<Operation, 'rule' | 'reason' | 'optional'> {
  if (choice === undefined) {
    const reason = 'no journal is chosen';
    // No order is imported yet, so that nothing is booked wrongly without one.
    return { rule: 'no choice', reason, optional: true };
  }
  if (journal === undefined)
    return { rule: 'company', reason: `the chosen journal is not one of the company ${company}` };
  if (!journal.active)
    return { rule: 'archived', reason: `the chosen journal ${journal.name} is archived in Odoo` };
  return {
    rule: 'journal type',
    reason: `the chosen journal ${journal.name} is of type ${journal.type}, in which Odoo books no payments`,
  };
}

export function refOf({ id, name, code }: Journal): ExistingRecord {
  return { model: JOURNAL_MODEL, id, label: code === '' ? name : `${name} (${code})` };
}

/** Closes what the store no longer lists: the row is archived with the date; the journal is a user's and stays. */
function planRemovals(
  { store, memory, mirror, policy }: Input,
  { bindingOf }: MemoryIndex,
): { operations: Operation[]; notes: Note[] } {
  // One whose id could not be read may be any of those that seem to be gone.
  if (store.faults.some(({ id }) => id === null)) return { operations: [], notes: [] };
  const listed = new Set<string | null>([...store.gateways, ...store.faults].map(({ id }) => id));
  const rows = new Map(
    (mirror?.rows.get(GATEWAY_MODEL.model) ?? []).filter(({ active }) => active).map((row) => [row.key, row]),
  );
  const open = memory.bindings.filter(({ archivedAt }) => archivedAt === null).map(({ key }) => key);
  const known = new Set([...rows.keys(), ...open]);
  const vanished = [...known].filter((key) => !listed.has(key)).sort(compareText);
  // Until a run has come to its end, what is known is the measure.
  const last = memory.lastCounts[type] ?? known.size;
  const note = removalsBlocked(type, listed.size, last, vanished.length, policy.allowRemovals);
  if (note !== null) return { operations: [], notes: [note] };
  const operations = vanished.flatMap((key) => close(key, rows.get(key), bindingOf(type, key)));
  return { operations, notes: [] };
}

function close(key: string, row: ExistingAppRow | undefined, binding: Binding | undefined): Operation[] {
  const bound = binding?.archivedAt === null ? binding.odooId : row?.boundId;
  const record = bound
    ? { model: JOURNAL_MODEL, odooId: bound }
    : row && { model: GATEWAY_MODEL.model, odooId: row.id };
  if (record === undefined) return [];
  const reason = 'the store no longer lists it; its row is archived, and the journal stays as it is';
  return [closeBinding({ type, key, ...record }, reason, row?.values[X_ROW.name] || key)];
}
