import type { OdooPosition, OdooTax, OdooTaxes } from '../facts.ts';
import { domesticAmong } from '../odoo-rules/domestic-position.ts';
import { wordsOf } from './words.ts';

/** Why a tax of the company is none for ordinary sales in its own country; null where nothing reports it. */
export type TaxMeaning = (tax: OdooTax) => string | null;

/** Words in names and external ids of charts by which they mark what a tax is for. */
const WORDS: readonly (readonly [meaning: string, words: RegExp])[] = [
  ['sales to other countries of the EU', /^(?:eu|ue|ic|intra|intracom\w*|intrac\w*|vies)$/u],
  ['exports and imports', /^(?:ex|exp|export\w*|imp|import\w*|abroad|third|extra|extracom\w*)$/u],
  ['reverse charge', /^(?:rc|reverse|isp|autoliq\w*|autoliquid\w*|13b)$/u],
  ['distance sales', /^(?:oss|moss|ioss)$/u],
];

/** The tag that Odoo puts on taxes for distance sales within the EU. */
const DISTANCE_SALES_TAG = /^[+-]?OSS$/iu;

/**
 * Tells taxes apart that have the same percentage and not the same meaning: for another country, in positions for other
 * customers, with report lines that take each other back, or by the words that charts use.
 *
 * @param isOfChart whether a position came with the chart of accounts
 * @param isOurs whether the connector created a position
 */
export function taxMeaning(
  odoo: OdooTaxes,
  isOfChart: (position: OdooPosition) => boolean,
  isOurs: (position: OdooPosition) => boolean,
): TaxMeaning {
  const { company } = odoo;
  const home = company.fiscalCountry?.id ?? null;
  const others = odoo.positions.filter((position) => !isOurs(position));
  // As 19 finds it, whatever the series.
  const active = others.filter((position) => position.active).sort((a, b) => a.id - b.id);
  const domestic = home === null ? null : domesticAmong(active, home);
  const isForOthers = (position: OdooPosition) =>
    position.id !== domestic?.id &&
    position.countryId !== home &&
    (isOfChart(position) ||
      position.countryId !== null ||
      position.countryGroupId !== null ||
      position.vatRequired);
  const special = others.filter(isForOthers);
  const replaced = new Map<number, OdooPosition>();
  const kept = new Map(others.filter((each) => !isForOthers(each)).map((each) => [each.id, each]));
  for (const position of special)
    for (const { destinationId, sourceId } of position.lines)
      if (destinationId !== null && destinationId !== sourceId) replaced.set(destinationId, position);
  const byId = new Map(special.map((position) => [position.id, position]));
  const distance = distanceTags(odoo);

  return (tax) => {
    if (tax.countryId !== null && tax.countryId !== home) return 'it is for another country';
    if (isSelfCancelling(tax)) return 'it is for reverse charge: its report lines take each other back';
    if ((tax.lines ?? []).some(({ tagIds }) => tagIds.some((id) => distance.has(id))))
      return 'it is for distance sales';
    const position = replaced.get(tax.id) ?? positionOf(tax, byId, kept);
    if (position !== undefined) return `it belongs to the fiscal position "${position.name}"`;
    const { externalId = '', name } = tax;
    const key = externalId.slice(externalId.indexOf('.') + 1);
    const word = wordsOf(`${name} ${key}`)
      .map(meaningOfWord)
      .find((found) => found !== undefined);
    return word === undefined ? null : `by its name it is for ${word}`;
  };
}

/** The ids of the tags for distance sales. */
export function distanceTags({ tags = [] }: Pick<OdooTaxes, 'tags'>): ReadonlySet<number> {
  return new Set(tags.filter(({ name }) => DISTANCE_SALES_TAG.test(name.trim())).map(({ id }) => id));
}

/** On 19: the position of a tax that is in positions for other customers alone. */
function positionOf(
  { id, originalTaxIds, positionIds }: OdooTax,
  special: ReadonlyMap<number, OdooPosition>,
  kept: ReadonlyMap<number, OdooPosition>,
): OdooPosition | undefined {
  if (positionIds.some((each) => kept.has(each))) return undefined;
  // One that replaces itself alone only stays what it is there.
  if (originalTaxIds.length > 0 && originalTaxIds.every((each) => each === id)) return undefined;
  return positionIds.flatMap((each) => special.get(each) ?? []).at(0);
}

function isSelfCancelling({ lines = [] }: OdooTax): boolean {
  return lines.some(({ factor, type }) => type === 'tax' && factor.startsWith('-'));
}

function meaningOfWord(word: string): string | undefined {
  return WORDS.find(([, words]) => words.test(word))?.[0];
}
