import type { Backend } from '../../database/port.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ProgressSink } from '../../engine/run/progress.ts';
import type { CliContext, RunWork } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { progressLine, type ProgressLine } from '../output/progress-line.ts';
import { json, type OutputStream } from '../output/terminal.ts';

/** What a command of the engine is given. */
export interface CommandParts {
  readonly context: Pick<CliContext, 'terminal'>;
  readonly runWork: RunWork;
}

/** Which backend is meant, and whether the result is printed as JSON. */
export interface BackendCall {
  readonly name: string | undefined;
  readonly json: boolean;
}

/** What a command computes, how it is printed, and the exit code that follows from it. */
export interface BackendCommand<T> {
  readonly compute: (backend: Backend, tools: CommandTools) => Promise<T>;
  readonly show: (out: OutputStream, result: T, backend: Backend) => void;
  /** What `--json` prints; the result itself by default. */
  readonly toJson?: (result: T) => unknown;
  readonly exit: (result: T) => ExitCode;
}

export interface CommandTools {
  readonly engine: Engine;
  readonly onProgress: ProgressSink;
  readonly progress: ProgressLine;
}

/** The common frame of commands on a backend: open the engine, find the backend, compute, print, exit code. */
export async function runOnBackend<T>(
  { context, runWork }: CommandParts,
  call: BackendCall,
  { compute, exit, show, toJson = (result) => result }: BackendCommand<T>,
): Promise<void> {
  const { out } = context.terminal;
  await runWork(async (engine) => {
    const { backend, result } = await withProgress(context, call.json, async (progress) => {
      const found = await engine.getBackend(call.name);
      const tools = { engine, progress, onProgress: progress.sink };
      return { backend: found, result: await compute(found, tools) };
    });
    if (call.json) json(out, toJson(result));
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
