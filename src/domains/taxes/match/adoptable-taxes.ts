import type { OdooTax, OdooTaxCompany } from '../facts.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';

/**
 * Taxes of the company that a desired one may correspond to: active percentages that the connector did not create and
 * that its invoices may carry. Found by percentage and inclusion, so that each desired tax looks at those few alone.
 */
export class AdoptableTaxes {
  readonly #byValue: ReadonlyMap<string, readonly OdooTax[]>;
  readonly #byId: ReadonlyMap<number, OdooTax>;

  /** @param isOurs by id: whether the connector created the tax */
  constructor(
    taxes: readonly OdooTax[],
    { fiscalCountry }: OdooTaxCompany,
    isOurs: { has(id: number): boolean },
  ) {
    const found = taxes
      .filter((tax) => tax.active && tax.amountType === 'percent' && !isOurs.has(tax.id))
      .filter(({ countryId }) => countryId === null || countryId === fiscalCountry?.id)
      .sort((a, b) => a.id - b.id);
    this.#byValue = Map.groupBy(found, valueOf);
    this.#byId = new Map(found.map((tax) => [tax.id, tax]));
  }

  /** Those with the percentage and inclusion of a desired one, by ascending id. */
  like(desired: Pick<DesiredTax, 'percent' | 'included'>): readonly OdooTax[] {
    return this.#byValue.get(valueOf(desired)) ?? [];
  }

  /** The one with an id, where it has the percentage and inclusion of a desired one. */
  get(id: number, desired: Pick<DesiredTax, 'percent' | 'included'>): OdooTax | undefined {
    const tax = this.#byId.get(id);
    return tax !== undefined && valueOf(tax) === valueOf(desired) ? tax : undefined;
  }
}

const valueOf = ({ included, percent }: Pick<DesiredTax, 'percent' | 'included'>) => `${percent} ${included}`;
