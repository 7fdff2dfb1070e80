import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeEmptyDatabase, openMemoryStore } from '../src/database/open.ts';
import type { Store } from '../src/database/port.ts';

/** A store in memory, from the empty database that the first file of the run has made. */
export async function openTestStore(): Promise<Store> {
  return openMemoryStore(await emptyDatabase());
}

/** Two files may make one at the same time; either will do. A blob of the file itself would break when the second replaces it. */
async function emptyDatabase(): Promise<Blob> {
  const folder = process.env['TEST_RUN_FOLDER'];
  if (folder === undefined)
    throw new Error('no TEST_RUN_FOLDER: test/run-folder.ts is not in the configuration');
  const file = join(folder, 'empty-database.tar');
  if (!existsSync(file)) {
    const image = await makeEmptyDatabase();
    const part = `${file}.${randomUUID()}`;
    writeFileSync(part, Buffer.from(await image.arrayBuffer()));
    renameSync(part, file);
  }
  return new Blob([readFileSync(file)]);
}
