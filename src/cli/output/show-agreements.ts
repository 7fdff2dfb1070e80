import type { Agreement, Alignment } from '../../core/agreement.ts';
import { counted } from '../../core/counted.ts';
import type { Checked } from '../../engine/queries/check.ts';
import { printNext, line, paint, safe, printText, type OutputStream } from './terminal.ts';

const SIGNS = { agree: '=', differ: '!', unknown: '?' } as const;
const STYLES = { agree: 'green', differ: 'red', unknown: 'yellow' } as const;

/** Prints what `check` found: what differs, what is not known, and in a few words what agrees. */
export function showAgreements(out: OutputStream, checked: Checked): void {
  const { backend, odoo, agreements, failures } = checked;
  printText(
    out,
    paint(out, 'bold', `Check of ${safe(backend.name)}`) +
      ` (Odoo ${odoo.series}, database ${safe(odoo.database)}, ${safe(odoo.company)})`,
  );
  for (const { domain, message, hint } of failures) {
    line(out);
    printText(out, paint(out, 'red', `${domain} could not be read: ${safe(message)}`), '  ');
    if (hint !== undefined) printText(out, safe(hint), '  ');
  }
  for (const verdict of ['differ', 'unknown'] as const) {
    for (const agreement of withVerdict(agreements, verdict)) showPoint(out, agreement);
  }
  showAgreeing(out, withVerdict(agreements, 'agree'));
  line(out);
  line(out, conclusion(out, checked));
  const open = withVerdict(agreements, 'differ').find(({ align }) => align !== undefined);
  if (open !== undefined) printNext(out, `woo-odoo check --align ${open.key} (shows the change, then asks)`);
  else printNext(out, 'woo-odoo verify taxes (both servers compute the same taxes)');
}

/** Prints the one write that settles a point, before it is asked for. */
export function showAlignment(out: OutputStream, { topic, meaning }: Agreement, alignment: Alignment): void {
  const { model, ids, field, from, to } = alignment;
  line(out, paint(out, 'bold', safe(topic)));
  printText(out, safe(meaning), '  ');
  line(out, `  ${model} ${ids.join(', ')}, ${field}`);
  printText(out, safe(from), '    now   ');
  printText(out, paint(out, 'green', safe(to)), '    then  ');
}

function showPoint(
  out: OutputStream,
  { key, topic, store, odoo, verdict, meaning, remedy }: Agreement,
): void {
  const style = STYLES[verdict];
  line(out);
  printText(
    out,
    `${paint(out, [style, 'bold'], safe(topic))} (${key})`,
    paint(out, style, `  ${SIGNS[verdict]} `),
  );
  printText(out, shownValue(store), '      store  ');
  printText(out, shownValue(odoo), '      Odoo   ');
  printText(out, safe(meaning), '      ');
  if (remedy !== '') printText(out, safe(remedy), '      -> ');
}

const shownValue = (text: string) => (text === '' ? '(not set)' : safe(text));

function showAgreeing(out: OutputStream, agreements: readonly Agreement[]): void {
  if (agreements.length === 0) return;
  line(out);
  const named = agreements.map(({ topic, store }) => safe(store === '' ? topic : `${topic} (${store})`));
  printText(out, paint(out, STYLES.agree, named.join(', ')), paint(out, STYLES.agree, '  = agree: '));
}

function conclusion(out: OutputStream, { agreements, failures }: Checked): string {
  const differing = withVerdict(agreements, 'differ').length;
  const unknown = withVerdict(agreements, 'unknown').length;
  const parts = [
    differing > 0 ? `${differing} of ${agreements.length} points differ` : '',
    unknown > 0 ? counted(unknown, 'is unknown', 'are unknown') : '',
    failures.length > 0 ? `${failures.map(({ domain }) => domain).join(', ')} could not be read` : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return paint(out, ['green', 'bold'], 'WooCommerce and Odoo match.');
  return paint(
    out,
    [differing > 0 || failures.length > 0 ? 'red' : 'yellow', 'bold'],
    `${parts.join(', ')}.`,
  );
}

function withVerdict(agreements: readonly Agreement[], verdict: Agreement['verdict']): Agreement[] {
  return agreements.filter((agreement) => agreement.verdict === verdict);
}
