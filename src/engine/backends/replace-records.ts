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
 * former. Nothing is deleted, and running it again after a stop finishes it. What the user may not write keeps pointing where
 * it does; then nothing is renamed.
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
      const count = await moveUses(use, replacements, odoo);
      if (count > 0) moved[use.model] = (moved[use.model] ?? 0) + count;
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.code !== 'odoo.access_error') throw error;
      left.push({ model: use.model, reason: error.message });
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

/** Answers how many records point to another one now; 0 where the model or the field is not installed. */
async function moveUses(
  { model, field, kind }: RecordUse,
  replacements: readonly Replacement[],
  odoo: OdooSession,
): Promise<number> {
  const fields = await odoo.fields(model);
  if (!fields?.has(field)) return 0;
  const by = new Map(replacements.map(({ own, by: native }) => [own.id, native.id]));
  const users = await odoo.searchRead(model, {
    domain: [[field, 'in', [...by.keys()]]],
    fields: [field],
    row: oneRow(field),
  });
  if (kind === 'one') {
    for (const [own, group] of Map.groupBy(users, ({ ids }) => ids[0] ?? 0)) {
      const native = by.get(own);
      if (native !== undefined)
        await odoo.write(
          model,
          group.map(({ id }) => id),
          { [field]: native },
        );
    }
    return users.length;
  }
  for (const { id, ids } of users) {
    const next = [...new Set(ids.map((each) => by.get(each) ?? each))];
    await odoo.write(model, [id], { [field]: [[6, 0, next]] });
  }
  return users.length;
}
