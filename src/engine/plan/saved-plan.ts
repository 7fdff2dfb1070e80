import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import { isChange } from '../../core/operation.ts';
import type { DomainName, Operation } from '../../core/operation.ts';
import { domainNameSchema, operationSchema } from '../../core/operation-schema.ts';
import { PLAN_FORMAT, type Plan } from '../../core/plan.ts';
import { namedList } from '../../core/named-list.ts';
import type { Backend } from '../../database/port.ts';
import { odooKey } from '../sessions.ts';
import type { PlanOptions } from './plan-result.ts';
import type { ChangeFilter } from './select-changes.ts';

const savedPlanSchema = z.strictObject({
  kind: z.literal('woo-odoo plan'),
  format: z.literal(PLAN_FORMAT),
  backend: z.strictObject({ id: z.string(), name: z.string() }),
  odoo: z.strictObject({
    /** The uuid of the database, or its address and name. */
    key: z.string(),
    series: z.int(),
    database: z.string(),
    company: z.string(),
    companyId: z.int(),
  }),
  options: z.strictObject({
    domains: z.array(domainNameSchema),
    allowRemovals: z.boolean(),
    recreateDeleted: z.boolean(),
    taxAmbiguous: z.enum(['ask', 'create']).exactOptional(),
    taxLimit: z.int().exactOptional(),
    orderedRates: z.array(z.int()).exactOptional(),
    chartPositions: z.enum(['map', 'remove']).exactOptional(),
    createStates: z.array(z.string()).exactOptional(),
  }),
  /** The changes alone: what is kept or waits for a user is planned anew and not applied. */
  changes: z.array(z.strictObject({ domain: domainNameSchema, operation: operationSchema })),
  /** SHA-256 over all of the above. Against a slip of an editor, not against malice: every change is planned again. */
  digest: z.string(),
});

/** A plan as `plan --out` writes it. Holds no clock value and no secret. */
export type SavedPlan = z.infer<typeof savedPlanSchema>;

/** The text of the file for a plan. Equal plans give equal texts. */
export function savePlan(plan: Plan, backend: Backend, options: PlanOptions): string {
  const content = {
    kind: 'woo-odoo plan' as const,
    format: PLAN_FORMAT,
    backend: plan.backend,
    odoo: {
      key: odooKey(backend),
      series: plan.odoo.series,
      database: plan.odoo.database,
      company: plan.odoo.company,
      companyId: backend.odooCompanyId,
    },
    options: {
      domains: plan.domains.map(({ domain }) => domain),
      allowRemovals: options.allowRemovals ?? false,
      recreateDeleted: options.recreateDeleted ?? false,
      ...(options.taxAmbiguous && { taxAmbiguous: options.taxAmbiguous }),
      ...(options.taxLimit !== undefined && { taxLimit: options.taxLimit }),
      ...(options.orderedRates && { orderedRates: [...options.orderedRates] }),
      ...(options.chartPositions && { chartPositions: options.chartPositions }),
      ...(options.createStates && { createStates: [...options.createStates] }),
    },
    changes: plan.domains.flatMap(({ domain, operations }) =>
      operations.filter(isChange).map((operation) => ({ domain, operation })),
    ),
  } satisfies Omit<SavedPlan, 'digest'>;
  return `${JSON.stringify({ ...content, digest: digestOf(content) }, null, 2)}\n`;
}

/**
 * Reads a file that `savePlan` wrote.
 *
 * @throws ConnectorError `plan.unreadable` (no such file), `plan.format` (of another version), `plan.edited`
 */
export function readSavedPlan(text: string): SavedPlan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('it is not JSON');
  }
  const head = z.object({ kind: z.literal('woo-odoo plan'), format: z.int() }).safeParse(value);
  if (!head.success) throw unreadable('it was not written by "woo-odoo plan --out"');
  if (head.data.format !== PLAN_FORMAT)
    throw new ConnectorError({
      code: 'plan.format',
      message: `The file contains a saved plan of format ${head.data.format}; this version of the program reads format ${PLAN_FORMAT}.`,
      hint: 'Nothing was written. Make the plan again with this version, and review it: woo-odoo plan --out FILE',
    });
  const parsed = savedPlanSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw edited(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unfit'}`);
  }
  const { digest, ...content } = parsed.data;
  if (digest !== digestOf(content)) throw edited('its digest does not match');
  return parsed.data;
}

/** Whether a plan was made for the Odoo database and company that a backend works with now. */
export function isPlannedFor(
  planned: { readonly odooKey: string; readonly companyId: number },
  backend: Backend,
): boolean {
  return planned.odooKey === odooKey(backend) && planned.companyId === backend.odooCompanyId;
}

