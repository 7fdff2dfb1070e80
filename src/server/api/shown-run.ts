import type { z } from '@hono/zod-openapi';
import { DOMAIN_NAMES, needsReview } from '../../core/operation.ts';
import { remedyOf } from '../../core/remedy.ts';
import type { Backend, Run, RunOperationRow } from '../../database/port.ts';
import { recordUrl } from './row-schemas.ts';
import type { runDetailsSchema, runOperationSchema, runSchema } from './run-schemas.ts';

/** A run as the API shows it, field by field. */
export function shownRun({ kept, ...run }: Run): z.infer<typeof runSchema> {
  const { id, backendId, kind, origin, status, startedAt, endedAt, message, storeRequests, odooCalls } = run;
  const { changes, code, failures, hint, review, stopRequestedAt } = run;
  return {
    ...{ id, backendId, kind, origin, status, startedAt, endedAt, message, storeRequests, odooCalls },
    ...{ changes, review, failures, stopRequestedAt },
    problem: code === null ? null : { code, hint },
    domains: [...run.domains],
    unchanged: { ...kept },
  };
}

/** How long each domain took, in the order in which domains are listed everywhere. */
export function shownTimes({ times }: Run): z.infer<typeof runDetailsSchema>['times'] {
  return DOMAIN_NAMES.flatMap((domain) => {
    const time = times[domain];
    return time === undefined ? [] : [{ domain, ...time }];
  });
}

/** An operation of a run. `backend`: where its record can be opened; null: it was removed. */
export function shownOperation(
  { position, ...row }: RunOperationRow,
  backend: Backend | null,
): z.infer<typeof runOperationSchema> {
  const { domain, operation, status, message, odooId } = row;
  const { candidates = [], changes = [], kind, reason, record, subject } = operation;
  const { type, key, label, group = null } = subject;
  const id = record?.id ?? odooId ?? undefined;
  return {
    ...{ position, domain, kind, type, key, label, group, reason, status, message },
    remedy: remedyOfRow(row),
    record:
      record === undefined ? null : shownRecord({ ...record, ...(id !== undefined && { id }) }, backend),
    changes: changes.map(({ field, from, to }) => ({ field, from, to })),
    values: kind === 'create' ? { ...operation.write?.fields } : {},
    candidates: candidates.map((candidate) => shownRecord(candidate, backend)),
  };
}

function remedyOfRow({ operation, status }: Omit<RunOperationRow, 'position'>): string {
  if (status === 'failed') return remedyOf('failed', operation);
  return needsReview(operation) ? remedyOf('review', operation) : '';
}

function shownRecord(
  { id, label, model }: { model: string; id?: number; label?: string },
  backend: Backend | null,
) {
  return {
    model,
    ...(id !== undefined && { id }),
    ...(label !== undefined && { label }),
    ...(id !== undefined && backend !== null && { url: recordUrl(backend, model, id) }),
  };
}
