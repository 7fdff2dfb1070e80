import { DOMAIN_NAMES, type DomainName } from '../../src/core/operation.ts';
import type { ConnectorProcess } from './connector-process.ts';
import type { Expected } from './disturb.ts';
import { endStateOf, type EndState } from './end-state.ts';
import { editOdoo, type Left } from './people.ts';
import type { Scenario } from './scenario.ts';
import { changeStore } from './store-changes.ts';
import type { World } from './world.ts';

/** What the same world comes to where nothing goes wrong. */
export interface Reference {
  readonly expected: Expected;
  /** More than one where the store changes during the sync, which may have been read before or after. */
  readonly ends: readonly EndState[];
  /**
   * The same where shipping could not be read in the sync before: products kept the taxes that they had, so that taxes were
   * made for them at new places, which the sync after archived again.
   */
  readonly withoutShipping: () => Promise<readonly EndState[]>;
}

/** Does the scenario without its faults; what changes meanwhile happens before the sync, and in another trial after it. */
export async function referenceOf(scenario: Scenario, world: World): Promise<Reference> {
  const during = scenario.rounds.flat().flatMap((fault): ((world: World) => void)[] => {
    if (fault.kind === 'change') return [({ woo }) => changeStore(woo, fault.change)];
    return fault.kind === 'person' ? [({ odoo }) => void editOdoo(odoo, fault.edit)] : [];
  });
  const change = () => {
    for (const each of during) each(world);
  };
  let expected: Expected | undefined;
  const trial = async (changesAfter: boolean, first?: readonly DomainName[]): Promise<EndState> => {
    await beginOf(scenario, world);
    const process = await world.process();
    if (!changesAfter) change();
    if (first !== undefined) await syncIn(process, world, first);
    const counts = await syncIn(process, world);
    expected ??= counts;
    if (changesAfter) {
      change();
      await syncIn(process, world);
    }
    return endStateOf(world);
  };
  const trials = async (first?: readonly DomainName[]): Promise<EndState[]> => {
    const before = await trial(false, first);
    return during.length === 0 ? [before] : [before, await trial(true, first)];
  };
  const ends = await trials();
  if (expected === undefined) throw new Error('nothing was tried');
  const others = DOMAIN_NAMES.filter((name) => name !== 'shipping');
  return { expected, ends, withoutShipping: () => trials(others) };
}

/** The world as it is before the first sync of a scenario. */
export async function beginOf({ beginning, changes, edits }: Scenario, world: World): Promise<Left[]> {
  await world.begin(beginning);
  const left = edits.flatMap((edit) => editOdoo(world.odoo, edit) ?? []);
  for (const change of changes) changeStore(world.woo, change);
  return left;
}

async function syncIn(
  process: ConnectorProcess,
  { backend }: World,
  domains?: readonly DomainName[],
): Promise<Expected> {
  process.watch();
  const report = await process.do(() => process.engine.sync(backend, { domains }, () => undefined));
  if (report.status === 'failed') throw new Error(`the undisturbed sync failed: ${report.message}`);
  return process.counts;
}
