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
