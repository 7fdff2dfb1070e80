import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ConnectorError } from '../core/errors.ts';
import { hasEnded, ownIdentity } from './process-identity.ts';

/**
 * The lock that keeps a data folder to one process. PGlite has none of its own: two processes that open one database
 * lose each other's rows without an error (measured).
 *
 * The file `lock` names its holder and carries a token that is never used twice. It appears complete, by `link`, which
 * fails when the name exists. A holder that was killed leaves it behind; then whoever links `lock.<token of the dead
 * one>` first succeeds it, since only one `link` to a name can win. The successor puts its own file in the place of
 * `lock` and removes the link. A slow taker may still link that same, now meaningless name; it therefore looks again
 * whether `lock` carries the token it started from, and withdraws when not. Should a successor be killed half-way, its
 * link is the next thing to succeed, by the same rule.
 */
export interface Lock {
  /** Gives the folder free. Safe to call twice. */
  release(): void;
}

const holderSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  pidSpace: z.string(),
  startTime: z.string().nullable(),
  token: z.uuid(),
});
type Holder = z.infer<typeof holderSchema>;

/** Chains grow by one for each successor killed within its first microseconds; a longer one is no accident. */
const LONGEST_CHAIN = 20;

/**
 * Takes the lock of a data folder, from a dead holder too. The folder must exist, on a disk with hard links.
 * Released on normal exit of the process as well.
 * @throws ConnectorError `data.locked` when another process (or this one) holds it, `data.unwritable`.
 */
export function takeLock(folder: string): Lock {
  const lockFile = path.join(folder, 'lock');
  const mine: Holder = { ...ownIdentity(), token: randomUUID() };
  const draft = path.join(folder, `lock.${mine.token}.new`);
  try {
    writeDurably(draft, JSON.stringify(mine));
    succeed(folder, lockFile, draft);
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    throw new ConnectorError({
      code: 'data.unwritable',
      message: `The data folder ${folder} cannot be locked: ${(error as Error).message}.`,
      hint: 'It must be a folder this user may write, on a local disk with hard links.',
      cause: error,
    });
  } finally {
    rmSync(draft, { force: true });
  }
  const release = () => {
    process.removeListener('exit', release);
    if (readHolder(lockFile)?.token === mine.token) rmSync(lockFile, { force: true });
  };
  process.once('exit', release);
  return { release };
}

/** Makes `draft` the lock, or throws `data.locked`. */
function succeed(folder: string, lockFile: string, draft: string): void {
  const links: string[] = [];
  let place = lockFile;
  let first: string | undefined;
  for (;;) {
    const holder = readHolder(place);
    if (holder === null) {
      if (!tryLink(draft, place)) continue;
      if (first === undefined) return;
      links.push(place);
      if (readHolder(lockFile)?.token === first) {
        renameSync(draft, lockFile);
        for (const link of links) rmSync(link, { force: true });
        return;
      }
      // Somebody else went through the same chain and removed it before we linked: begin again.
      rmSync(place);
      links.length = 0;
      first = undefined;
      place = lockFile;
      continue;
    }
    if (!hasEnded(holder) || links.length > LONGEST_CHAIN) throw locked(folder, lockFile, holder);
    if (place !== lockFile) links.push(place);
    first ??= holder.token;
    place = `${lockFile}.${holder.token}`;
  }
}

function tryLink(draft: string, place: string): boolean {
  try {
    linkSync(draft, place);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): Holder | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new ConnectorError({
      code: 'data.locked',
      message: `The lock file ${file} does not say which process holds it.`,
      hint: `Make sure that no other woo-odoo uses this folder, then remove ${file}.`,
      cause: error,
    });
  }
}

function locked(folder: string, lockFile: string, holder: Holder): ConnectorError {
  const own = ownIdentity();
  const here = holder.host === own.host && holder.pidSpace === own.pidSpace;
  const where = here ? '' : ` on ${holder.host}${holder.host === own.host ? ', in another container' : ''}`;
  return new ConnectorError({
    code: 'data.locked',
    message: `The data folder ${folder} is in use by process ${holder.pid}${where}.`,
    hint: here
      ? 'Wait for that process or end it, or name another folder in WOO_ODOO_DATA_DIR.'
      : `Wait for that process or end it. From here nobody can see whether it still runs: only when it surely does not, remove ${lockFile}.`,
    retryable: true,
  });
}

/** Written through to the disk first: a lock file emptied by a power cut could not be judged. */
function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
