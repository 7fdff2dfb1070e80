import type { Traffic } from '../http/serve.ts';
import { isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { ShopHolder } from './application.ts';
import { SettingsControl } from './settings-control.ts';
import type { ShopData, TaxClass, TaxRate } from './state.ts';
import { withClass, withoutClass } from './tax-classes.ts';
import { zipRates } from './zip-rates.ts';

/** Changes the tax classes and rates of a running store from outside, as its merchant and its plugins would. */
export class TaxControl extends SettingsControl {
  readonly #holder: ShopHolder;

  constructor(traffic: Traffic, holder: ShopHolder) {
    super(traffic, holder);
    this.#holder = holder;
  }

  /** Adds a tax rate, or replaces the one with this id. */
  putRate(rate: TaxRate): void {
    this.#change(({ taxRates }) => ({
      taxRates: taxRates.some(({ id }) => id === rate.id)
        ? taxRates.map((other) => (other.id === rate.id ? rate : other))
        : [...taxRates, rate],
    }));
  }

  /** Replaces the whole table, raw rows included. */
  setRates(rates: readonly TaxRate[]): void {
    this.#change(() => ({ taxRates: rates, rawRates: [] }));
  }

  /** Has the list of tax classes show a row as it is, in place of a class; null: behind the others. No row: none is spoiled. */
  spoilTaxClass(row?: Json, instead: string | null = null): void {
    this.#change(({ rawTaxClasses }) => ({
      rawTaxClasses: row === undefined ? [] : [...rawTaxClasses, { row, instead }],
    }));
  }

  /** Adds a row that is served as it is: a rate as text, missing fields, an id that another has, no object at all. */
  putRawRate(row: Json): void {
    this.#change(({ rawRates }) => ({ rawRates: [...rawRates, row] }));
  }

  /** Removes the rate with this id, and raw rows that carry it. */
  removeRate(id: number): void {
    this.#change(({ taxRates, rawRates }) => ({
      taxRates: taxRates.filter((rate) => rate.id !== id),
      rawRates: rawRates.filter((row) => !isJsonObject(row) || row['id'] !== id),
    }));
  }

  /** Adds so many rates of US ZIP codes to the table (see `zipRates`): always the same ones. */
  generateZipRates(count: number): void {
    this.#change(({ taxRates, nextRateId }) => ({ taxRates: taxRates.concat(zipRates(count, nextRateId)) }));
  }

  /** Adds a tax class, or renames the one with this slug. */
  putClass(taxClass: TaxClass): void {
    this.#holder.shop = withClass(this.#holder.shop, taxClass);
  }

  /** Removes a tax class and its rates. */
  removeClass(slug: string): void {
    if (slug === 'standard') throw new Error('the standard class cannot be removed');
    this.#holder.shop = withoutClass(this.#holder.shop, slug);
  }

  #change(edit: (shop: ShopData) => Partial<ShopData>): void {
    const { shop } = this.#holder;
    const changed = { ...shop, ...edit(shop) };
    const nextRateId = changed.taxRates.reduce((next, { id }) => Math.max(next, id + 1), shop.nextRateId);
    this.#holder.shop = { ...changed, nextRateId };
  }
}
