import { z } from 'zod';
import { PROOF_DOMAIN, X_REVIEW, X_ROW } from '../../core/app-names.ts';
import { appExternalId } from '../../core/external-id.ts';
import type { AppProofItem, AppProofReport, LoadRow, OdooWriter } from '../port.ts';
import { recordId } from '../reader.ts';
import { OdooError } from '../rpc/errors.ts';
import { X_BACKEND } from './fields.ts';

const text = z.union([z.string(), z.literal(false)]).transform((value) => value || '');

const itemRow = z.object({
  id: recordId,
  [X_REVIEW.domain]: text,
  [X_REVIEW.type]: text,
  [X_REVIEW.key]: text,
  [X_REVIEW.name]: text,
  [X_REVIEW.reason]: text,
  [X_REVIEW.left]: z.boolean(),
});
type ItemRow = z.output<typeof itemRow>;

/**
 * Writes the last checks into the app: see `OdooApp.reportProofs`. Items have external ids, so that one whose answer was lost
 * is not there twice; the summary comes last, so that a report that was killed is repeated by the next check.
 */
export async function reportProofs(odoo: OdooWriter, report: AppProofReport): Promise<boolean> {
  const fields = await odoo.fields(X_BACKEND.model);
  if (fields?.has(X_BACKEND.proofSummary) !== true) return false;
  const active = await activeItems(odoo, report.rowId);
  const own = active.filter((row) => row[X_REVIEW.domain] === PROOF_DOMAIN);
  const before = new Map(own.map((row) => [keyOf(row[X_REVIEW.type], row[X_REVIEW.key]), row]));
  const items = new Map(report.items.map((item) => [keyOf(item.kind, item.key), item]));
  await writeItems(
    odoo,
    report,
    [...items].flatMap(([key, item]) => (isShown(item, before.get(key)) ? [] : [item])),
  );
  const resolved = [...before].filter(
    ([key, row]) => report.complete.includes(row[X_REVIEW.type]) && !items.has(key),
  );
  if (resolved.length > 0)
    await odoo.write(
      X_REVIEW.model,
      resolved.map(([, { id }]) => id),
      { [X_ROW.active]: false, [X_ROW.vanishedOn]: odooMoment(report.date) },
    );
  const gone = new Set(resolved.map(([key]) => key));
  // What a user left as it is is counted again once its text changes.
  const quiet = (key: string) => {
    const row = before.get(key);
    const item = items.get(key);
    return row?.[X_REVIEW.left] === true && (item === undefined || isShown(item, row));
  };
  const open = [...new Set([...before.keys(), ...items.keys()])].filter(
    (key) => !gone.has(key) && !quiet(key),
  ).length;
  const others = active.filter((row) => row[X_REVIEW.domain] !== PROOF_DOMAIN && !row[X_REVIEW.left]).length;
  await odoo.write(X_BACKEND.model, [report.rowId], {
    [X_BACKEND.proofDate]: odooMoment(report.date),
    [X_BACKEND.proofState]: report.state,
    [X_BACKEND.proofSummary]: report.summary,
    [X_BACKEND.proofCount]: open,
    [X_BACKEND.reviewCount]: others + open,
  });
  return true;
}

const keyOf = (kind: string, key: string) => `${kind} ${key}`;

function isShown({ name, reason }: AppProofItem, row: ItemRow | undefined): boolean {
  return row?.[X_REVIEW.name] === name && row[X_REVIEW.reason] === reason;
}

/** All items of the backend that are open: those of syncs are counted with them. */
function activeItems(odoo: OdooWriter, rowId: number): Promise<ItemRow[]> {
  return odoo.searchRead(X_REVIEW.model, {
    domain: [
      [X_ROW.backend, '=', rowId],
      [X_ROW.active, '=', true],
    ],
    fields: [
      ...[X_REVIEW.domain, X_REVIEW.type, X_REVIEW.key],
      ...[X_REVIEW.name, X_REVIEW.reason, X_REVIEW.left],
    ],
    row: itemRow,
  });
}

async function writeItems(
  odoo: OdooWriter,
  { backendId, rowId }: AppProofReport,
  items: readonly AppProofItem[],
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ key, kind, name, reason, stake }): LoadRow => ({
    externalId: appExternalId('proof', backendId, kind, key),
    values: {
      [`${X_ROW.backend}/.id`]: String(rowId),
      [X_REVIEW.domain]: PROOF_DOMAIN,
      [X_REVIEW.type]: kind,
      [X_REVIEW.key]: key,
      [X_REVIEW.name]: name,
      [X_REVIEW.summary]: name,
      [X_REVIEW.stake]: stake,
      [X_REVIEW.reason]: reason,
      [X_REVIEW.left]: '',
      [X_ROW.active]: '1',
      [X_ROW.vanishedOn]: '',
    },
  }));
  const results = await odoo.load(X_REVIEW.model, Object.keys(rows[0]?.values ?? {}), rows);
  for (const result of results)
    if (!('id' in result))
      throw new OdooError({
        code: 'app.proof_refused',
        message: `Odoo did not take an item of the last check: ${result.error}`,
        hint: 'Is the user in the group Connector of the WooCommerce app? An administrator brings the app up to date: woo-odoo odoo-app upgrade',
      });
}

/** Odoo's own form of a moment in UTC. */
const odooMoment = (iso: string) => iso.slice(0, 19).replace('T', ' ');
