import { inspect } from 'node:util';
import { pino, type Level } from 'pino';
import { ConnectorError } from '../core/errors.ts';
import { faultId } from '../core/fault-id.ts';
import { wasStopped } from '../core/proof.ts';
import type { ServiceEvent, EmitEvent } from '../service/events.ts';
import type { Scrubber } from './scrub.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export interface LogSettings {
  readonly level: (typeof LOG_LEVELS)[number];
  /** Takes whole lines. */
  readonly write: (line: string) => void;
  readonly scrubber: Scrubber;
}

/** Fields that contain secrets by their name, whatever is in them. */
const SECRET_FIELDS = ['consumerKey', 'consumerSecret', 'odooSecret', 'secret', 'password', 'authorization'];

/** Writes the events of a service as lines of JSON, each with the ids of backend and run it is about. */
export function createLog({ level, write, scrubber }: LogSettings): EmitEvent {
  const log = pino(
    {
      level,
      base: { program: 'woo-odoo', pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '***' },
    },
    // The whole line is looked over: a secret is one in whichever field it turns up.
    { write: (line: string) => write(scrubber.scrub(line)) },
  );
  return (event) => {
    const { at, message, fields } = describe(event);
    log[at]({ event: event.event, ...fields }, message);
  };
}

/** What a job does, as a request asks for it. */
const JOB_NAMES: Readonly<Record<Extract<ServiceEvent, { event: 'asked' }>['job']['kind'], string>> = {
  sync: 'a sync',
  preview: 'a preview',
  apply: 'that a preview be applied',
  proof: 'a check of both servers',
};

interface Line {
  readonly at: Level;
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** An event as a line: how loud, a sentence, and fields to search by. */
function describe(event: ServiceEvent): Line {
  switch (event.event) {
    case 'started':
      return {
        at: 'info',
        message: `started as ${event.role}`,
        fields: { role: event.role, runsAtOnce: event.runsAtOnce },
      };
    case 'leading':
      return {
        at: 'info',
        message: event.leads ? 'became the leader: polls, schedules and notifies' : 'is no longer the leader',
        fields: { leads: event.leads },
      };
    case 'stopping':
      return { at: 'info', message: 'stop requested: active runs complete their current batch' };
    case 'stopped':
      return { at: 'info', message: 'stopped' };
    case 'asked': {
      const { backend, job, joined, request } = event;
      const what = {
        odoo: `request ${request ?? ''} in Odoo`,
        schedule: 'the schedule',
        api: 'a request to the API',
      }[job.origin];
      return {
        at: 'info',
        message: `${what} requested ${JOB_NAMES[job.kind]}${joined ? '; joined one that was already waiting' : ''}`,
        fields: { ...about(backend), kind: job.kind, origin: job.origin, request, joined },
      };
    }
    case 'run_began':
      return {
        at: 'info',
        message: `${event.job.kind} started`,
        fields: { ...about(event.backend), kind: event.job.kind, origin: event.job.origin },
      };
    case 'run_progress':
      return {
        at: 'debug',
        message: event.progress.step,
        fields: { ...about(event.backend), progress: event.progress },
      };
    case 'run_warning':
      return { at: 'warn', message: event.message, fields: about(event.backend) };
    case 'run_ended':
      return describeRun(event);
    case 'run_refused':
      return describeError(event.error, `the ${event.job.kind} did not run to its end`, event.backend);
    case 'proof':
      return describeProof(event);
    case 'polled':
      return {
        at: 'debug',
        message: event.answered ? 'checked for requests' : 'no response',
        fields: { odoo: event.endpoint.url, database: event.endpoint.database },
      };
    case 'odoo_changed': {
      const { state, odooUrl, odooDatabase, message } = event.watch;
      const messages = {
        ok: 'Odoo is responding',
        away: `Odoo is not responding: ${message ?? ''} Next attempt in ${event.retrySeconds} s.`,
        no_app: 'the WooCommerce app is not available to this user: requests from Odoo cannot be handled',
      };
      return {
        at: state === 'away' ? 'warn' : 'info',
        message: messages[state],
        fields: { odoo: odooUrl, database: odooDatabase, state },
      };
    }
    case 'notified': {
      const { backend, state, runId, proofId, failure, givenUp } = event;
      const subject = runId === undefined ? { check: proofId } : { run: runId };
      const fields = { ...about(backend), ...subject, state };
      if (failure === undefined) return { at: 'info', message: `notified: ${state}`, fields };
      return {
        at: givenUp ? 'error' : 'warn',
        message: `${failure}${givenUp ? ' No further attempts.' : ''}`,
        fields,
      };
    }
    case 'recovered':
      return {
        at: 'warn',
        message: `closed ${event.runs} runs of processes that had ended`,
        fields: { runs: event.runs },
      };
    case 'fault':
      return describeError(event.error, event.where);
  }
}

function describeProof({ backend, proof }: Extract<ServiceEvent, { event: 'proof' }>): Line {
  const { counts, id, kind, message, origin, problem, state } = proof;
  const fields = { ...about(backend), proof: id, kind, origin, state };
  if (state === 'done')
    return {
      at: counts.differs > 0 ? 'warn' : 'info',
      message: `check of ${kind}: ${message ?? ''}`,
      fields: { ...fields, ...counts },
    };
  if (state === 'failed')
    return {
      ...(wasStopped(proof)
        ? { at: 'info', message: `check of ${kind}: ${message ?? ''}` }
        : { at: 'error', message: `check of ${kind} failed: ${message ?? ''}` }),
      fields: { ...fields, ...(problem && { code: problem.code }) },
    };
  return { at: 'info', message: `check of ${kind} ${state === 'running' ? 'started' : 'waits'}`, fields };
}

function describeRun({ backend, job, report, seconds }: Extract<ServiceEvent, { event: 'run_ended' }>): Line {
  const { runId, status, kind, message, storeRequests, odooCalls, error, stopped } = report;
  const level = { done: 'info', nothing: 'info', partial: 'warn', failed: 'error' } as const;
  return {
    at: level[status],
    message,
    fields: {
      ...{
        ...about(backend),
        run: runId,
        kind,
        origin: job.origin,
        status,
        seconds,
        storeRequests,
        odooCalls,
      },
      ...(error && { code: error.code }),
      ...(stopped && { stopped }),
    },
  };
}

/** A foreseen failure by its words; a fault of the program by its stack and the number that people are given. */
function describeError(error: unknown, what: string, backend?: { id: string; name: string }): Line {
  const fields = backend === undefined ? {} : about(backend);
  if (error instanceof ConnectorError)
    return { at: 'warn', message: `${what}: ${error.message}`, fields: { ...fields, code: error.code } };
  const stack = error instanceof Error ? (error.stack ?? error.message) : inspect(error, { depth: 2 });
  return {
    at: 'error',
    message: `${what}: internal error`,
    fields: { ...fields, number: faultId(error), stack },
  };
}

function about({ id, name }: { readonly id: string; readonly name: string }): Record<string, unknown> {
  return { backend: id, backendName: name };
}
