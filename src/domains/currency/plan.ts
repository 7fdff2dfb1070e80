import type { PlanInput } from '../../core/domain.ts';
import { bind } from '../../core/bind.ts';
import { closeBinding } from '../../core/close-bindings.ts';
import type { ManagedRecord } from '../../core/memory.ts';
import { indexMemory } from '../../core/memory-index.ts';
import type { ExistingRecord, Operation, Subject } from '../../core/operation.ts';
import { compareText, sortOperations, type DomainPlan } from '../../core/plan.ts';
import type { Rule } from '../../core/rules.ts';
import { decideFields } from '../../core/three-way.ts';
import type { OdooCurrency, StoreCurrency } from './facts.ts';
import { CURRENCY_ROWS } from './app/rows.ts';
import { CURRENCY_MODEL } from './models.ts';

type Input = PlanInput<StoreCurrency, readonly OdooCurrency[]>;

const { type } = CURRENCY_ROWS;

/** The values of an activated currency, in the form in which Odoo's answers are read back. */
const ACTIVE = { active: '1' };

/** How Odoo brings most currencies: one that was never written completely is as it was, and nobody has changed it. */
const OFF = { active: '' };

const CLOSED =
  'the store no longer sells in it; its binding is closed, and the currency stays as it is in Odoo';

/** `res.currency.name` is no longer (the sources of 17, 18 and 19). */
const MAX_CODE_LENGTH = 3;

const WHERE = 'Accounting, Configuration, Currencies';

/**
 * Plans the store's currency: the one of the same code represents it in Odoo. One that is switched off there is activated
 * by the backend's policy, and is a conflict otherwise, because all companies of the database see it then; one
 * that is missing must be created by a user, because its rate is money, and one whose code Odoo cannot have (`IRHT`) is unsupported. Pure; the order of the list does not matter.
 */
export function planCurrency(input: Input): DomainPlan {
  const operations = [planCode(input), ...closeOthers(input)];
  return { domain: 'currency', operations: sortOperations(operations, [type]), notes: [] };
}

function planCode(input: Input): Operation {
  const { store, odoo } = input;
  const subject = { type, key: store.code, label: store.code };
  const currency = odoo.find(({ code }) => code.toUpperCase() === store.code);
  if (currency === undefined && store.code.length > MAX_CODE_LENGTH) {
    return {
      kind: 'unsupported',
      subject,
      rule: 'missing',
      reason: `codes of currencies have at most ${MAX_CODE_LENGTH} letters in Odoo, so that it cannot have ${store.code}, which a plugin added to the store: for the two to match, let the store sell in a currency of ISO 4217 (WooCommerce, Settings, General)`,
    };
  }
  if (currency === undefined) {
    return {
      kind: 'conflict',
      subject,
      rule: 'missing',
      reason: `Odoo has no currency ${store.code}: create one with that code and its rate (${WHERE}), and sync again`,
    };
  }
  const known = indexMemory(input, [CURRENCY_ROWS]);
  const managed = known.managed.get(currency.externalId ?? '');
  if (!currency.active) return planInactive(subject, currency, managed, input);
  const operation = bind(subject, refOf(currency), { rule: 'code', reason: 'same code in both' }, known);
  // A kill between Odoo's commit and ours: its value is what was written.
  const isUnsure = managed !== undefined && managed.intended !== null;
  return isUnsure ? { ...operation, seen: ACTIVE } : operation;
}

function planInactive(
  subject: Subject,
  currency: OdooCurrency,
  managed: ManagedRecord | undefined,
  { policy }: Input,
): Operation {
  const { code, externalId } = currency;
  const record = refOf(currency);
  const conflict = (rule: Rule, reason: string): Operation => ({
    kind: 'conflict',
    subject,
    record,
    rule,
    reason,
  });
  const byHand = `activate it in Odoo (${WHERE}) and give it a rate`;
  if (policy.inactiveCurrency !== 'activate') {
    return conflict(
      'inactive',
      `${code} is switched off in Odoo: ${byHand}, or let the connector activate it: woo-odoo backend edit NAME --currency activate`,
    );
  }
  if (externalId === undefined) {
    // Created by a user: `load()` would make a second record of one without an external id.
    return conflict(
      'no external id',
      `${code} is switched off in Odoo and was created by hand there: ${byHand}`,
    );
  }
  const lastWrite = { written: managed?.written ?? OFF, intended: managed?.intended ?? null };
  const decided = decideFields(ACTIVE, OFF, lastWrite, policy.onPersonChange);
  if (decided.kind !== 'update')
    return conflict(
      'switched off',
      `${code} was switched off in Odoo after the connector activated it: ${byHand}`,
    );
  return {
    kind: 'update',
    subject,
    record: { ...record, externalId },
    rule: 'inactive',
    reason: `the store sells in ${code}, which is switched off in Odoo; check its rate there (${WHERE})`,
    changes: decided.changes,
    write: { fields: ACTIVE, references: {} },
  };
}

export function refOf({ id, code, externalId }: OdooCurrency): ExistingRecord {
  return { model: CURRENCY_MODEL, id, label: code, ...(externalId !== undefined && { externalId }) };
}

/** A store has one currency: what it sold in before is closed, and stays as it is in Odoo, where documents use it. */
function closeOthers({ store, memory, mirror }: Input): Operation[] {
  const ids = new Map<string, number>();
  for (const { key, active, boundId } of mirror?.rows.get(CURRENCY_ROWS.model) ?? [])
    if (active && boundId !== null) ids.set(key, boundId);
  for (const { key, archivedAt, odooId } of memory.bindings) if (archivedAt === null) ids.set(key, odooId);
  ids.delete(store.code);
  return [...ids]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, odooId]) => closeBinding({ type, key, model: CURRENCY_MODEL, odooId }, CLOSED));
}
