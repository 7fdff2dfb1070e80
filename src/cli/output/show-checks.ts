import { counted } from '../../core/counted.ts';
import type { Check } from '../../engine/doctor/doctor.ts';
import { printNext, line, paint, safe, printText, type OutputStream } from './terminal.ts';

const LABELS = {
  ok: ['ok', 'green'],
  warning: ['warning', 'yellow'],
  problem: ['problem', 'red'],
} as const;

/** Prints what `doctor` found: a line per check, and under it what to do. */
export function showChecks(out: OutputStream, checks: readonly Check[]): void {
  const names = Math.max(...checks.map(({ name }) => name.length));
  let about: string | null | undefined;
  for (const check of checks) {
    if (check.backend !== about) {
      about = check.backend;
      if (about !== null) line(out);
      line(out, paint(out, 'bold', about === null ? 'This machine' : `Backend ${safe(about)}`));
    }
    showCheck(out, check, names);
  }
  line(out);
  line(out, conclusion(out, checks));
  if (checks.every(({ todo }) => todo === undefined))
    printNext(out, 'woo-odoo plan (what a sync would change)');
}

function showCheck(out: OutputStream, { name, status, message, todo }: Check, names: number): void {
  const [word, style] = LABELS[status];
  const before = `${paint(out, style, word)}${' '.repeat(8 - word.length)} ${name.padEnd(names)}  `;
  printText(out, safe(message), `  ${before}`);
  if (todo !== undefined) printText(out, safe(todo), `${' '.repeat(13 + names)}-> `);
}

function conclusion(out: OutputStream, checks: readonly Check[]): string {
  const count = (status: Check['status']) => checks.filter((check) => check.status === status).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  const parts = [
    problems > 0 ? counted(problems, 'problem') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return paint(out, ['green', 'bold'], 'No problems found.');
  return paint(out, [problems > 0 ? 'red' : 'yellow', 'bold'], `${parts.join(', ')}.`);
}
