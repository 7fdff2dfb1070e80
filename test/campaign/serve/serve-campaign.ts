import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PEOPLE, rowsOf } from '../../testing/app-in-odoo.ts';
import { chanceOf, type Chance } from '../random.ts';
import { SERVER_FAULTS } from '../server-faults.ts';
import { changeStore, STORE_CHANGES } from '../store-changes.ts';
import { judgeAnswers, type Answered } from './answered.ts';
import { startFleet, type Fleet } from './fleet.ts';
import { growth, megabytes } from './growth.ts';
import type { Figures, FromService } from './service-process.ts';

export interface ServeOptions {
  readonly minutes: number;
  readonly backends: number;
  readonly seed: number;
  /** Takes lines to print. */
  readonly report: (line: string) => void;
}

export interface ServeResult {
  readonly figures: readonly Figures[];
  readonly answered: Answered;
  readonly problems: readonly string[];
}

/** Seconds between two presses, two faults, two changes of the store, two questions over HTTP, and two measurements at least. */
const EVERY = { press: 6, fault: 20, change: 300, http: 10, measure: 60 };
/** How long the last requests may take after the load has ended. */
const LAST_MS = 240_000;

/** A service under load: buttons, schedules, HTTP and faults of both servers; its memory and descriptors are measured meanwhile. */
export async function serveUnderLoad(options: ServeOptions): Promise<ServeResult> {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-serve-'));
  const fleet = await startFleet(folder, options.backends);
  const service = await ServiceProcess.start(folder);
  const figures: Figures[] = [];
  const http = { asked: 0, answered: 0 };
  try {
    await load(options, { fleet, service, figures, http });
    for (const { control } of [fleet.woo, fleet.odoo]) control.clearFaults();
    await lastAnswers(fleet);
    const faults = await service.stop();
    const answered = await judgeAnswers(folder, fleet.odoo);
    const problems = [
      ...growth(figures),
      ...answered.problems,
      ...faults.slice(0, 5),
      ...(answered.pressed === answered.answered
        ? []
        : [`${answered.pressed} requests, ${answered.answered} answered`]),
      ...(http.asked === http.answered ? [] : [`${http.asked} HTTP requests, ${http.answered} answered`]),
    ];
    options.report(
      `${answered.pressed} presses, ${answered.answered} answered by ${answered.runs} runs; HTTP ${http.answered} of ${http.asked}`,
    );
    return { figures, answered, problems };
  } finally {
    service.kill();
    await fleet.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Load {
  readonly fleet: Fleet;
  readonly service: ServiceProcess;
  readonly figures: Figures[];
  readonly http: { asked: number; answered: number };
}

async function load({ minutes, report, seed }: ServeOptions, running: Load): Promise<void> {
  const { fleet, figures, http, service } = running;
  const chance = chanceOf(seed);
  const seconds = Math.ceil(minutes * 60);
  const measureEvery = Math.max(EVERY.measure, Math.floor(seconds / 30));
  const end = performance.now() + seconds * 1_000;
  for (let second = 1; performance.now() < end; second += 1) {
    if (second % EVERY.press === 0) press(fleet, chance);
    if (second % EVERY.fault === 0) breakOne(fleet, chance);
    if (second % EVERY.change === 0) changeStore(fleet.woo, chance.pick(CHANGES));
    if (second % EVERY.http === 0) await askOver(service.url, http);
    if (second % measureEvery === 0 || (figures.length === 0 && second === 30)) {
      const found = await service.figures();
      figures.push(found);
      report(describeFigures(second, found));
      // Logs of the stand-ins are not what is measured, but would fill this process.
      for (const { control } of [fleet.woo, fleet.odoo]) if (!control.hasFaults()) control.reset();
    }
    await sleep(1_000);
  }
}

const CHANGES = Object.keys(STORE_CHANGES) as [string, ...string[]];

function press({ odoo }: Fleet, chance: Chance): void {
  const rows = rowsOf(odoo, 'x_woo_backend');
  const row = rows[chance.below(rows.length)];
  if (row === undefined) return;
  const button = chance.percent(80) ? 'sync' : 'preview';
  odoo.control.press(PEOPLE.seller.login, `woo_connector.action_request_${button}`, 'x_woo_backend', row.id);
}

function breakOne({ odoo, woo }: Fleet, chance: Chance): void {
  const side = chance.pick(['store', 'odoo'] as const);
  const [, action] = chance.pick(SERVER_FAULTS[side]);
  const { control } = { store: woo, odoo }[side];
  control.clearFaults();
  control.fault({ action, at: 1 + chance.below(40) });
}

async function askOver(url: string, http: Load['http']): Promise<void> {
  for (const path of ['/healthz', '/readyz', '/']) {
    http.asked += 1;
    const answer = await fetch(url + path, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer !== undefined) http.answered += 1;
  }
}

async function lastAnswers({ odoo }: Fleet): Promise<void> {
  const end = performance.now() + LAST_MS;
  const isOpen = () =>
    rowsOf(odoo, 'x_woo_backend').some(
      (row) => row['x_served_number'] !== row['x_request_number'] || row['x_lease_token'] !== false,
    );
  while (isOpen() && performance.now() < end) await sleep(500);
}

function describeFigures(second: number, { descriptors, heap, resident, resources }: Figures): string {
  return `${String(second).padStart(5)} s: heap ${megabytes(heap)} MB, resident ${megabytes(resident)} MB, ${descriptors} descriptors, ${resources} resources`;
}

class ServiceProcess {
  readonly #child: ChildProcess;
  url = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(folder: string): Promise<ServiceProcess> {
    const child = fork(join(import.meta.dirname, 'service-process.ts'), {
      execArgv: ['--expose-gc'],
      env: {
        PATH: process.env['PATH'],
        ...{ WOO_ODOO_DATA_DIR: folder, WOO_ODOO_PORT: '0', WOO_ODOO_TIMEOUT: '10' },
        ...{ WOO_ODOO_LOG_LEVEL: 'info', WOO_ODOO_POLL_SECONDS: '2' },
      },
    });
    const service = new ServiceProcess(child);
    service.url = (await service.#hear('started')).url;
    return service;
  }

  async figures(): Promise<Figures> {
    const heard = this.#hear('figures');
    this.#child.send('figures');
    return (await heard).figures;
  }

  /** Answers the lines of its log about faults of the program. */
  async stop(): Promise<readonly string[]> {
    const heard = this.#hear('faults');
    this.#child.send('stop');
    const { lines } = await heard;
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
    return lines;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async #hear<Kind extends FromService['kind']>(kind: Kind): Promise<FromService & { kind: Kind }> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`the service ended (${code ?? 'killed'})`));
      const onMessage = (message: unknown) => {
        const heard = message as FromService;
        if (heard.kind !== kind) return;
        this.#child.off('exit', onExit).off('message', onMessage);
        resolve(heard as FromService & { kind: Kind });
      };
      this.#child.on('exit', onExit).on('message', onMessage);
    });
  }
}
