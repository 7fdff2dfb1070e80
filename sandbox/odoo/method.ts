import type { Json, JsonObject } from '../json.ts';
import type { Environment } from './environment.ts';
import type { ModelDefinition } from './model.ts';

/** What a method is given: the model, the records it is called on, its arguments by name. */
export interface MethodCall {
  readonly env: Environment;
  readonly model: ModelDefinition;
  readonly ids: readonly number[];
  readonly args: JsonObject;
}

/** A public method. `on` shows whether the first positional argument of JSON-RPC is a list of ids. */
export interface Method {
  readonly on: 'model' | 'records';
  readonly params: readonly string[];
  readonly required?: readonly string[];
  readonly run: (call: MethodCall) => Json;
}
