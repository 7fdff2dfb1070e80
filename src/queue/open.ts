import type { SqlExecutor } from '../database/port.ts';
import { openLocalQueue } from './local.ts';
import type { QueueFault, RunQueue } from './port.ts';

/**
 * Opens the queue: between processes in the PostgreSQL database, within this process beside an embedded one.
 * @param sql that of the `Store`
 */
export async function openQueue(sql: SqlExecutor | null, onFault: QueueFault): Promise<RunQueue> {
  if (sql === null) return openLocalQueue(onFault);
  const { openBossQueue } = await import('./boss.ts');
  return openBossQueue(sql, onFault);
}
