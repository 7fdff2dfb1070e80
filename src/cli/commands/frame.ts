import type { Backend } from '../../database/port.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ProgressSink } from '../../engine/run/progress.ts';
import type { CliContext, RunWork } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonOutput } from '../json-output.ts';
import { paged } from '../output/pager.ts';
import { progressLine, type ProgressLine } from '../output/progress-line.ts';
import { json, type OutputStream } from '../output/terminal.ts';

/** What a command of the engine is given. */
export interface CommandParts {
  readonly context: Pick<CliContext, 'caller' | 'terminal'>;
  readonly runWork: RunWork;
}

/** Which backend is meant, and whether the result is printed as JSON. */
export interface BackendCall {
  readonly name: string | undefined;
  readonly json: boolean;
  /** Everything is listed: on a terminal it is shown page by page. */
  readonly all?: boolean | undefined;
}

/** What the command of a name computes, how it is printed, and the exit code that follows from it. */
export interface BackendCommand<Name extends keyof JsonOutput, T> {
  readonly compute: (backend: Backend, tools: CommandTools) => Promise<T>;
  readonly show: (out: OutputStream, result: T, backend: Backend) => void;
  /** What `--json` prints: `asIs` where that is the result itself. */
  readonly toJson: (result: T) => JsonOutput[Name];
  readonly exit: (result: T) => ExitCode;
}

export interface CommandTools {
  readonly engine: Engine;
  readonly onProgress: ProgressSink;
  readonly progress: ProgressLine;
}

/** For commands whose result is printed as it is. */
export const asIs = <T>(result: T): T => result;

/** The common frame of commands on a backend: open the engine, find the backend, compute, print, exit code. */
export async function runOnBackend<Name extends keyof JsonOutput, T>(
  { context, runWork }: CommandParts,
  call: BackendCall,
  { compute, exit, show, toJson }: BackendCommand<Name, T>,
): Promise<void> {
  const { out } = context.terminal;
  await runWork(async (engine) => {
    const { backend, result } = await withProgress(context, call.json, async (progress) => {
      const found = await engine.getBackend(call.name);
      const tools = { engine, progress, onProgress: progress.sink };
      return { backend: found, result: await compute(found, tools) };
    });
    if (call.json) json(out, toJson(result));
    else if (call.all) await paged(context, (to) => show(to, result, backend));
    else show(out, result, backend);
    return exit(result);
  });
}

/** Shows progress on standard error while something runs, and clears it whatever happens. */
export async function withProgress<T>(
  { terminal }: Pick<CliContext, 'terminal'>,
  quiet: boolean,
  work: (progress: ProgressLine) => Promise<T>,
): Promise<T> {
  const progress = progressLine(terminal.err, { quiet });
  try {
    return await work(progress);
  } finally {
    progress.stop();
  }
}
