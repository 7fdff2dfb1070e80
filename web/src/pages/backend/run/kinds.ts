import type { OperationKind, OutcomeStatus, Run } from '../../../api/types.ts';
import type { Translate } from '../../../texts/catalogue.ts';

/** What the address of a run keeps: what is searched for, and which changes are shown. */
export interface RunSearch {
  readonly q?: string | undefined;
  readonly kind?: OperationKind | undefined;
  readonly status?: OutcomeStatus | undefined;
}

/** What is done about an object of the store, in the order in which it is listed: what needs somebody first. */
const KINDS = ['conflict', 'update', 'create', 'link', 'archive', 'unsupported', 'keep'] as const;
const STATUSES = ['failed', 'skipped', 'planned', 'applied', 'kept'] as const;

export const isKind = (value: unknown): value is OperationKind =>
  (KINDS as readonly unknown[]).includes(value);
export const isStatus = (value: unknown): value is OutcomeStatus =>
  (STATUSES as readonly unknown[]).includes(value);

/** The place of a kind in a list. */
export const orderOfKind = (kind: OperationKind): number => KINDS.indexOf(kind);

/** A sign for each kind, as in a diff. */
export const SIGNS: Readonly<Record<OperationKind, string>> = {
  ...{ create: '+', link: '=', update: '~', archive: '−', conflict: '!', unsupported: '?', keep: '·' },
};

const PLANNED = {
  create: 'run.create',
  link: 'run.link',
  update: 'run.update',
  archive: 'run.archive',
  conflict: 'run.conflict',
  unsupported: 'run.unsupported',
  keep: 'run.keep',
} as const;
const APPLIED = {
  ...PLANNED,
  create: 'run.created',
  link: 'run.linked',
  update: 'run.updated',
  archive: 'run.archived',
} as const;

/** Where a run was requested. */
export const ORIGINS = {
  cli: 'run.originCli',
  odoo: 'run.originOdoo',
  schedule: 'run.originSchedule',
  api: 'run.originApi',
} as const;

/** The name of a kind: what will be done, or was. */
export function kindName(kind: OperationKind, t: Translate, isApplied = false): string {
  return t((isApplied ? APPLIED : PLANNED)[kind]);
}

/** The name of a group of changes that came to the same. */
export function groupName(kind: OperationKind, status: OutcomeStatus, t: Translate): string {
  if (status === 'failed') return t('run.failedGroup', { kind: kindName(kind, t) });
  if (status === 'skipped') return t('run.skippedGroup', { kind: kindName(kind, t) });
  return kindName(kind, t, status === 'applied');
}

/** The name of a run: "Preview 7". */
export function runName({ id, kind }: Pick<Run, 'id' | 'kind'>, t: Translate): string {
  return t(kind === 'preview' ? 'run.previewName' : 'run.syncName', { id: String(id) });
}
