import { ConnectorError } from '../core/errors.ts';
import type { AccountTables } from '../database/account-port.ts';

/** What accounts are made of. */
export interface AccountServices {
  readonly tables: AccountTables;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Records what somebody did. `actor` as `actorOf` names it; `detail` contains no secret. */
export async function audit(
  services: AccountServices,
  actor: string,
  action: string,
  detail: string,
  backendId: string | null = null,
): Promise<void> {
  const at = services.now().toISOString();
  await services.tables.audit.add({ at, actor, action, detail, backendId });
}

/** Who begins what, as `audit` takes it. */
export interface AuditedWork {
  readonly actor: string;
  readonly action: string;
  readonly detail: string;
  readonly backendId?: string | undefined;
}

/**
 * Records work that may end half done: an entry before it begins, and one for how it ended, `<action>.done` or
 * `<action>.failed` with the code of the error. A process that ended meanwhile leaves the first one alone.
 *
 * @param describe what was done, for the entry of its end; contains no secret
 */
export async function auditWork<Result>(
  services: AccountServices,
  { actor, action, detail, backendId }: AuditedWork,
  work: () => Promise<Result>,
  describe: (result: Result) => string,
): Promise<Result> {
  await audit(services, actor, action, detail, backendId);
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    const code = error instanceof ConnectorError ? error.code : 'unforeseen error';
    // What must be seen is the error, also where the database takes nothing more.
    await audit(services, actor, `${action}.failed`, `${detail}: ${code}`, backendId).catch(() => undefined);
    throw error;
  }
  await audit(services, actor, `${action}.done`, `${detail}: ${describe(result)}`, backendId);
  return result;
}
