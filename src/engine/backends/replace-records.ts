import { z } from 'zod';
import type { RecordUse } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { DomainName } from '../../core/operation.ts';
import type { Replacement } from '../../core/plan.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { EngineServices, OdooSession } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import type { Sessions } from '../sessions.ts';

/** What replacing came to. */
export interface ReplacedRecords {
  readonly replaced: readonly Replacement[];
  /** How many records point to another one now, by model. */
  readonly moved: Readonly<Record<string, number>>;
  /** What still points to records of the connector, which keep their names then: a model and why. */
  readonly left: readonly { readonly model: string; readonly reason: string }[];
}

/** Finds the records of the connector for which Odoo has one of its own; writes nothing. */
export async function findReplacements(
  sessions: Sessions,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<readonly Replacement[]> {
  return (await planReplacements(sessions, services, onProgress)).replacements;
}

/**
 * Lets everything that points to a record of the connector point to the one that Odoo has of its own, and renames the
 * former. Nothing is deleted, and running it again after a stop finishes it. What the user may not write, or Odoo refuses
 * (a rule on one contact), keeps pointing where it does, and all others go on; then nothing is renamed.
 */
export async function replaceRecords(
  sessions: Sessions,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<ReplacedRecords> {
  const { domain, replacements } = await planReplacements(sessions, services, onProgress);
  const moved: Record<string, number> = {};
  const left: { model: string; reason: string }[] = [];
  if (replacements.length === 0) return { replaced: [], moved, left };
  const { odoo } = sessions;
  for (const use of services.domains.find(({ name }) => name === domain)?.usedIn ?? []) {
    try {
      const { count, refused } = await moveUses(use, replacements, odoo);
      if (count > 0) moved[use.model] = (moved[use.model] ?? 0) + count;
      left.push(...refused.map((reason) => ({ model: use.model, reason })));
    } catch (error) {
      left.push({ model: use.model, reason: refusalOf(error).message });
    }
  }
  if (left.length > 0) return { replaced: [], moved, left };
  for (const [model, own] of Map.groupBy(replacements, (each) => each.own.model)) {
    const rows = own.map(({ own: { externalId }, retired }) => ({ externalId, values: retired }));
    const results = await odoo.load(model, Object.keys(own[0]?.retired ?? {}), rows);
    for (const result of results) if ('error' in result) left.push({ model, reason: result.error });
  }
  return { replaced: replacements, moved, left };
}

/** Only geography knows records that Odoo brings by itself later. */
const DOMAIN: DomainName = 'geography';

async function planReplacements(sessions: Sessions, services: EngineServices, onProgress: ProgressSink) {
  const { plan } = await makePlan(sessions, { domains: [DOMAIN] }, services, onProgress, 'left out');
  const made = plan.domains.find(({ domain }) => domain === DOMAIN);
  if (made?.failure) throw new ConnectorError(made.failure);
  return { domain: DOMAIN, replacements: made?.replacements ?? [] };
}

const oneRow = (field: string) =>
  z
    .object({ id: z.int().positive() })
    .and(z.record(z.string(), z.unknown()))
    .transform((row) => ({ id: row.id, ids: idsOf(row[field]) }));

function idsOf(value: unknown): readonly number[] {
  if (!Array.isArray(value)) return [];
  const numbers = value.filter((each): each is number => typeof each === 'number');
  return value.length === 2 && typeof value[1] === 'string' ? numbers.slice(0, 1) : numbers;
}

const REFUSALS: ReadonlySet<string> = new Set(['odoo.access_error', 'odoo.validation', 'odoo.user_error']);

/** What Odoo refused about a record. @throws what is no such refusal: the next one would meet it too */
function refusalOf(error: unknown): ConnectorError {
  if (error instanceof ConnectorError && REFUSALS.has(error.code)) return error;
  throw error;
}

/** How many records of a model point to another one now, and why others do not. */
interface MovedUses {
  readonly count: number;
  readonly refused: readonly string[];
}

/** Nothing is moved where the model or the field is not installed. */
export async function moveUses(
  { model, field, kind }: RecordUse,
  replacements: readonly Replacement[],
  odoo: OdooSession,
): Promise<MovedUses> {
  const fields = await odoo.fields(model);
  if (!fields?.has(field)) return { count: 0, refused: [] };
  const by = new Map(replacements.map(({ own, by: native }) => [own.id, native.id]));
  const users = await odoo.searchRead(model, {
    domain: [[field, 'in', [...by.keys()]]],
    fields: [field],
    row: oneRow(field),
  });
  const refused: string[] = [];
  if (kind === 'one')
    for (const [own, group] of Map.groupBy(users, ({ ids }) => ids[0] ?? 0)) {
      const native = by.get(own);
      const ids = group.map(({ id }) => id);
      if (native !== undefined) refused.push(...(await writeEach(odoo, model, ids, { [field]: native })));
    }
  else
    for (const { id, ids } of users) {
      const next = [...new Set(ids.map((each) => by.get(each) ?? each))];
      refused.push(...(await writeEach(odoo, model, [id], { [field]: [[6, 0, next]] })));
    }
  return { count: users.length - refused.length, refused };
}

/** Writes all records in one call, and one by one where Odoo refuses them together. Answers why which were refused. */
async function writeEach(
  odoo: OdooSession,
  model: string,
  ids: readonly number[],
  values: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  try {
    await odoo.write(model, ids, values);
    return [];
  } catch (error) {
    const { message } = refusalOf(error);
    if (ids.length === 1) return [`record ${ids[0] ?? ''}: ${message}`];
    const refused: string[] = [];
    for (const id of ids) refused.push(...(await writeEach(odoo, model, [id], values)));
    return refused;
  }
}
