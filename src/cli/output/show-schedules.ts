import { counted } from '../../core/counted.ts';
import { agreementOf } from '../../core/proof.ts';
import type { PlannedTimes } from '../../engine/backends/schedules.ts';
import type { BackendStatus, LastProof } from '../../engine/backends/status.ts';
import type { Schedule } from '../../database/port.ts';
import { STATUS_STYLE } from './show-report.ts';
import { shellWord } from './shell-word.ts';
import { table } from './table.ts';
import { printNext, line, moment, paint, printText, safe, widthOf, type OutputStream } from './terminal.ts';

export function showSchedules(out: OutputStream, all: readonly PlannedTimes[]): void {
  if (all.length === 0) {
    line(out, 'No schedule yet. To add one: woo-odoo schedule set');
    return;
  }
  const rows = all.map(({ backend, schedule, next }) => [
    safe(backend.name),
    schedule.kind,
    timingText(schedule),
    next.map((time) => wallTime(time, schedule.timeZone)).join(', '),
  ]);
  line(out, table(['backend', 'kind', 'when', 'next'], rows, widthOf(out)));
  printNext(out, 'woo-odoo status (whether a service runs them)');
}

export function showStatus(out: OutputStream, all: readonly BackendStatus[]): void {
  if (all.length === 0) {
    line(out, 'No backend yet. To add one: woo-odoo backend add');
    return;
  }
  const rows = all.map(({ backend, lastRun, schedules, odoo, proofs }) => [
    safe(backend.name),
    lastRun === null
      ? 'no runs yet'
      : `${paint(out, STATUS_STYLE[lastRun.status], lastRun.status)} ${lastRun.kind} ${lastRun.id}, ${moment(lastRun.startedAt)}`,
    proofs.map((proof) => proofText(out, proof)).join(', ') || 'none yet',
    schedules
      .map(({ schedule, next: [first] }) =>
        first === undefined ? '' : `${schedule.kind} ${wallTime(first, schedule.timeZone)}`,
      )
      .join(', ') || 'no schedule',
    odooText(odoo),
  ]);
  line(out, table(['backend', 'last run (UTC)', 'last checks', 'next', 'Odoo'], rows, widthOf(out)));
  for (const { backend, limitations } of all)
    if (limitations > 0)
      printText(
        out,
        paint(
          out,
          'gray',
          `${safe(backend.name)}: ${counted(limitations, 'limitation')} of Odoo, as in the last run (woo-odoo plan ${shellWord(safe(backend.name))} --all lists ${limitations === 1 ? 'it' : 'them'})`,
        ),
      );
  printNext(out, nextStep(all));
}

function nextStep(all: readonly BackendStatus[]): string {
  // Without a name those commands work on the only backend that there is.
  const of = (name: string) => (all.length > 1 ? ` ${shellWord(safe(name))}` : '');
  const [open] = all.flatMap(({ lastRun }) =>
    lastRun !== null && ['failed', 'partial'].includes(lastRun.status) ? [lastRun.id] : [],
  );
  const fresh = all.find(({ lastRun }) => lastRun === null);
  if (fresh !== undefined) return `woo-odoo sync${of(fresh.backend.name)}`;
  if (open !== undefined) return `woo-odoo runs show ${open} (what is left to do)`;
  if (all.some(({ odoo }) => odoo === null))
    return 'woo-odoo serve (answers the button in Odoo and runs schedules)';
  return `woo-odoo check${of(all[0]?.backend.name ?? '')}`;
}

function proofText(out: OutputStream, { counts, kind, open, state }: LastProof): string {
  if (state === 'failed') return `${kind} ${paint(out, 'red', 'failed')}`;
  const { agree, compared } = agreementOf(counts);
  return `${kind} ${paint(out, open === 0 ? 'green' : 'yellow', `${agree} of ${compared}`)}`;
}

/** A moment as the clocks of a time zone show it: `2026-11-25 06:00 GMT+1`. */
export function wallTime(time: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZoneName: 'short' },
  }).formatToParts(time);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}

function odooText(odoo: BackendStatus['odoo']): string {
  if (odoo === null) return 'unknown: no service has run yet';
  const { state, since, message } = odoo;
  if (state === 'ok') return `responding since ${moment(since)}`;
  if (state === 'no_app') return 'responding; the WooCommerce app is not available to this user';
  return safe(`not responding since ${moment(since)}: ${message ?? ''}`);
}

function timingText({ cron, everyMinutes, timeZone }: Schedule): string {
  return cron === null ? `every ${everyMinutes ?? ''} minutes` : safe(`${cron} (${timeZone})`);
}
