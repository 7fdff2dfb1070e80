import { Decimal } from 'decimal.js';
import type { OdooTax, OdooTaxes } from '../facts.ts';
import { distanceTags, type TaxMeaning } from './tax-meaning.ts';
import { wordsOf } from './words.ts';

/** What a tax of the chart is looked up by. */
export interface TaxLikeness {
  /** Decimal text without trailing zeros. */
  readonly percent: string;
  readonly included: boolean;
  /** The name by which rates call it, where that is one word: `GST`. Empty otherwise. */
  readonly label: string;
}

/** The taxes that came with the company or were made by people, as models for what the connector creates. */
export class ChartTaxes {
  /** Whether the company's taxes are counted in a tax report. */
  readonly usesTags: boolean;
  readonly #domestic: ReadonlyMap<string, readonly OdooTax[]>;
  readonly #distance: ReadonlyMap<string, readonly OdooTax[]>;
  readonly #order: (like: TaxLikeness) => (a: OdooTax, b: OdooTax) => number;

  /** @param isOurs by id: whether the connector created the tax */
  constructor(odoo: OdooTaxes, meaning: TaxMeaning, isOurs: { has(id: number): boolean }) {
    const { company, groups, partTaxes = [], taxes } = odoo;
    const others = [...taxes, ...partTaxes].filter(({ id }) => !isOurs.has(id));
    const byId = new Map(others.map((tax) => [tax.id, tax]));
    const standard = byId.get(company.defaultSaleTaxId ?? 0);
    const parts = new Set(standard?.partIds ?? standard?.childIds);
    const groupNames = new Map(groups.map(({ id, name }) => [id, name]));
    const distance = distanceTags(odoo);
    const isDistance = ({ lines = [] }: OdooTax) =>
      lines.some(({ tagIds }) => tagIds.some((id) => distance.has(id)));
    const simple = others.filter(isSimple);
    this.usesTags = others.some(({ lines = [] }) => lines.some(({ tagIds }) => tagIds.length > 0));
    this.#domestic = Map.groupBy(
      simple.filter((tax) => meaning(tax) === null),
      ({ percent }) => percent,
    );
    this.#distance = Map.groupBy(simple.filter(isDistance), ({ percent }) => percent);
    this.#order = ({ included, label }) => {
      const rank = (tax: OdooTax) =>
        (isCalled(label, [tax.name, groupNames.get(tax.groupId ?? 0) ?? '']) ? 0 : 32) +
        (tax.id === standard?.id ? 0 : 16) +
        (parts.has(tax.id) ? 0 : 8) +
        (tax.active ? 0 : 4) +
        (tax.included === included ? 0 : 2);
      return (a, b) => rank(a) - rank(b) || a.sequence - b.sequence || a.id - b.id;
    };
  }

  /**
   * The tax for ordinary sales in the company's own country with a percentage. There may be several of 0 %, each with a
   * meaning of its own that no percentage shows: then none.
   */
  domestic(like: TaxLikeness): OdooTax | undefined {
    const found = this.allDomestic(like);
    const kinds = new Set(found.filter(({ active }) => active).map(tagsOf));
    if (new Decimal(like.percent).isZero() && kinds.size > 1) return undefined;
    return found[0];
  }

  /** All taxes for ordinary sales in the company's own country with a percentage, the most likely one first. */
  allDomestic(like: TaxLikeness): readonly OdooTax[] {
    return (this.#domestic.get(like.percent) ?? []).toSorted(this.#order(like));
  }

  /**
   * The tax for distance sales (within the EU) with a percentage: that of the country, else another one, whose report
   * tags and account are the same. Undefined where the company has none.
   *
   * @param country ISO code
   */
  distanceSale(like: TaxLikeness, country: string): OdooTax | undefined {
    const own = this.#distance.get(like.percent) ?? [];
    const of = (taxes: readonly OdooTax[]) => taxes.toSorted(this.#order(like));
    const here = of(own).find(({ name }) => isCalled(country, [name]));
    return here ?? of(own)[0] ?? of([...this.#distance.values()].flat())[0];
  }
}

/** A percentage, in the price or not, whose tax is booked by one line. */
function isSimple({ amountType, lines = [] }: OdooTax): boolean {
  if (amountType !== 'percent' && amountType !== 'division') return false;
  return lines.filter(({ document, type }) => document === 'invoice' && type === 'tax').length <= 1;
}

const tagsOf = ({ lines = [] }: OdooTax) =>
  JSON.stringify(lines.map(({ document, tagIds, type }) => [document, type, tagIds]));

/** Whether one of some names has a word. */
function isCalled(word: string, names: readonly string[]): boolean {
  if (word === '') return false;
  const looked = word.toLowerCase();
  return names.some((name) => wordsOf(name).includes(looked));
}
