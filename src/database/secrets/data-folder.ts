import { accessSync, constants, statSync } from 'node:fs';

/** What a data folder is to this user, and to others. */
export interface DataFolder {
  readonly state: 'writable' | 'read-only' | 'missing';
  /** The bits of its mode that let others in; 0 where the system has no modes (Windows). */
  readonly openTo: number;
}

/** Looks at a data folder without changing it. */
export function inspectDataFolder(folder: string): DataFolder {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return { state: 'missing', openTo: 0 };
  const openTo = process.platform === 'win32' ? 0 : stats.mode & 0o077;
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return { state: 'writable', openTo };
  } catch {
    return { state: 'read-only', openTo };
  }
}
