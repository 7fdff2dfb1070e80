import type { JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';

/** What a model does besides keeping its rows. */
export interface RecordHooks {
  /** Completes and checks a row before it is written. */
  readonly prepare?: (
    env: Environment,
    row: Row,
    before: Row | undefined,
    id: number,
    values: JsonObject,
  ) => Row;
  readonly written?: (env: Environment, row: Row) => void;
  /** Once its lines are written too. */
  readonly settled?: (env: Environment, id: number, before: Row | undefined, values: JsonObject) => void;
  readonly removed?: (env: Environment, row: Row) => void;
}

/** Finds the hooks of a model. */
export type HookFinder = (model: string) => RecordHooks | undefined;

const finders: HookFinder[] = [];

/** Adds the hooks of some models; `behaviour.ts` does it once. Of several hooks for a model the first count. */
export function registerHooks(find: HookFinder): void {
  finders.push(find);
}

/** The hooks of a model; most have none. */
export function hooksOf(model: string): RecordHooks {
  for (const find of finders) {
    const hooks = find(model);
    if (hooks !== undefined) return hooks;
  }
  return {};
}

/** Windows and server actions share their ids, as in Odoo, where a button names either by number. */
export function sequenceOf(model: string): string {
  return model.startsWith('ir.actions.') ? 'ir.actions.server' : model;
}
