import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import { compareText } from '../../core/plan.ts';
import { mostSimilar } from '../../core/similar.ts';
import { readSecrets, writeSecrets } from './backend-secret-table.ts';
import { dropTraces, readTraces } from './backend-traces.ts';
import { violatedUniqueRule } from '../drivers/database-error.ts';
import type { Backend, BackendTable } from '../port.ts';
import type { Tables } from './schema.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { checkStored } from './stored-values.ts';

/** How much of an id names a backend: as much as external ids in Odoo carry. */
const SHORTEST_ID = 8;

const backendSchema: z.ZodType<Backend> = z.strictObject({
  id: z.string(),
  name: z.string(),
  storeUrl: z.string(),
  storeSignIn: z.enum(['basic', 'oauth1', 'query']),
  storeVersion: z.string().nullable(),
  storeCaFile: z.string().nullable(),
  odooUrl: z.string(),
  odooDatabase: z.string(),
  odooDatabaseUuid: z.string().nullable(),
  odooLogin: z.string(),
  odooCompanyId: z.int(),
  odooCompanyName: z.string(),
  odooCaFile: z.string().nullable(),
  onPersonChange: z.enum(['keep', 'store_wins']),
  environment: z.enum(['production', 'staging']),
  odooRowId: z.int().nullable(),
  storeConcurrency: z.int(),
  taxAmbiguous: z.enum(['create', 'ask']),
  taxAccount: z.string().nullable(),
  taxPositionLimit: z.int(),
  taxLimit: z.int(),
  taxPositionOrder: z.enum(['ask', 'align']),
  taxChartPositions: z.enum(['ask', 'map']),
  inactiveCurrency: z.enum(['activate', 'ask']),
  shippingCurrency: z.enum(['convert', 'refuse']),
  verifyAfterSync: z.enum(['never', 'after_changes']),
  createdAt: z.string(),
  removedAt: z.string().nullable(),
});

/** The backends and their credentials, see `BackendTable`. */
export function backendTable(db: Kysely<Tables>, box: SecretBox): BackendTable {
  async function list(): Promise<Backend[]> {
    const rows = await db.selectFrom('backend').selectAll().where('removedAt', 'is', null).execute();
    // Sorted here: the order of text in SQL depends on how the database was made.
    return rows.map(toBackend).sort((a, b) => compareText(a.name, b.name));
  }

  return {
    list,

    async add(backend, secrets) {
      await refusingDoubles(backend, () =>
        db.transaction().execute(async (transaction) => {
          const { id, ...fields } = backend;
          const { numUpdatedRows } = await transaction
            .updateTable('backend')
            .set(fields)
            .where('id', '=', id)
            .where('removedAt', 'is not', null)
            .executeTakeFirst();
          if (numUpdatedRows === 0n) await transaction.insertInto('backend').values(backend).execute();
          await writeSecrets(transaction, box, backend.id, secrets);
        }),
      );
    },

    async removed() {
      const rows = await db.selectFrom('backend').selectAll().where('removedAt', 'is not', null).execute();
      return rows.map(toBackend).sort((a, b) => compareText(b.removedAt ?? '', a.removedAt ?? ''));
    },

    async get(nameOrId) {
      const all = await list();
      const exact =
        all.find((backend) => backend.name === nameOrId) ?? all.find((backend) => backend.id === nameOrId);
      // The database allows only one backend with the same first eight characters.
      const byBeginning =
        nameOrId.length >= SHORTEST_ID ? all.find((backend) => backend.id.startsWith(nameOrId)) : undefined;
      const found = exact ?? byBeginning;
      if (found === undefined) throw unknown(nameOrId, all);
      return found;
    },

    async find(id) {
      const row = await db.selectFrom('backend').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toBackend(row);
    },

    secrets: (id) => readSecrets(db, box, id),

    async change(id, change, secrets) {
      const before = await db.selectFrom('backend').selectAll().where('id', '=', id).executeTakeFirst();
      if (before === undefined) throw unknown(id, await list());
      const after: Backend = { ...toBackend(before), ...change, id, createdAt: before.createdAt };
      await refusingDoubles(after, () =>
        db.transaction().execute(async (transaction: Transaction<Tables>) => {
          await transaction.updateTable('backend').set(after).where('id', '=', id).execute();
          if (secrets !== undefined) await writeSecrets(transaction, box, id, secrets);
        }),
      );
    },

    traces: (id, odooKey) => readTraces(db, id, odooKey),

    purge: (id, odooKey, removedAt) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('backend')
          .set({ removedAt })
          .where('id', '=', id)
          .where('removedAt', 'is', null)
          .execute();
        await dropTraces(transaction, id, odooKey);
      }),
  };
}

function toBackend(row: Tables['backend']): Backend {
  return checkStored(backendSchema, row, `backend ${row.id}`);
}

/** Tells a violated unique rule as `backend.exists`. */
async function refusingDoubles(backend: Backend, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const rule = violatedUniqueRule(error);
    if (rule === null) throw error;
    const company = `${backend.odooCompanyName} in the database ${backend.odooDatabase} at ${backend.odooUrl}`;
    const [message, hint] =
      rule === 'backend_name_unique'
        ? [`There is already a backend named ${backend.name}.`, 'Choose another name, or edit that backend.']
        : rule.startsWith('backend_pair_')
          ? [
              `The store ${backend.storeUrl} is already paired with the company ${company}.`,
              'Edit or remove the backend that pairs them: woo-odoo backend list shows it.',
            ]
          : [`There was already a backend whose id begins with ${backend.id.slice(0, 8)}.`, 'Try again.'];
    throw new ConnectorError({ code: 'backend.exists', message, hint });
  }
}

function unknown(nameOrId: string, all: readonly Backend[]): ConnectorError {
  const names = all.map((backend) => backend.name);
  const meant = mostSimilar(nameOrId, names);
  const question = meant === undefined ? '' : `Did you mean ${meant}? `;
  return new ConnectorError({
    code: 'backend.unknown',
    message: `There is no backend ${nameOrId}.`,
    hint:
      names.length === 0
        ? 'Add one: woo-odoo backend add'
        : `${question}There ${names.length === 1 ? 'is' : 'are'}: ${names.join(', ')}.`,
  });
}
