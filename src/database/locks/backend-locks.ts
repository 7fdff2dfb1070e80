import { ConnectorError } from '../../core/errors.ts';
import type { Backend, BackendLock } from '../port.ts';

/** Who may run which backend. */
export interface BackendLocks {
  /** Null when somebody else has it. */
  tryTake(backendId: string): Promise<BackendLock | null>;
  /** Whether somebody has it, this process included. Takes and writes nothing. */
  isTaken(backendId: string): Promise<boolean>;
  /** Null while another service leads. */
  tryLead(): Promise<BackendLock | null>;
  /** Whether a service leads. Takes and writes nothing. */
  isLed(): Promise<boolean>;
  /** Names who has a backend, as far as it is known: `process 4711 on host`. */
  holder(backendId: string): Promise<string | null>;
  /** Gives everything back. */
  close(): Promise<void>;
}

/** @throws ConnectorError `backend.busy`, naming who has it. */
export async function takeLock(
  locks: BackendLocks,
  backend: Pick<Backend, 'id' | 'name'>,
): Promise<BackendLock> {
  const lock = await locks.tryTake(backend.id);
  if (lock !== null) return lock;
  const holder = await locks.holder(backend.id);
  throw new ConnectorError({
    code: 'backend.busy',
    message: `A run of the backend ${backend.name} is under way${holder === null ? '' : ` (${holder})`}.`,
    hint: 'Wait until it has ended; "woo-odoo runs" shows it.',
    retryable: true,
  });
}
