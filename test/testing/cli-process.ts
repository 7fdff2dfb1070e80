import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The program as it is published; the project `process` builds it before its first test. */
const bin = join(import.meta.dirname, '../../dist/launch.cjs');

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line as a process of its own, as a user runs it: no terminal, a data folder, nothing else of the connector. */
export class Cli {
  readonly dataDir: string;
  /** What its environment has beside the data folder. */
  readonly env: Readonly<Record<string, string>>;
  readonly #program: string;

  /** `program`: another installation than the one that the project builds. */
  constructor(dataDir: string, env: Readonly<Record<string, string>> = {}, program = bin) {
    this.dataDir = dataDir;
    this.env = env;
    this.#program = program;
  }

  /** `output` is what both streams said so far. */
  start(...args: string[]): {
    child: ChildProcess;
    finished: Promise<Finished>;
    output: () => string;
  } {
    const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
    const child = spawn(process.execPath, [this.#program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, HOME, NODE_COMPILE_CACHE, NO_COLOR: '1', WOO_ODOO_DATA_DIR: this.dataDir, ...this.env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    const finished = new Promise<Finished>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, err }));
    });
    return { child, finished, output: () => out + err };
  }

  run(...args: string[]): Promise<Finished> {
    return this.start(...args).finished;
  }
}
