import type { OdooTax } from '../facts.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';
import type { TaxMeaning } from './tax-meaning.ts';

/**
 * Taxes of the company that a desired one may correspond to: active percentages that the connector did not create and
 * that are for ordinary sales in the company's own country. Found by percentage and inclusion, so that each desired tax
 * looks at those few alone.
 */
export class AdoptableTaxes {
  readonly #byValue: ReadonlyMap<string, readonly OdooTax[]>;
  readonly #byId: ReadonlyMap<number, OdooTax>;

  readonly #leftOut: ReadonlyMap<string, readonly LeftOut[]>;

  /** @param isOurs by id: whether the connector created the tax */
  constructor(taxes: readonly OdooTax[], meaning: TaxMeaning, isOurs: { has(id: number): boolean }) {
    const alike = taxes
      .filter((tax) => tax.active && tax.amountType === 'percent' && !isOurs.has(tax.id))
      .sort((a, b) => a.id - b.id)
      .map((tax) => ({ tax, why: meaning(tax) }));
    const found = alike.flatMap(({ tax, why }) => (why === null ? [tax] : []));
    this.#leftOut = Map.groupBy(
      alike.flatMap(({ tax, why }) => (why === null ? [] : [{ tax, why }])),
      ({ tax }) => valueOf(tax),
    );
    this.#byValue = Map.groupBy(found, valueOf);
    this.#byId = new Map(found.map((tax) => [tax.id, tax]));
  }

  /** Those with the percentage and inclusion of a desired one, by ascending id. */
  like(desired: Pick<DesiredTax, 'percent' | 'included'>): readonly OdooTax[] {
    return this.#byValue.get(valueOf(desired)) ?? [];
  }

  /** Those with the same value that are for something else, with what reports it. */
  leftOut(desired: Pick<DesiredTax, 'percent' | 'included'>): readonly LeftOut[] {
    return this.#leftOut.get(valueOf(desired)) ?? [];
  }

  /** The one with an id, where it has the percentage and inclusion of a desired one. */
  get(id: number, desired: Pick<DesiredTax, 'percent' | 'included'>): OdooTax | undefined {
    const tax = this.#byId.get(id);
    return tax !== undefined && valueOf(tax) === valueOf(desired) ? tax : undefined;
  }
}

/** A tax that is not taken, although its percentage fits. */
interface LeftOut {
  readonly tax: OdooTax;
  readonly why: string;
}

const valueOf = ({ included, percent }: Pick<DesiredTax, 'percent' | 'included'>) => `${percent} ${included}`;
