import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { printData, readRecording } from './recording.ts';

const VERSION = '11.0.1';

const groups = z.object({
  body: z.array(z.object({ id: z.string(), label: z.string(), parent_id: z.string() })),
});
const setting = z.object({
  id: z.string(),
  label: z.string(),
  type: z.string(),
  value: z.json(),
  // Some settings have none, which is not the same as null.
  default: z.json().optional(),
  options: z.union([z.record(z.string(), z.string()), z.array(z.string())]).optional(),
});
const answer = z.object({ status: z.literal(200), body: z.array(setting) });
const missing = z.object({ status: z.literal(404) });

/** Choices that the sandbox makes from its own countries. */
const PLACES = 'places';
const COUNTRIES = 'countries';

/**
 * The settings of the recorded store, compact; the meaning of the columns is described in
 * `sandbox/woocommerce/settings-seed.ts`. Descriptions, tips and the wording of choices are not taken along.
 */
export function settingsData(folder: string): string {
  const pathOf = (name: string) => join(folder, 'woocommerce', VERSION, `${name}.json`);
  const list = readRecording(pathOf('GET_settings'), groups).body;
  const groupRows: unknown[] = [];
  const settingRows: unknown[] = [];
  for (const { id, label, parent_id } of list) {
    const path = pathOf(`GET_settings_${id}`);
    if (!existsSync(path)) throw new Error(`the settings group ${id} was not recorded`);
    const parsed = readRecording(path, z.union([answer, missing]));
    groupRows.push([id, label, parent_id, parsed.status === 404 ? 1 : 0]);
    if (parsed.status === 200) settingRows.push(...parsed.body.map((row) => settingRow(id, row)));
  }
  return printData({ groups: groupRows, settings: settingRows });
}

function settingRow(group: string, row: z.infer<typeof setting>): unknown[] {
  const { id, label, type, value } = row;
  const start = [group, id, label, type, withoutProse(type, value), choicesOf(row)];
  return row.default === undefined ? start : [...start, withoutProse(type, row.default)];
}

function choicesOf({ type, options }: z.infer<typeof setting>): readonly string[] | string | null {
  if (options === undefined) return null;
  const keys = Object.keys(options);
  if (keys.length > 1_000) return PLACES;
  return type === 'multiselect' && keys.length > 200 ? COUNTRIES : keys;
}

/** Sentences belong to their authors; a text that the sandbox means to be read is its own. */
export function withoutProse(type: string, value: z.infer<ReturnType<typeof z.json>>): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'textarea' && /(?:\S+\s+){2}\S/.test(value)) return 'Words of the sandbox.';
  return value.replaceAll('Lab store main', 'Sandbox Store');
}
