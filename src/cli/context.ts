import type { MachineFacts } from '../engine/doctor/machine.ts';
import type { Engine } from '../engine/engine.ts';
import type { Records } from '../engine/queries/records.ts';
import type { Terminal } from './output/terminal.ts';
import type { ExitCode } from './exit-code.ts';

/** Defaults and secrets that may come from the environment, read by `config` alone. */
export interface CliDefaults {
  readonly consumerKey?: string | undefined;
  readonly consumerSecret?: string | undefined;
  readonly odooSecret?: string | undefined;
  readonly storeConcurrency: number;
}

/** How the program was called, and what the user's shell is set to; read by `config` alone. */
export interface Caller {
  /** What the user types before a command: `woo-odoo`, or `npm run -s woo-odoo --` in a clone. */
  readonly program: string;
  /** The folder of the clone whose sources run. Null: the built program, which was installed. */
  readonly clone: string | null;
  /** Shows long output page by page: `PAGER`, by default `less`. Null: none is wanted. */
  readonly pager: string | null;
  /** The terminal cannot move its cursor (`TERM=dumb`). */
  readonly isDumb: boolean;
}

/** What the commands work with. The engine is opened late, so that `--help` needs no database. */
export interface CliContext {
  readonly terminal: Terminal;
  readonly version: string;
  readonly caller: Caller;
  /** Read when a command needs them. @throws ConnectorError `config.invalid` */
  defaults(): Promise<CliDefaults>;
  /** The key that is to replace the present one, where the user gave it. @throws ConnectorError `config.invalid` */
  newSecretKey(): Promise<Uint8Array | undefined>;
  /** The connector's own records alone: starts sooner than the engine. */
  openRecords(options: { dataDir?: string | undefined }): Promise<Records>;
  /** `replaceKey`: the key of the credentials is lost; opens under the present one, to store them again. */
  openEngine(options: { dataDir?: string | undefined; replaceKey?: boolean }): Promise<Engine>;
  /** Looks at this machine, for `doctor`; opens and changes nothing. */
  inspectMachine(options: { dataDir?: string | undefined }): Promise<MachineFacts>;
}

/** A command's work: gets the open engine, answers the exit code. */
export type Work = (engine: Engine) => Promise<ExitCode>;

/** The work of a command that asks no server. */
export type RecordWork = (records: Records) => Promise<ExitCode>;

/** Runs a command with the engine, and closes it whatever happens. */
export type RunWork = (work: Work, options?: { readonly replaceKey: boolean }) => Promise<void>;

/** Runs a command with the records, and closes them whatever happens. */
export type RunRecords = (work: RecordWork) => Promise<void>;
