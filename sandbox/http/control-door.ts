import { isJsonObject, parseJson, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { jsonAnswer } from './exchange.ts';
import type { SandboxAnswer, SandboxRequest } from './exchange.ts';

/** The control of a stand-in in another process: `POST /__control/<method>` with a JSON list of arguments. */
export const CONTROL_PATH = '/__control';

type ControlMethod = (...args: readonly Json[]) => unknown;

/** Calls one method of a control; the answer is `{ "result": … }` or `{ "error": … }`. */
export async function answerControl(control: object, request: SandboxRequest): Promise<SandboxAnswer> {
  const name = request.path.slice(CONTROL_PATH.length + 1);
  const method = publicMethod(control, name);
  if (method === null || request.method !== 'POST') {
    return jsonAnswer(404, { error: `no control method ${name}; POST ${CONTROL_PATH}/<method>` });
  }
  const args = request.body === '' ? [] : parseJson(request.body);
  if (!Array.isArray(args)) return jsonAnswer(400, { error: 'the body must be a JSON list of arguments' });
  try {
    const result = (await method.apply(control, args as Json[])) as Json | undefined;
    return jsonAnswer(200, { result: result ?? null });
  } catch (error) {
    return jsonAnswer(400, { error: error instanceof Error ? error.message : 'failed' });
  }
}

function publicMethod(control: object, name: string): ControlMethod | null {
  for (let layer: unknown = control; isClassLayer(layer); layer = Object.getPrototypeOf(layer)) {
    const value = Object.getOwnPropertyDescriptor(layer, name)?.value as unknown;
    if (typeof value === 'function' && name !== 'constructor') return value as ControlMethod;
  }
  return null;
}

function isClassLayer(layer: unknown): layer is object {
  return typeof layer === 'object' && layer !== null && layer !== Object.prototype;
}

/** A control whose every method answers a promise: what `connectControl` gives. */
export type Remote<Control> = {
  readonly [Name in keyof Control]: Control[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

/**
 * The control of a stand-in that runs in another process.
 * `url` is the `control` address the process printed. Throws what the control method threw, as an Error.
 */
export function connectControl<Control extends object>(url: string): Remote<Control> {
  return new Proxy({} as Remote<Control>, {
    get: (_target, name) => {
      // `await` probes for a `then`; answering it would turn the proxy into a promise.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return async (...args: readonly unknown[]) => {
        const response = await fetch(`${url}/${name}`, { method: 'POST', body: JSON.stringify(args) });
        const answer = parseJson(await response.text());
        if (isJsonObject(answer) && 'result' in answer) return answer['result'];
        throw new Error(
          `control ${name}: ${isJsonObject(answer) ? textOf(answer['error']) : response.status}`,
        );
      };
    },
  });
}
