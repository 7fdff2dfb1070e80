import { randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { ConnectorError } from '../../core/errors.ts';
import { KEY_BYTES } from './secret-box.ts';

/** What to do where no key fits any more. */
export const IF_LOST =
  'If it is lost, stop the service and enter the credentials of each backend again: woo-odoo backend edit NAME --replace-key';

/** The key in a file; null where there is none. @throws ConnectorError `secret_key.…`, see `openSecretBox` */
export function readKeyFile(keyFile: string): Uint8Array | null {
  let descriptor: number;
  try {
    descriptor = openSync(keyFile, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ConnectorError({
      code: 'secret_key.unreadable',
      message: `The key file ${keyFile} cannot be read: ${(error as Error).message}.`,
      hint: 'It must belong to the user who runs this program.',
      cause: error,
    });
  }
  try {
    refuseWithoutModes(keyFile);
    const { mode } = fstatSync(descriptor);
    if ((mode & 0o077) !== 0)
      throw new ConnectorError({
        code: 'secret_key.exposed',
        message: `The key file ${keyFile} may be read or changed by other users (mode ${(mode & 0o777).toString(8)}).`,
        hint: `Run: chmod 600 ${keyFile}. If others had access, make new keys in the store and in Odoo.`,
      });
    const text = readFileSync(descriptor, 'utf8').trim();
    const key = Buffer.from(text, 'base64');
    if (key.length !== KEY_BYTES || key.toString('base64') !== text)
      throw new ConnectorError({
        code: 'secret_key.invalid',
        message: `The key file ${keyFile} does not contain ${KEY_BYTES} bytes as base64.`,
        hint: `Restore it from a backup. ${IF_LOST} (delete the damaged file first).`,
      });
    return key;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Complete or not there at all: a key file cut short by a crash would lock the credentials away for good.
 * @throws ConnectorError `secret_key.unwritable`
 */
export function makeKeyFile(keyFile: string): Uint8Array {
  const key = randomBytes(KEY_BYTES);
  writing(keyFile, () => {
    const draft = writeDraft(keyFile, key);
    try {
      linkSync(draft, keyFile);
    } finally {
      rmSync(draft);
    }
  });
  return key;
}

const newKeyFile = (keyFile: string) => `${keyFile}.new`;

/** The key that a rotation is about to bring, or has brought; null where there is none. */
export function readNewKey(keyFile: string): Uint8Array | null {
  return readKeyFile(newKeyFile(keyFile));
}

/**
 * Writes the key that a rotation is about to bring beside the present one. What is left of rotations that were killed goes:
 * call it while no other can be under way.
 * @throws ConnectorError `secret_key.unwritable`
 */
export function writeNewKey(keyFile: string, key: Uint8Array): void {
  const [folder, name] = [path.dirname(keyFile), path.basename(keyFile)];
  writing(keyFile, () => {
    for (const file of readdirSync(folder))
      if (file.startsWith(`${name}.`) && file.endsWith(DRAFT))
        rmSync(path.join(folder, file), { force: true });
    renameSync(writeDraft(keyFile, key), newKeyFile(keyFile));
  });
}

/**
 * Puts the new key in place of the present one: call it while the key is locked, and only where the new one is that of the
 * database.
 * @throws ConnectorError `secret_key.unwritable`
 */
export function promoteNewKey(keyFile: string): void {
  writing(keyFile, () => renameSync(newKeyFile(keyFile), keyFile));
}

/** Writes through to the disk what is written in the folder of the key. A folder mounted read-only is no fault of the program. */
function writing(keyFile: string, work: () => void): void {
  refuseWithoutModes(keyFile);
  try {
    work();
    syncFolder(path.dirname(keyFile));
  } catch (error) {
    throw new ConnectorError({
      code: 'secret_key.unwritable',
      message: `The key file ${keyFile} cannot be written: ${(error as Error).message}.`,
      hint: 'Free some space if the disk is full, or let this user write the folder of the key, then run it again.',
      cause: error,
    });
  }
}

const DRAFT = '.draft';

/** Writes a key into a file of its own beside the key file. */
function writeDraft(keyFile: string, key: Uint8Array): string {
  const draft = `${keyFile}.${randomUUID()}${DRAFT}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, `${Buffer.from(key).toString('base64')}\n`);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return draft;
}

/** A new name is safe from a power cut only once its folder is written too. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Windows shows the same file mode whoever may read the file, so nothing can be promised about a key file there. */
function refuseWithoutModes(keyFile: string): void {
  if (process.platform !== 'win32') return;
  throw new ConnectorError({
    code: 'secret_key.unprotected',
    message: `On Windows the key file ${keyFile} cannot be kept from other users.`,
    hint: 'Give the key in WOO_ODOO_SECRET_KEY: 32 random bytes as base64.',
  });
}
