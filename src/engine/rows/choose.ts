import { z } from 'zod';
import { X_ROW } from '../../core/app-names.ts';
import type { AppRowModel } from '../../core/app-rows.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { Backend, SavedRow } from '../../database/port.ts';
import type { OdooDomain } from '../../odoo/port.ts';
import { appBackend } from '../odoo-app/app-backend.ts';
import type { EngineServices, OdooSession } from '../ports.ts';
import { withOdoo } from '../sessions.ts';
import { markChosen } from './mark-chosen.ts';
import { REVIEW_TYPE } from './review-facts.ts';
import { requireType, shownTypes, type ShownType } from './row-types.ts';
import { valueName } from './row-facts.ts';

/** A record that a user may choose. */
export interface RecordToChoose {
  readonly id: number;
  readonly label: string;
}

/** What a user does about the record that represents a row. */
export interface Choice {
  readonly type: string;
  readonly key: string;
  /** Null: the connector's rules decide again. */
  readonly recordId: number | null;
}

/** Which records are asked for, and for which row. */
export interface RecordSearch extends Pick<Choice, 'type' | 'key'> {
  /** Part of a name; empty: any. */
  readonly search: string;
}

/** Records that are offered at once. */
const MAX_OFFERED = 50;

/**
 * Sets which record of Odoo represents an object of the store: the same field that a user of the Odoo app fills in, so
 * that both doors show it. The next sync applies it.
 *
 * @throws ConnectorError `rows.unknown_type`, `rows.unknown`, `choice.not_possible`, `choice.no_app`, `choice.no_row`,
 *   `choice.unknown_record`, `app.other_installation`
 */
export async function chooseRecord(
  backend: Backend,
  choice: Choice,
  services: EngineServices,
): Promise<SavedRow> {
  const { row, type } = await rowToChoose(backend, choice, services);
  const { model } = requireBinding(type);
  await withOdoo(backend, services, quiet, async (odoo) => {
    const rowId = await appRowId(odoo, backend, type.model, row, services);
    if (choice.recordId !== null) await requireRecord(odoo, model, choice.recordId);
    await odoo.write(type.model.model, [rowId], { [X_ROW.choice]: choice.recordId ?? false });
  });
  return markChosen(backend, { row, type, model, recordId: choice.recordId }, services);
}

/**
 * Records of Odoo that may be chosen for a row, by a part of their name: at most 50.
 * @throws as `chooseRecord`
 */
export async function recordsToChoose(
  backend: Backend,
  { key, search, type: name }: RecordSearch,
  services: EngineServices,
): Promise<RecordToChoose[]> {
  const { row, type } = await rowToChoose(backend, { type: name, key }, services);
  const { among = [], model, within } = requireBinding(type);
  const parent = within === undefined ? null : await parentOf(backend, within, row, services);
  return withOdoo(backend, services, quiet, async (odoo) => {
    const domain: OdooDomain = [
      ...among,
      ...(within === undefined || parent === null ? [] : [[within.field, '=', parent] as const]),
      ...(search === '' ? [] : [['name', 'ilike', search] as const]),
    ];
    const found = await odoo.ask(model, 'search_read', {
      args: { domain, fields: ['display_name'], limit: MAX_OFFERED, order: 'name, id' },
      answer: z.array(z.object({ id: z.int(), display_name: z.string() })),
    });
    return found.map(({ display_name: label, id }) => ({ id, label }));
  });
}

const quiet = (): void => undefined;

/** An item to review is about a row of another list, for which the record is chosen. */
async function rowToChoose(
  backend: Backend,
  { key, type }: Pick<Choice, 'type' | 'key'>,
  { database: { savedRows }, domains }: EngineServices,
): Promise<{ row: SavedRow; type: ShownType }> {
  const types = shownTypes(domains);
  const asked = await savedRows.get(backend.id, type, key);
  const about = asked?.type === REVIEW_TYPE ? asked.values : undefined;
  const row =
    about === undefined ? asked : await savedRows.get(backend.id, about['type'] ?? '', about['key'] ?? '');
  if (row === null)
    throw new ConnectorError({
      code: 'rows.unknown',
      message: `The list "${type}" has no row "${key}" for which a record could be chosen.`,
      hint: 'It may have gone with the last sync.',
    });
  return { row, type: requireType(types, row.type) };
}

type Binding = NonNullable<AppRowModel['binding']>;

/** The record that the choices for a row belong to: of a state its country's; null: it is not known. */
async function parentOf(
  backend: Backend,
  { key, type }: NonNullable<Binding['within']>,
  row: SavedRow,
  { database: { savedRows } }: EngineServices,
): Promise<number | null> {
  const parent = await savedRows.get(backend.id, type, row.values[valueName(key)] ?? '');
  return parent?.record?.id ?? null;
}

function requireBinding({ model: { binding }, type }: ShownType): Binding {
  if (binding !== undefined && binding.choice !== false) return binding;
  throw new ConnectorError({
    code: 'choice.not_possible',
    message: `For rows of the list "${type}" no record can be chosen: which one represents them is decided by a rule.`,
    hint: 'The reason of the row explains what to correct in the store or in Odoo.',
  });
}

/** The row of the app in Odoo that shows a saved row. */
async function appRowId(
  odoo: OdooSession,
  backend: Backend,
  { keyFields, model }: AppRowModel,
  row: SavedRow,
  { database }: EngineServices,
): Promise<number> {
  const access = await odoo.app();
  if (access.state !== 'ready')
    throw new ConnectorError({
      code: 'choice.no_app',
      message:
        access.state === 'absent'
          ? 'Choices are kept in the WooCommerce app of Odoo, which is not installed.'
          : "Choices are kept in the WooCommerce app of Odoo, which the connector's user may not use.",
      hint:
        access.state === 'absent'
          ? 'Install the app (woo-odoo odoo-app install) and run SYNC METADATA once. Nothing was written.'
          : 'Ask an Odoo administrator to give this user the group Connector of the WooCommerce app. Nothing was written.',
    });
  const found = await access.app.findBackend(appBackend(backend));
  if (found !== null && found.installation !== '' && found.installation !== database.installationId)
    throw new ConnectorError({
      code: 'app.other_installation',
      message: `The backend "${backend.name}" in Odoo belongs to another installation of the connector. Nothing was written.`,
      hint: 'Choose the record there, or in the WooCommerce app of Odoo.',
    });
  const fields = await odoo.fields(model);
  const keys = keyFields.map((field) => {
    const text = row.values[valueName(field)] ?? '';
    return [field, '=', fields?.get(field)?.type === 'integer' ? Number(text) : text] as const;
  });
  const [first] =
    found === null
      ? []
      : await odoo.searchRead(model, {
          domain: [[X_ROW.backend, '=', found.id], ...keys],
          fields: [X_ROW.active],
          row: z.object({ id: z.int() }),
        });
  if (first !== undefined) return first.id;
  throw new ConnectorError({
    code: 'choice.no_row',
    message: `The WooCommerce app of Odoo does not list "${row.label}" yet. Nothing was written.`,
    hint: 'Run SYNC METADATA once, then choose.',
  });
}

async function requireRecord(odoo: OdooSession, model: string, id: number): Promise<void> {
  if ((await odoo.count(model, [['id', '=', id]])) === 1) return;
  throw new ConnectorError({
    code: 'choice.unknown_record',
    message: `There is no record ${id} of ${model} in Odoo for the connector's user and company. Nothing was written.`,
    hint: 'Choose one of the records that are offered.',
  });
}
