import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../tables/schema.ts';

/** More than the free place within the pages that a database has anyway. */
const TRIAL_BYTES = 256 * 1024;

/** At random: of what repeats itself PostgreSQL stores a few kilobytes, for which there is a place on a full disk, too. */
const trialText = () => randomBytes((TRIAL_BYTES * 3) / 4).toString('base64');

/** No Odoo has this address. */
const TRIAL = { odooUrl: 'trial', odooDatabase: '' };

/**
 * Finds out whether there is space: a row of some size is written and removed in one transaction, which nobody else sees.
 *
 * @throws ConnectorError `database.full`, and what else a write throws
 */
export async function tryWrite(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = {
      ...TRIAL,
      state: 'away',
      answeredAt: null,
      since: '',
      message: trialText(),
    } as const;
    await transaction
      .insertInto('odooWatch')
      .values(row)
      .onConflict((conflict) => conflict.columns(['odooUrl', 'odooDatabase']).doUpdateSet(row))
      .execute();
    await transaction.deleteFrom('odooWatch').where('odooUrl', '=', TRIAL.odooUrl).execute();
  });
}
