import { ConnectorError } from '../../src/core/errors.ts';
import { REPORT_AFTER_MS } from '../../src/engine/odoo-app/progress-reporter.ts';
import type { EngineServices } from '../../src/engine/ports.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import { rowsOf } from '../testing/app-in-odoo.ts';
import type { ConnectorProcess } from './connector-process.ts';
import { disturb } from './disturb.ts';
import { differenceOf, endStateOf, isBetween, isSame, type EndState } from './end-state.ts';
import type { Fault } from './faults.ts';
import { lostEdits, type Left } from './people.ts';
import { beginOf, referenceOf, type Reference } from './reference.ts';
import type { Scenario } from './scenario.ts';
import { Sinks } from './sinks.ts';
import type { World } from './world.ts';

/** A defect that is put in on purpose, to see that the campaign finds it. */
export interface Defect {
  /** Changes the engine of the disturbed syncs and of the last ones; the reference is made without. */
  readonly services?: (services: EngineServices) => EngineServices;
  /** Damages the world after the last sync. */
  readonly damage?: (world: World) => void;
}

/** What a scenario came to; no problem: all is as it must be. */
export interface ScenarioResult {
  readonly problems: readonly string[];
  /** How the disturbed syncs ended. */
  readonly statuses: readonly string[];
}

/** Lets a scenario happen, heals the world, syncs once, and compares what there is with what there had to be. */
export async function runScenario(
  scenario: Scenario,
  world: World,
  defect: Defect = {},
): Promise<ScenarioResult> {
  const reference = await referenceOf(scenario, world);
  const left = await beginOf(scenario, world);
  const sinks = new Sinks(world);
  const statuses: string[] = [];
  let process = await world.process(defect.services);
  for (const faults of scenario.rounds) {
    if (process.isKilled) process = await world.process(defect.services);
    const round = await disturbedSync(faults, reference, { process, sinks, world });
    statuses.push(round.status);
    left.push(...round.left);
    world.heal();
  }
  if (process.isKilled) process = await world.process(defect.services);
  process.skew(0);
  const healed = await healedSync(process, world, sinks);
  defect.damage?.(world);
  const found = await endStateOf(world);
  const kept = [...lostEdits(world.odoo, left), ...(await leftovers(world))];
  const again = await quietSync(process, world, sinks);
  const leaks = sinks.leaks();
  const differences = comparisons(found, reference.ends, scenario);
  const isAsLater =
    differences.length > 0 && comparisons(found, await reference.withoutShipping(), scenario).length === 0;
  return {
    problems: [...healed, ...(isAsLater ? [] : differences), ...again, ...kept, ...leaks],
    statuses,
  };
}

interface Round {
  readonly status: string;
  readonly left: readonly Left[];
}

async function disturbedSync(
  faults: readonly Fault[],
  { expected }: Reference,
  { process, sinks, world }: { process: ConnectorProcess; sinks: Sinks; world: World },
): Promise<Round> {
  const happened = disturb(faults, expected, { process, world });
  let status: string;
  try {
    const report = await syncIn(process, world, sinks);
    status = report.status;
  } catch (error) {
    sinks.failed(error);
    status = process.isKilled
      ? 'killed'
      : error instanceof ConnectorError
        ? error.code
        : `thrown: ${String(error)}`;
  }
  await Promise.all(happened.others);
  process.watch();
  happened.catchUp();
  return { status, left: happened.left };
}

async function syncIn(process: ConnectorProcess, world: World, sinks: Sinks): Promise<RunReport> {
  const report = await process.do(() =>
    process.engine.sync(world.backend, {}, (progress) => sinks.progress(progress)),
  );
  await sinks.ended(report, process);
  return report;
}

/** The one sync that has to put everything right. */
async function healedSync(process: ConnectorProcess, world: World, sinks: Sinks): Promise<string[]> {
  try {
    const { error, message, status } = await syncIn(process, world, sinks);
    return status === 'failed' || error !== undefined ? [`the sync after ended ${status}: ${message}`] : [];
  } catch (error) {
    return [`the sync after was refused: ${String(error)}`];
  }
}

/** One more sync, which has nothing to do. */
async function quietSync(process: ConnectorProcess, world: World, sinks: Sinks): Promise<string[]> {
  world.odoo.control.reset();
  const begun = performance.now();
  const { message, outcomes, status } = await syncIn(process, world, sinks);
  const { writes } = world.odoo.control.counts();
  // With the app a run is claimed and ended in any case, and on a busy machine it may last so long that it shows its progress.
  const reports = Math.floor((performance.now() - begun) / REPORT_AFTER_MS);
  const ofTheRun = world.kind.app ? 2 : 0;
  return [
    ...(outcomes.length > 0 ? [`one more sync applied ${outcomes.length} changes: ${message}`] : []),
    ...(writes >= ofTheRun && writes <= ofTheRun + (world.kind.app ? reports : 0)
      ? []
      : [`one more sync wrote ${writes} times (${status}: ${message})`]),
  ];
}

const SHOWN = 4;

function comparisons(found: EndState, ends: readonly EndState[], scenario: Scenario): string[] {
  const changed = scenario.rounds.flat().some(({ kind }) => kind === 'change');
  const differences = ends.map((end) => differenceOf(found, end));
  if (differences.some(isSame)) return [];
  if (changed && isBetween(found, ends)) return [];
  const [closest] = differences.sort((a, b) => sizeOf(a) - sizeOf(b));
  const { extra = [], missing = [] } = closest ?? {};
  const lines = (name: string, all: readonly string[]) =>
    all.slice(0, SHOWN).map((line) => `${name}: ${line}`);
  return [
    `the end differs: ${missing.length} lines missing, ${extra.length} too many`,
    ...lines('missing', missing),
    ...lines('too many', extra),
  ];
}

const sizeOf = ({ extra, missing }: ReturnType<typeof differenceOf>) => extra.length + missing.length;

/** What a run must not leave behind. */
async function leftovers({ backend, database, kind, odoo }: World): Promise<string[]> {
  const runs = await database.runs.list({ limit: 20 });
  const open = runs.filter(({ status }) => status === 'running');
  const tokens = kind.app ? rowsOf(odoo, 'x_woo_backend').map((row) => row['x_lease_token']) : [];
  return [
    ...open.map(({ id }) => `run ${id} is still open`),
    ...((await database.isLocked(backend.id)) ? ['the backend is still locked'] : []),
    ...(tokens.some((token) => token !== false) ? ['the backend is still claimed in Odoo'] : []),
  ];
}
