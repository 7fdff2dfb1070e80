import { openDatabaseOf } from '../../src/compose-records.ts';
import { clientOptions, composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config/config.ts';
import type { TaxProof } from '../../src/core/tax-proof.ts';
import { compareTaxes } from '../../src/engine/proof/compare-taxes.ts';
import { makePlan } from '../../src/engine/plan/make-plan.ts';
import { withSessions, type Sessions } from '../../src/engine/sessions.ts';
import { buildProgram } from './build.ts';
import type { BenchPart } from './part.ts';
import { QuestionLog } from './question-log.ts';
import { startWorld } from './world.ts';

const PROBES = 500;
/** The aim: so many times what the same questions alone take of both servers. */
const AIM = 1.3;
/** Both sides take turns after so many addresses, so that other work on the machine meets both. */
const ROUND = 100;
/** Before anything is timed, so that neither side is measured cold. */
const WARM_UP = 25;

/** The proof of taxes beside the questions that it asks. */
export const proof: BenchPart = {
  what: `\`verify taxes\` at ${PROBES} addresses (or the number given), Odoo 18, store and Odoo in processes of their own; and the same questions alone, one to each server at a time. Aim: ${AIM} times`,
  sized: true,
  async measure(report, { size = PROBES }) {
    buildProgram();
    const world = await startWorld();
    try {
      // Each of these rates has postcodes of its own, and with them addresses.
      await world.shop.generateZipRates(size);
      report('first sync ...');
      await world.connector('sync');
      return await withTaxes(world.folder, async (sessions, taxes) => {
        const probes = taxes.probes(size);
        if (probes.length < size) throw new Error(`there are only ${probes.length} addresses`);
        const quiet = { onProgress: () => undefined, stop: new AbortController().signal };
        report('warming up ...');
        await compareTaxes(sessions, taxes, probes.slice(0, WARM_UP), quiet);
        const sums = { seconds: 0, bare: 0, comparisons: 0, requests: 0, calls: 0 };
        for (let first = 0; first < size; first += ROUND) {
          report(`addresses from ${first + 1} ...`);
          const some = probes.slice(first, first + ROUND);
          const log = new QuestionLog(sessions);
          const begun = performance.now();
          const { report: found } = await compareTaxes({ ...sessions, ...log.recorded }, taxes, some, quiet);
          sums.seconds += secondsSince(begun);
          const bare = await log.askAgain();
          await log.clean();
          sums.bare += bare.seconds;
          sums.comparisons += found.results.length;
          sums.requests += bare.requests;
          sums.calls += bare.calls;
        }
        const { bare, calls, comparisons, requests, seconds } = sums;
        const figures = { 'store requests': requests, 'Odoo calls': calls };
        return [
          { what: 'the questions alone', seconds: rounded(bare), times: '', comparisons: '', ...figures },
          {
            ...{
              what: 'verify taxes',
              seconds: rounded(seconds),
              times: rounded(seconds / bare),
              comparisons,
            },
            ...figures,
          },
        ];
      });
    } finally {
      world.stop();
    }
  },
};

/** Opens the only backend of a data folder, and plans its taxes. */
async function withTaxes<T>(
  folder: string,
  work: (sessions: Sessions, taxes: TaxProof) => Promise<T>,
): Promise<T> {
  const config = readConfig({ WOO_ODOO_DATA_DIR: folder });
  const database = await openDatabaseOf(config, folder);
  try {
    const services = composeServices(database, clientOptions(config));
    const [backend] = await database.backends.list();
    if (backend === undefined) throw new Error('there is no backend');
    return await withSessions(
      backend,
      services,
      () => undefined,
      async (sessions) => {
        const { facts } = await makePlan(sessions, { domains: ['taxes'] }, services, () => undefined);
        const taxes = facts.get('taxes')?.planned.proveTaxes?.();
        if (taxes === undefined) throw new Error('the taxes could not be planned');
        return work(sessions, taxes);
      },
    );
  } finally {
    await database.close();
  }
}

const secondsSince = (begun: number) => (performance.now() - begun) / 1000;
const rounded = (value: number) => Number(value.toFixed(2));
