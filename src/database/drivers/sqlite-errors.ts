import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError } from '../../core/errors.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html; extended ones carry them in their lowest byte. */
const CODE = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  noDatabase: 26,
};

/**
 * Translates what SQLite refuses for reasons outside the program; anything else stays as it is.
 * @param place the database file, for people
 * @returns ConnectorError `database.full`, `database.busy`, `data.unwritable`, `data.unreadable`, or the error itself
 */
export function sqliteFailure(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  const { message } = error;
  switch (error.errcode & 0xff) {
    case CODE.full:
      return new ConnectorError({
        code: 'database.full',
        message: `The disk of ${place} is full.`,
        hint: 'Free some space and run it again: what was recorded is kept, and the next run finishes the rest.',
        retryable: true,
        cause: error,
      });
    case CODE.busy:
    case CODE.locked:
      return new ConnectorError({
        code: 'database.busy',
        message: `Another process keeps ${place} locked.`,
        hint: 'Run it again. If it stays so, end the other program that uses the file (a backup tool, an SQL client).',
        retryable: true,
        cause: error,
      });
    case CODE.readOnly:
    case CODE.cannotOpen:
      return new ConnectorError({
        code: 'data.unwritable',
        message: `The database ${place} cannot be written: ${message}.`,
        hint: 'This user must be allowed to write the data folder and every file in it, on a local disk.',
        cause: error,
      });
    case CODE.inputOutput:
    case CODE.corrupt:
    case CODE.noDatabase:
      return new ConnectorError({
        code: 'data.unreadable',
        message: `The database ${place} cannot be read: ${message}.`,
        hint: 'Restore it from a backup, or move the data folder away to begin again.',
        cause: error,
      });
    default:
      return error;
  }
}

/** Does work on SQLite; what it refuses is thrown as `sqliteFailure` translates it. */
export function translating<Value>(place: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw sqliteFailure(error, place);
  }
}

/** How long a write waits for another process that writes, before it fails as `database.busy`. */
const MAX_WAIT_MS = 10_000;
const RETRY_MS = 5;

/**
 * Repeats what failed as `database.busy`, while the rest of this process goes on. A busy statement has done nothing, and
 * every other writer is through within milliseconds.
 */
export async function retrying<Value>(work: () => Value | Promise<Value>): Promise<Value> {
  const until = performance.now() + MAX_WAIT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isBusy = error instanceof ConnectorError && error.code === 'database.busy';
      if (!isBusy || performance.now() > until) throw error;
      await sleep(RETRY_MS * (1 + Math.random()));
    }
  }
}