/** Refuses a plan of another backend, Odoo database or company. @throws ConnectorError `plan.foreign` */
export function refuseForeignPlan(saved: SavedPlan, backend: Backend): void {
  const same = isPlannedFor({ odooKey: saved.odoo.key, companyId: saved.odoo.companyId }, backend);
  if (saved.backend.id === backend.id && same) return;
  throw new ConnectorError({
    code: 'plan.foreign',
    message:
      `The plan was made for the backend "${saved.backend.name}" with the Odoo database "${saved.odoo.database}" ` +
      `(${saved.odoo.key}), company "${saved.odoo.company}"; the backend "${backend.name}" now works with ` +
      `"${backend.odooDatabase}" (${odooKey(backend)}), company "${backend.odooCompanyName}".`,
    hint: 'Make the plan again.',
  });
}

/**
 * Holds a saved plan against a fresh one of the same options. Every change of the file must be planned again in the
 * same way: kind, record, rule, values now in Odoo and values to write. Changes that are new are left for another time.
 *
 * @throws ConnectorError `plan.moved_on`, naming what is different
 */
export function matchSavedPlan({ changes }: SavedPlan, fresh: Plan): ChangeFilter {
  return matchChanges(changes, fresh);
}

/** The same for changes from wherever they were kept. @throws ConnectorError `plan.moved_on` */
export function matchChanges(changes: SavedPlan['changes'], fresh: Plan): ChangeFilter {
  const now = new Map(
    fresh.domains.flatMap(({ domain, operations }) =>
      operations.map((operation) => [name(domain, operation), operation] as const),
    ),
  );
  const differences = changes.flatMap(({ domain, operation }) => {
    const again = now.get(name(domain, operation));
    const difference = compare(operation, again);
    if (difference === null) return [];
    const failure = fresh.domains.find((entry) => entry.domain === domain)?.failure;
    return [`${operation.subject.type} ${operation.subject.key} ${failure?.message ?? difference}`];
  });
  if (differences.length > 0) throw movedOn(differences, changes.length);
  const selected = new Set(changes.map(({ domain, operation }) => name(domain, operation)));
  return (domain, operation) => selected.has(name(domain, operation));
}

/** What decides and what is written; words for people are left out, they may follow a language or a label. */
function compare(before: Operation, now: Operation | undefined): string | null {
  if (now === undefined) return 'is no longer planned';
  if (now.kind !== before.kind) return `was "${before.kind}" and is "${now.kind}" now`;
  const { model, id, externalId } = now.record ?? {};
  const record = [before.record?.model, before.record?.id, before.record?.externalId];
  if (stable([model, id, externalId]) !== stable(record)) return 'is another record now';
  if (stable(now.changes) !== stable(before.changes)) return 'has other values in Odoo now';
  if (stable(now.write) !== stable(before.write)) return 'would be written with other values now';
  const rest = ({ rule, seen, after, through, decidedBy, target }: Operation) =>
    stable([rule, seen, after, through, decidedBy, target]);
  return rest(now) === rest(before) ? null : 'is planned for another reason now';
}

function movedOn(differences: readonly string[], total: number): ConnectorError {
  const shown = namedList(differences, 3, { separator: '; ' });
  const count = (number: number) => number.toLocaleString('en-US');
  return new ConnectorError({
    code: 'plan.moved_on',
    message: `The situation has changed since the plan was made: ${count(differences.length)} of its ${count(total)} changes would not be the same (${shown}). Nothing was written.`,
    hint: 'Make the plan again and review it: woo-odoo plan --out FILE',
  });
}

function name(domain: DomainName, { subject }: Operation): string {
  return JSON.stringify([domain, subject.type, subject.key]);
}

function digestOf(content: Omit<SavedPlan, 'digest'>): string {
  return createHash('sha256').update(stable(content)).digest('hex');
}

/** JSON with sorted keys: the same text for the same values, whatever an editor or another reader made of the order. */
function stable(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function unreadable(why: string): ConnectorError {
  return new ConnectorError({
    code: 'plan.unreadable',
    message: `The file contains no saved plan: ${why}.`,
    hint: 'Give a file written by "woo-odoo plan --out FILE".',
  });
}

function edited(why: string): ConnectorError {
  return new ConnectorError({
    code: 'plan.edited',
    message: `The saved plan was changed after it was written (${why}).`,
    hint: 'A saved plan can only be applied unchanged. Make it again: woo-odoo plan --out FILE',
  });
}
