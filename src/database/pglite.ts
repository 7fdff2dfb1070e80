import { setFlagsFromString } from 'node:v8';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

/**
 * PostgreSQL's settings beyond PGlite's own. It touches its cache as a whole at the start, so that the usual 128 MB would
 * be taken from the machine for a database of a few megabytes, whose files the system caches anyway; and it makes room for
 * a hundred connections, where there is one (4 is the least it takes).
 */
const SETTINGS = ['-c', 'shared_buffers=8MB', '-c', 'max_connections=4'];

/**
 * Opens the embedded PostgreSQL in a small part of the memory it would take by default: about 140 MB less for its cache,
 * and 300 to 600 MB less for the compiler (measured with Node 24; see docs/performance.md).
 * @param folder where it lives; absent: in memory
 */
export function openPglite(folder?: string, options: PGliteOptions = {}): Promise<PGlite> {
  keepBaselineCode();
  return PGlite.create({
    ...options,
    ...(folder !== undefined && { dataDir: folder }),
    startParams: [...PGlite.defaultStartParams, ...SETTINGS],
  });
}

/**
 * Keeps V8 from compiling WebAssembly a second time with its optimising compiler: single functions of PostgreSQL are so
 * large that each takes hundreds of megabytes, and seconds of a second core, to make statements of milliseconds
 * faster. The flags are read when a module is compiled, so they hold for what is opened from now on. A V8 that does
 * not know them any more would say so on stderr and go on.
 */
function keepBaselineCode(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}
