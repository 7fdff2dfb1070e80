import { Decimal } from 'decimal.js';
import type { ExplainedTable } from '../../../core/explanation.ts';
import type { ProofAnswers, ProofLine, TaxProbe } from '../../../core/tax-proof.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { Exact } from '../../shared/decimals.ts';
import type { OdooTax, StoreTaxPolicy } from '../facts.ts';
import type { PlanContext } from '../match/context.ts';
import { mapTaxes } from '../odoo-rules/map-taxes.ts';
import { includedFactor, keptPrice, priceAfterMapping } from '../odoo-rules/mapped-price.ts';
import type { BasketTax, PartTax } from '../woocommerce-rules/basket.ts';
import { chargesOf } from './odoo-tax.ts';

/** What both computations are made of. */
export interface ComputationInput {
  readonly policy: StoreTaxPolicy;
  readonly context: PlanContext;
  readonly rates: readonly StoreTaxRate[];
  readonly basketTax: (
    lines: readonly ProofLine[],
    shipping: ProofAnswers['shipping'],
    address: TaxProbe['address'],
  ) => BasketTax;
  readonly classTaxIds: (taxClass: string) => readonly number[] | null;
  readonly shippingTaxIds: (classes: readonly string[]) => readonly number[] | null;
}

const HEAD = ['line', 'base', 'rate', 'tax', 'rounded'];
/** Enough to see where half a cent tips. */
const SHOWN_DECIMALS = 6;

/**
 * How each side computes the tax of a basket, line by line: what the store's rates and Odoo's taxes give by our rules, and
 * what the servers charged. Pure.
 */
export function computationsOf(
  probe: TaxProbe,
  answers: ProofAnswers,
  input: ComputationInput,
): ExplainedTable[] {
  return [storeTable(probe, answers, input), odooTable(answers, input)];
}

function storeTable(
  { address }: TaxProbe,
  { lines, shipping, store }: ProofAnswers,
  input: ComputationInput,
): ExplainedTable {
  const { policy, rates } = input;
  const basket = input.basketTax(lines, shipping, address);
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  const rounding = policy.roundAtSubtotal ? 'rounded once per order' : 'rounded on each line';
  const place = policy.basedOn === 'base' ? ", by the store's own address" : '';
  const rowsOf = (label: string, part: PartTax | undefined, roundsHere: boolean) =>
    part === undefined ? [] : storeRows(label, part, byId, roundsHere);
  return {
    title: `WooCommerce: ${policy.pricesIncludeTax ? 'prices with tax' : 'prices without tax'}, ${rounding}${place}`,
    head: HEAD,
    rows: [
      ...lines.flatMap((line, at) => rowsOf(labelOf(line), basket.lines[at], !policy.roundAtSubtotal)),
      ...(shipping === null ? [] : rowsOf('shipping', basket.shipping[0], !policy.roundAtSubtotal)),
      ['by its rates', '', '', '', basket.totalTax],
      ['charged', '', '', '', store],
    ],
    empty: '',
  };
}

const labelOf = ({ price, quantity, taxClass }: ProofLine) => `${quantity} × ${price}, ${taxClass}`;

function storeRows(
  label: string,
  { net, perRate, tax }: PartTax,
  rates: ReadonlyMap<number, StoreTaxRate>,
  roundsHere: boolean,
): string[][] {
  if (perRate.length === 0) return [[label, net, 'no rate', '0', roundsHere ? tax : '']];
  const decimals = decimalsOf(net);
  const plain = perRate.filter(({ rateId }) => rates.get(rateId)?.compound !== true);
  let charged = Exact.sum(0, ...plain.map((each) => each.tax));
  return perRate.map(({ rateId, tax: exact }) => {
    const rate = rates.get(rateId);
    const isCompound = rate?.compound === true;
    const base = isCompound ? charged.plus(net) : new Exact(net);
    if (isCompound) charged = charged.plus(exact);
    const rounded = roundsHere ? new Exact(exact).toFixed(decimals, Decimal.ROUND_HALF_UP) : '';
    const name = rate === undefined ? `rate ${rateId}` : `${new Exact(rate.rate).toFixed()}% ${rate.name}`;
    return [label, shown(base), isCompound ? `${name}, compound` : name, shown(exact), rounded];
  });
}

