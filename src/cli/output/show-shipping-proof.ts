import { counted } from '../../core/counted.ts';
import type { ShippingResult, ShippingsProof } from '../../engine/proof/shipping-report.ts';
import { showCauses } from './show-causes.ts';
import { table } from './table.ts';
import { printNext, line, paint, printText, safe, widthOf, type OutputStream } from './terminal.ts';

const MAX_SHOWN = 20;

/** Prints how many offers agree, why others do not, and both sides of some that differ. */
export function showShippingProof(out: OutputStream, proof: ShippingsProof): void {
  const { backend, causes, counts, results } = proof;
  const compared = counts.equal + counts.cent + counts.differs + counts.limited;
  const summary = `${counts.equal.toLocaleString('en-US')} of ${counted(compared, 'comparison')} for ${safe(backend.name)} agree to the cent.`;
  printText(out, paint(out, counts.differs === 0 ? 'green' : 'yellow', summary));
  printText(out, otherCounts(counts));
  showNotes(out, proof);
  showCauses(out, causes);
  showDifferences(
    out,
    results.filter(({ verdict }) => verdict === 'differs'),
    proof,
  );
  if (counts.differs === 0) printNext(out, 'woo-odoo verify orders');
  else
    printNext(out, 'woo-odoo shipping explain --country CODE --qty 1 --total 50 (both sides for one cart)');
}

function otherCounts({
  besides,
  cent,
  differs,
  limited,
  not_probed: missing,
}: ShippingsProof['counts']): string {
  const parts = [
    `${differs} differ`,
    `${cent} differ by one cent`,
    `${limited} differ by what Odoo does not support`,
    ...(besides > 0 ? [`${counted(besides, 'place')} where Odoo offers something besides`] : []),
    ...(missing > 0 ? [`${missing} not answered`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function showNotes(
  out: OutputStream,
  { currency, leftBehind, odooBy, odooCurrency, waiting, withoutCart }: ShippingsProof,
): void {
  const notes = [
    odooBy === 'rules'
      ? "For Odoo the connector's rules answered, from the fields of its delivery methods. --wizard asks Odoo's own delivery form."
      : 'For Odoo its own delivery form answered; each quotation was deleted at once.',
    ...(withoutCart === null
      ? []
      : [`${withoutCart}. The store's zones and settings were used in its place.`]),
    ...(currency === odooCurrency
      ? []
      : [`The store's amounts are in ${currency}, those of Odoo in ${odooCurrency}.`]),
    ...(waiting.length === 0 ? [] : [`Without a delivery method in Odoo: ${waiting.join(', ')}.`]),
    ...(leftBehind === null
      ? []
      : [
          `What the check made is still in Odoo: ${leftBehind} Try again with: woo-odoo verify shipping --clean`,
        ]),
  ];
  for (const note of notes) printText(out, safe(note), '  ! ');
}

function showDifferences(
  out: OutputStream,
  results: readonly ShippingResult[],
  { currency, odooCurrency }: Pick<ShippingsProof, 'currency' | 'odooCurrency'>,
): void {
  if (results.length === 0) return;
  const rows = results
    .slice(0, MAX_SHOWN)
    .map(({ basket, method, odoo, odooTax, store, storeTax, why }) => [
      safe(why),
      safe(basket),
      safe(method),
      amount(store, storeTax),
      amount(odoo, odooTax),
    ]);
  line(out);
  const head = ['address', 'basket', 'method', `store ${safe(currency)}`, `Odoo ${safe(odooCurrency)}`];
  line(out, table(head, rows, widthOf(out), [3, 4]));
  if (results.length > MAX_SHOWN) printText(out, `${results.length - MAX_SHOWN} more: --json shows all.`);
}

/** A price with the tax on it, where that is known. */
function amount(price: string | null, tax: string | null): string {
  if (price === null) return 'not offered';
  return tax === null ? price : `${price} + ${tax}`;
}
