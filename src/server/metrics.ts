import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { ConnectorError } from '../core/errors.ts';
import type { RemoteObserver } from '../core/log.ts';
import { wasStopped } from '../core/proof.ts';
import type { QueueDepth } from '../queue/port.ts';
import type { OdooEndpoint, ServiceEvent, EmitEvent } from '../service/events.ts';

/** What is asked for when somebody reads the figures. */
export interface LiveFigures {
  depth(): Promise<QueueDepth>;
  pollAges(): readonly { readonly endpoint: OdooEndpoint; readonly seconds: number | null }[];
}

/** The figures of this process, in Prometheus' text form. */
export interface Metrics {
  readonly record: EmitEvent;
  readonly observe: RemoteObserver;
  /** From now on `render` asks these too. */
  attach(live: LiveFigures): void;
  render(): Promise<string>;
  readonly contentType: string;
}

/** Seconds: a small call to Odoo takes 0.02, a page of a store 0.08, a sync from one to some hundred. */
const REMOTE_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
const RUN_BUCKETS = [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const named = (name: string, help: string, labelNames: string[]) => ({
    ...{ name: `woo_odoo_${name}`, help, labelNames, registers },
  });
  const runs = new Counter(named('runs_total', 'Runs that ended.', ['backend', 'kind', 'origin', 'status']));
  const seconds = new Histogram({
    ...named('run_seconds', 'How long runs took.', ['kind']),
    buckets: RUN_BUCKETS,
  });
  const operations = new Counter(
    named('operations_total', 'Operations of runs, by what became of them.', ['domain', 'outcome']),
  );
  const remote = new Histogram({
    ...named('remote_request_seconds', 'Requests to stores and Odoos.', ['side', 'server']),
    buckets: REMOTE_BUCKETS,
  });
  const remoteErrors = new Counter(
    named('remote_errors_total', 'Requests that were refused or got no answer.', [
      'side',
      'server',
      'reason',
    ]),
  );
  const polls = new Counter(
    named('polls_total', 'Questions for requests.', ['server', 'database', 'answered']),
  );
  const up = new Gauge(named('odoo_up', '1 while an Odoo answers.', ['server', 'database']));
  const age = new Gauge(named('poll_age_seconds', 'Since an Odoo last answered.', ['server', 'database']));
  const depth = new Gauge(named('queue_jobs', 'Jobs by state, over all processes.', ['state']));
  const notices = new Counter(
    named('notifications_total', 'Notifications by state.', ['state', 'delivered']),
  );
  const faults = new Counter(named('faults_total', 'Unforeseen errors.', ['where']));
  const leads = new Gauge(named('leads', '1 while this process polls, schedules and notifies.', []));
  const proofs = new Counter(
    named('proofs_total', 'Checks of both servers that ended.', ['backend', 'kind', 'state']),
  );
  const differences = new Gauge(
    named('proof_differences', 'Comparisons that differed in the last check.', ['backend', 'kind']),
  );
  let live: LiveFigures | undefined;

  function count(event: ServiceEvent): void {
    switch (event.event) {
      case 'run_ended': {
        const { status, kind, outcomes } = event.report;
        runs.inc({ backend: event.backend.name, kind, origin: event.job.origin, status });
        seconds.observe({ kind }, event.seconds);
        for (const outcome of outcomes) operations.inc({ domain: outcome.domain, outcome: outcome.status });
        return;
      }
      case 'run_refused': {
        const { kind, origin } = event.job;
        runs.inc({ backend: event.backend.name, kind, origin, status: 'failed' });
        if (!(event.error instanceof ConnectorError)) faults.inc({ where: 'a run' });
        return;
      }
      case 'proof': {
        const { counts, kind, state } = event.proof;
        if (state !== 'done' && state !== 'failed') return;
        const end = wasStopped(event.proof) ? 'stopped' : state;
        proofs.inc({ backend: event.backend.name, kind, state: end });
        if (state === 'done') differences.set({ backend: event.backend.name, kind }, counts.differs);
        return;
      }
      case 'polled': {
        const labels = labelsOf(event.endpoint);
        polls.inc({ ...labels, answered: String(event.answered) });
        up.set(labels, event.answered ? 1 : 0);
        return;
      }
      case 'notified':
        notices.inc({ state: event.state, delivered: String(event.failure === undefined) });
        return;
      case 'leading':
        leads.set(event.leads ? 1 : 0);
        return;
      case 'fault':
        faults.inc({ where: event.where });
        return;
      default:
    }
  }

  return {
    record: count,
    observe: ({ side, server, milliseconds, outcome }) => {
      remote.observe({ side, server }, milliseconds / 1000);
      if (outcome !== 'ok') remoteErrors.inc({ side, server, reason: outcome });
    },
    attach: (figures) => (live = figures),
    async render() {
      if (live !== undefined) {
        const { waiting, active } = await live.depth();
        depth.set({ state: 'waiting' }, waiting);
        depth.set({ state: 'active' }, active);
        age.reset();
        for (const { endpoint, seconds: since } of live.pollAges())
          if (since !== null) age.set(labelsOf(endpoint), since);
      }
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

function labelsOf({ url, database }: OdooEndpoint): { server: string; database: string } {
  return { server: new URL(url).host, database };
}
