import { isJsonObject } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { refuseForeign } from '../company-rules.ts';
import type { Environment } from '../environment.ts';
import { OdooException } from '../faults-of-odoo.ts';
import type { Row } from '../model.ts';
import { stampOf } from './connector-state.ts';

export const BACKEND = 'x_woo_backend';
export const RUN = 'x_woo_run';
const LEASE_SECONDS = 60;

/** One row of `x_woo_backend`. */
export interface Backend {
  readonly id: number;
  readonly row: Row;
}

/** The backend the context names. Reading it needs the right to. */
export function activeBackend(env: Environment): Backend {
  const { active_model: model, active_id: id } = env.context;
  const row = model === BACKEND ? env.database.row(BACKEND, Number(id)) : undefined;
  if (row === undefined) throw refused('This WooCommerce backend no longer exists.');
  env.check(env.model(BACKEND), 'r');
  refuseForeign(env, env.model(BACKEND), [Number(id)], 'r');
  return { id: Number(id), row };
}

export function leaseEnd(seconds: Json | undefined): string {
  const given = whole(seconds);
  return stampOf(new Date(Date.now() + (given === 0 ? LEASE_SECONDS : given) * 1000));
}

export function moment(value: Json | undefined): Json {
  return text(value).slice(0, 19).replace('T', ' ') || false;
}

export function given(env: Environment, key: string): JsonObject {
  const value = env.context[key];
  return isJsonObject(value) ? value : {};
}

export function client(tag: string, params: JsonObject): JsonObject {
  return { type: 'ir.actions.client', tag, params };
}

export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function whole(value: Json | undefined): number {
  const number = Number(value);
  return Number.isInteger(number) ? number : 0;
}

export function empty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === false || value === '';
}

export function refused(message: string): OdooException {
  return new OdooException('odoo.exceptions.UserError', message);
}
