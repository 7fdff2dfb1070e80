import type { Kysely } from 'kysely';
import { withoutValues, type HiddenSubject } from '../../core/hidden-values.ts';
import type { DomainName } from '../../core/operation.ts';
import { storedOperationSchema } from '../../core/operation-schema.ts';
import { inChunks } from './chunks.ts';
import type { Tables } from './schema.ts';
import { storableText } from './stored-values.ts';

/** So many runs and subjects are looked at with one statement; each pair is one search in an index. */
const RUNS_AT_ONCE = 100;
const SUBJECTS_AT_ONCE = 50;

/**
 * Takes the values out of the operations that a backend's runs recorded about subjects, see `RunTable.hideValues`. A row that
 * cannot be read any more has nothing that could be shown, and stays. Call it within a transaction.
 */
export async function hideOperations(
  db: Kysely<Tables>,
  backendId: string,
  domain: DomainName,
  subjects: readonly HiddenSubject[],
): Promise<void> {
  const runs = await db.selectFrom('run').select('id').where('backendId', '=', backendId).execute();
  const byType = Map.groupBy(subjects, ({ type }) => type);
  for (const [type, ofType] of byType)
    for (const some of inChunks(ofType, SUBJECTS_AT_ONCE))
      for (const chunk of inChunks(runs, RUNS_AT_ONCE))
        await hideIn(db, { domain, type, some, runIds: chunk.map(({ id }) => id) });
}

async function hideIn(
  db: Kysely<Tables>,
  about: {
    readonly domain: DomainName;
    readonly type: string;
    readonly some: readonly HiddenSubject[];
    readonly runIds: readonly number[];
  },
): Promise<void> {
  const { domain, runIds, some, type } = about;
  const byKey = new Map(some.map((subject) => [storableText(subject.key), subject]));
  const rows = await db
    .selectFrom('runOperation')
    .select(['runId', 'position', 'key', 'operation', 'message'])
    .where('runId', 'in', runIds)
    .where('domain', '=', domain)
    .where('type', '=', type)
    .where('key', 'in', [...byKey.keys()])
    .execute();
  for (const { key, message, operation, position, runId } of rows) {
    const subject = byKey.get(key);
    const known = storedOperationSchema.safeParse(parsed(operation));
    if (subject === undefined || !known.success) continue;
    const hidden = withoutValues(known.data, subject);
    await db
      .updateTable('runOperation')
      .set({
        operation: JSON.stringify(hidden),
        label: storableText(hidden.subject.label),
        message: message === null ? null : hidden.reason,
      })
      .where('runId', '=', runId)
      .where('position', '=', position)
      .execute();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
