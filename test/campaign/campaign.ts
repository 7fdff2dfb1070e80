import { describeFault } from './faults.ts';
import { runScenario, type Defect, type ScenarioResult } from './run-scenario.ts';
import { scenarioOf, type Scenario } from './scenario.ts';
import { World, type WorldKind } from './world.ts';

/** One run of the campaign, done. */
export interface CampaignRun extends ScenarioResult {
  readonly scenario: Scenario;
  readonly seconds: number;
}

/** The worlds of a campaign, each made when it is first needed. */
export class Campaign {
  readonly #worlds = new Map<string, Promise<World>>();
  readonly #defect: Defect;

  constructor(defect: Defect = {}) {
    this.#defect = defect;
  }

  async run(seed: number): Promise<CampaignRun> {
    const scenario = scenarioOf(seed);
    const started = performance.now();
    const world = await this.#worldOf(scenario.kind);
    const result = await runScenario(scenario, world, this.#defect).catch((error: unknown) => ({
      problems: [`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
      statuses: [],
    }));
    return { ...result, scenario, seconds: (performance.now() - started) / 1_000 };
  }

  async close(): Promise<void> {
    for (const world of this.#worlds.values()) await (await world).close();
  }

  #worldOf(kind: WorldKind): Promise<World> {
    const key = JSON.stringify(kind);
    const world = this.#worlds.get(key) ?? World.make(kind);
    this.#worlds.set(key, world);
    return world;
  }
}

/** A failed run for people: its seed, what happened in it, and what was wrong at the end. */
export function describeRun({ problems, scenario, statuses }: CampaignRun): string {
  const { beginning, changes, edits, kind, rounds, seed } = scenario;
  const world = `Odoo ${kind.series}, ${kind.shop} shop, ${kind.app ? 'with' : 'without'} the app, ${beginning}`;
  return [
    `seed ${seed}: ${world}`,
    ...changes.map((change) => `  store before: ${change}`),
    ...edits.map((edit) => `  person before: ${edit}`),
    ...rounds.map(
      (faults, index) =>
        `  sync ${index + 1} (${statuses[index] ?? '-'}): ${faults.map(describeFault).join('; ')}`,
    ),
    ...problems.map((problem) => `  PROBLEM ${problem}`),
    `  replay: npm run campaign -- --replay ${seed}`,
  ].join('\n');
}
