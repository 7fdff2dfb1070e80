import { z } from 'zod';
import { alignedRecords, type AlignedRecord, type Agreement, type Alignment } from '../../core/agreement.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { Backend } from '../../database/port.ts';
import { withOdoo, type OdooSignIn } from '../sessions.ts';
import type { EngineServices, OdooSession } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';

/** A point and the one write that settles it; null where both sides agree already. */
export interface FoundAlignment {
  readonly agreement: Agreement;
  readonly alignment: Alignment | null;
}

/**
 * Looks up what would make Odoo agree on one point.
 * @throws ConnectorError `check.unknown_point`, `check.not_alignable`.
 */
export function findAlignment(agreements: readonly Agreement[], key: string): FoundAlignment {
  const agreement = agreements.find((candidate) => candidate.key === key);
  if (agreement === undefined) {
    const alignable = agreements.filter(({ align }) => align !== undefined).map((each) => each.key);
    throw new ConnectorError({
      code: 'check.unknown_point',
      message: `There is no point "${key}" to align.`,
      hint:
        alignable.length === 0
          ? 'Nothing can be aligned now. "woo-odoo check" lists all points.'
          : `These can be aligned now: ${alignable.join(', ')}.`,
    });
  }
  if (agreement.verdict === 'agree') return { agreement, alignment: null };
  if (agreement.align === undefined) {
    throw new ConnectorError({
      code: 'check.not_alignable',
      message: `"${agreement.topic}" cannot be aligned by changing a value in Odoo.`,
      ...(agreement.remedy !== '' && { hint: agreement.remedy }),
    });
  }
  return { agreement, alignment: agreement.align };
}

/**
 * Makes Odoo agree on one point, as an administrator who signs in for this alone; nothing of the sign-in is kept.
 * Writes only while Odoo has what the check saw, and looks afterwards whether it took the value.
 * @throws ConnectorError `check.changed`, `check.not_allowed`, `check.not_taken`, and what signing in throws.
 */
export async function align(
  backend: Backend,
  alignment: Alignment,
  administrator: OdooSignIn,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<void> {
  await withOdoo(backend, services, onProgress, (odoo) => writeAlignment(odoo, alignment), administrator);
}

async function writeAlignment(odoo: OdooSession, alignment: Alignment): Promise<void> {
  const { model, ids, field } = alignment;
  const records = alignedRecords(alignment);
  const where = (some: readonly AlignedRecord[]) =>
    `${field} of ${model} ${some.map(({ id }) => id).join(', ')}`;
  const present = await readField(odoo, alignment);
  const changed = records.filter(({ before, id }) => present.get(id) !== before);
  const [one] = changed;
  if (one !== undefined) {
    throw new ConnectorError({
      code: 'check.changed',
      message: `${where(changed)} is ${show(present.get(one.id))} in Odoo now, not ${show(one.before)} as when it was checked. Nothing was written.`,
      hint: 'Somebody changed it in the meantime. Check again: woo-odoo check',
    });
  }
  try {
    for (const [value, same] of Map.groupBy(records, (record) => record.value))
      await odoo.write(
        model,
        same.map(({ id }) => id),
        { [field]: value },
      );
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.code !== 'odoo.access_error') throw error;
    throw new ConnectorError({
      code: 'check.not_allowed',
      message: `The user ${odoo.identity.login} may not write ${field} of ${model} ${ids.join(', ')}. Nothing was written.`,
      hint: 'Sign in as an administrator of Odoo: woo-odoo check --align KEY --admin-login LOGIN',
      cause: error,
    });
  }
  const after = await readField(odoo, alignment);
  const refused = records.filter(({ id, value }) => after.get(id) !== value);
  const [other] = refused;
  if (other === undefined) return;
  throw new ConnectorError({
    code: 'check.not_taken',
    message: `Odoo accepted ${show(other.value)} for ${where(refused)} but still has ${show(after.get(other.id))}.`,
    hint: 'An app in Odoo may decide this value. Change it there by hand, then check again.',
  });
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** Many2one values come as a pair of id and name; an empty field is `false`, except for booleans. */
const fieldValue = z.union([scalar, z.tuple([z.number(), z.string()]).transform(([id]) => id)]);

type FieldValue = z.infer<typeof fieldValue>;

/** What the records contain now, by id. */
async function readField(
  odoo: OdooSession,
  { model, ids, field }: Alignment,
): Promise<ReadonlyMap<number, FieldValue>> {
  const rows = await odoo.searchRead(model, {
    domain: [['id', 'in', ids]],
    fields: [field],
    row: z.object({ id: z.number() }).and(z.record(z.string(), fieldValue)),
  });
  const values = new Map(
    rows.flatMap((row): [number, FieldValue][] => {
      const value = row[field];
      return value === undefined ? [] : [[row.id, value]];
    }),
  );
  const missing = ids.filter((id) => !values.has(id));
  if (missing.length === 0) return values;
  throw new ConnectorError({
    code: 'check.not_found',
    message: `${model} ${missing.join(', ')} is not in Odoo for the user ${odoo.identity.login}. Nothing was written.`,
    hint: 'The administrator needs access to the company of this backend. Then check again: woo-odoo check',
  });
}

const show = (value: FieldValue | undefined) => (value === false ? 'empty' : JSON.stringify(value));