function odooTable(
  { lines, odoo, positionId, shipping }: ProofAnswers,
  input: ComputationInput,
): ExplainedTable {
  const { company, currencyDecimals, positions } = input.context.input.odoo;
  const isGlobal = company.rounding === 'round_globally';
  const position = positions.find(({ id }) => id === positionId)?.name;
  const side = new OdooSide(positionId, isGlobal ? undefined : currencyDecimals, currencyDecimals, input);
  const classes = lines.map(({ taxClass }) => taxClass);
  const rows = [
    ...lines.flatMap((line) =>
      side.rows(labelOf(line), line.price, line.quantity, input.classTaxIds(line.taxClass) ?? []),
    ),
    ...(shipping === null || new Exact(shipping.cost).isZero()
      ? []
      : side.rows('shipping', shipping.cost, 1, input.shippingTaxIds(classes) ?? [])),
  ];
  const where = position === undefined ? 'no fiscal position' : `fiscal position “${position}”`;
  return {
    title: `Odoo: ${where}, ${isGlobal ? 'rounded once per order' : 'rounded on each line'}`,
    head: HEAD,
    rows: [...rows, ['by its taxes', '', '', '', side.total()], ['charged', '', '', '', odoo]],
    empty: '',
  };
}

/** The lines of Odoo's side, summed up as they are computed. */
class OdooSide {
  readonly #positionId: number | null;
  /** Absent where Odoo rounds once per document. */
  readonly #lineDecimals: number | undefined;
  readonly #decimals: number;
  readonly #context: PlanContext;
  /** By tax: rounding once per order rounds what each tax takes of all lines. */
  readonly #sums = new Map<number, Decimal>();
  /** A tax that is no percentage: only Odoo knows what it takes. */
  #isOpen = false;

  constructor(
    positionId: number | null,
    lineDecimals: number | undefined,
    decimals: number,
    { context }: ComputationInput,
  ) {
    this.#positionId = positionId;
    this.#lineDecimals = lineDecimals;
    this.#decimals = decimals;
    this.#context = context;
  }

  rows(label: string, price: string, quantity: number, carriedIds: readonly number[]): string[][] {
    const { input, series, taxes } = this.#context;
    const carried = carriedIds.flatMap((id) => taxes.get(id) ?? []);
    const mapped = mapTaxes(series, this.#positionId, carriedIds, input.odoo.positions, input.odoo.taxes)
      .flatMap((id) => taxes.get(id) ?? [])
      .flatMap((tax) => this.#partsOf(tax));
    const changed = priceAfterMapping(price, carried[0], mapped);
    const kept = changed.equals(price) ? price : keptPrice(series, changed).price;
    const net = new Exact(kept).times(quantity).dividedBy(includedFactor(mapped));
    if (mapped.length === 0) return [[label, shown(net), 'no tax', '0', this.#rounded(new Exact(0))]];
    const open = mapped.filter(({ amountType }) => amountType !== 'percent');
    if (open.length > 0) {
      this.#isOpen = true;
      return mapped.map(({ amountType, name }) => [label, shown(net), `${name} (${amountType})`, '', '']);
    }
    return chargesOf(mapped, net).map(({ amount, base, tax: { id, name, percent } }) => {
      const decimals = this.#lineDecimals;
      const charged = decimals === undefined ? amount : roundedTo(amount, decimals);
      this.#sums.set(id, charged.plus(this.#sums.get(id) ?? 0));
      return [label, shown(base), `${percent}% ${name}`, shown(amount), this.#rounded(amount)];
    });
  }

  total(): string {
    if (this.#isOpen) return '';
    const sums = [...this.#sums.values()].map((sum) => roundedTo(sum, this.#decimals));
    return Exact.sum(0, ...sums).toFixed(this.#decimals);
  }

  #rounded(amount: Decimal): string {
    const decimals = this.#lineDecimals;
    return decimals === undefined ? '' : roundedTo(amount, decimals).toFixed(decimals);
  }

  #partsOf(tax: OdooTax): OdooTax[] {
    if (tax.childIds === undefined || tax.childIds.length === 0) return [tax];
    return tax.childIds.flatMap((id) => this.#context.taxes.get(id) ?? []);
  }
}

const roundedTo = (amount: Decimal, decimals: number) =>
  amount.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);

const shown = (amount: Decimal.Value) => new Exact(amount).toDecimalPlaces(SHOWN_DECIMALS).toFixed();

/** With how many decimals an amount is written. */
const decimalsOf = (amount: string) => amount.split('.')[1]?.length ?? 0;
