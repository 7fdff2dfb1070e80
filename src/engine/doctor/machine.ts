import type { ConnectorError } from '../../core/errors.ts';
import type { DatabaseFacts } from '../../database/port.ts';
import { checksOf, type Check } from './doctor.ts';

/** What is found on this machine. */
export interface MachineFacts {
  /** As Node reports it: `v24.21.0`. */
  readonly nodeVersion: string;
  readonly dataDir: string;
  readonly folder: FolderFacts;
  /** Where the secret key comes from. */
  readonly secretKey: 'environment' | 'file';
}

export interface FolderFacts {
  readonly state: 'writable' | 'read-only' | 'missing';
  /** The bits of its mode that let others in; 0 where the system has no modes. */
  readonly openTo: number;
}

/** The oldest Node that is tried with every change (`engines` of the package). */
const MIN_NODE = [24, 0] as const;

/** Judges this machine. `opening` is why the database could not be opened, or null when it could. */
export function checkMachine(machine: MachineFacts, opening: ConnectorError | null): Check[] {
  return [checkNode(machine.nodeVersion), checkFolder(machine), ...checkOpening(machine, opening)];
}

function checkNode(version: string): Check {
  const { ok, problem } = checksOf(null);
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldestMajor, oldestMinor] = MIN_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return ok('Node', version);
  return problem(
    'Node',
    `${version} is older than ${MIN_NODE.join('.')}`,
    'Install a newer Node: https://nodejs.org',
  );
}

function checkFolder({ dataDir, folder }: MachineFacts): Check {
  const { ok, warning, problem } = checksOf(null);
  if (folder.state === 'missing')
    return problem('data folder', `${dataDir} is not there`, 'Set another folder in WOO_ODOO_DATA_DIR.');
  if (folder.state === 'read-only')
    return problem(
      'data folder',
      `${dataDir} is not writable for this user`,
      'Give this user write access, or set another folder in WOO_ODOO_DATA_DIR.',
    );
  if (folder.openTo !== 0)
    return warning(
      'data folder',
      `${dataDir} is open to other users of this machine`,
      `Run: chmod 700 ${dataDir}`,
    );
  return ok('data folder', dataDir);
}

function checkOpening(machine: MachineFacts, opening: ConnectorError | null): Check[] {
  const { ok, failure } = checksOf(null);
  const source =
    machine.secretKey === 'environment' ? 'WOO_ODOO_SECRET_KEY' : 'secret.key in the data folder';
  const key = ok('secret key', `${source} matches the stored secrets`);
  if (opening === null) return [key];
  if (opening.code.startsWith('secret_key.')) return [failure('secret key', opening)];
  return [failure('database', opening)];
}

/** Reports what the database is. A migration is never missing: opening brings the database up to date or fails. */
export function checkDatabase({ kind, place, serverVersion, migration }: DatabaseFacts): Check {
  const what = kind === 'embedded' ? `SQLite ${serverVersion}` : `PostgreSQL ${serverVersion}`;
  return checksOf(null).ok('database', `${what} at ${place}, migration ${migration}, up to date`);
}
