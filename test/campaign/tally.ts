import type { CampaignRun } from './campaign.ts';

/** What a campaign was made of, so far. */
export class Tally {
  runs = 0;
  #failed = 0;
  #syncs = 0;
  readonly #faults = new Map<string, number>();
  readonly #statuses = new Map<string, number>();
  readonly #started = performance.now();

  add({ problems, scenario, statuses }: CampaignRun): void {
    this.runs += 1;
    if (problems.length > 0) this.#failed += 1;
    this.#syncs += statuses.length;
    for (const fault of scenario.rounds.flat()) {
      const name =
        fault.kind === 'answer' ? fault.what : fault.kind === 'kill' ? `killed at ${fault.on}` : fault.kind;
      count(this.#faults, name);
    }
    for (const status of statuses) count(this.#statuses, status);
  }

  summary(): string {
    const { user, system } = process.cpuUsage();
    const times = `${((performance.now() - this.#started) / 1_000).toFixed(0)} s, ${((user + system) / 1e6).toFixed(0)} s of CPU`;
    return [
      `${this.runs} runs, ${this.#syncs} disturbed syncs, ${this.#failed} failed (${times})`,
      `  faults: ${listed(this.#faults)}`,
      `  ends of disturbed syncs: ${listed(this.#statuses)}`,
    ].join('\n');
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

const listed = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ');
