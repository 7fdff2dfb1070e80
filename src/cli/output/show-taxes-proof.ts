import { counted } from '../../core/counted.ts';
import type { TaxesProof, TaxResult } from '../../engine/proof/taxes-report.ts';
import { showCauses } from './show-causes.ts';
import { table } from './table.ts';
import { printNext, line, paint, printText, safe, widthOf, type OutputStream } from './terminal.ts';

const MAX_SHOWN = 20;

/** Prints how many answers agree, why others do not, and both sides of some that differ. */
export function showTaxesProof(out: OutputStream, proof: TaxesProof): void {
  const { backend, causes, counts, leftBehind, results, waiting, withoutCart } = proof;
  const asked = results.length - counts.not_probed;
  const agrees = counts.equal + counts.exempt;
  const summary = `${agrees.toLocaleString('en-US')} of ${counted(asked, 'comparison')} for ${safe(backend.name)} agree to the cent.`;
  printText(out, paint(out, counts.differs === 0 ? 'green' : 'yellow', summary));
  printText(out, otherCounts(counts));
  if (withoutCart !== null)
    printText(out, `${safe(withoutCart)}. The store's rates and settings were used in its place.`, '  ! ');
  if (waiting.length > 0)
    printText(
      out,
      `Left out, since their tax is not in Odoo yet: ${safe(waiting.join(', '))}. Sync, and decide what it lists for review.`,
      '  ! ',
    );
  if (leftBehind !== null)
    printText(
      out,
      `The archived contact and products of the check are still in Odoo: ${safe(leftBehind)} Try again with: woo-odoo verify taxes --clean`,
      '  ! ',
    );
  showCauses(out, causes);
  showDifferences(
    out,
    results.filter(({ verdict }) => verdict === 'differs'),
    proof.currency,
  );
  if (counts.differs === 0) printNext(out, 'woo-odoo verify shipping');
  else printNext(out, 'woo-odoo tax explain --country CODE (both calculations at one address)');
}

function otherCounts({ cent, differs, exempt, not_probed: missing }: TaxesProof['counts']): string {
  const parts = [
    `${differs} differ`,
    `${cent} differ by one cent`,
    ...(exempt > 0
      ? [`${exempt} of business customers without tax by a position that requires a VAT number`]
      : []),
    ...(missing > 0 ? [`${missing} not answered`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function showDifferences(out: OutputStream, results: readonly TaxResult[], currency: string): void {
  if (results.length === 0) return;
  const rows = results
    .slice(0, MAX_SHOWN)
    .map(({ basket, customer, odoo, position, store, why }) => [
      safe(why),
      customer,
      basket,
      store ?? '',
      odoo ?? '',
      safe(position),
    ]);
  line(out);
  const head = ['address', 'customer', 'basket', `store ${safe(currency)}`, 'Odoo', 'fiscal position'];
  line(out, table(head, rows, widthOf(out), [3, 4]));
  if (results.length > MAX_SHOWN) printText(out, `${results.length - MAX_SHOWN} more: --json shows all.`);
}
