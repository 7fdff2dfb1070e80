import { classColumnOf } from '../../../core/class-taxes.ts';
import type { Note } from '../../../core/plan.ts';
import { buildChoice } from '../choice/choose-position.ts';
import type { OdooPosition, StoreTaxes } from '../facts.ts';
import { positionExternalId, positionKeyOf } from '../models.ts';
import type { Place } from '../places/types.ts';
import type { ClassColumn } from './columns.ts';
import { columnName } from './wanted.ts';
import type { PlanContext } from './context.ts';
import type { PlannedTax } from './plan-taxes.ts';
import type { Source } from './sources.ts';
import { doubledRates, ratesOfUnknownPlaces, repeatedRates } from './usable.ts';

/** What people should know about the rates of the store, beside what becomes of each. */
export function rateNotes(store: StoreTaxes, context: PlanContext): Note[] {
  const rates = store.rates.toSorted((one, other) => one.id - other.id);
  const { countries, states } = ratesOfUnknownPlaces(rates, context.input.found);
  const doubled = doubledRates(rates);
  const nameless = store.faults.filter(({ id }) => id === null);
  const twice = repeatedRates(store);
  return [
    ...listed(
      'unknown_country',
      countries.map(({ id, country }) => `${id} (${country})`),
      {
        one: 'tax rate is for a country that the store does not list, so no address can have it',
        many: 'tax rates are for countries that the store does not list, so no address can have them',
      },
    ),
    ...listed(
      'unknown_state',
      states.map(({ id, country, state }) => `${id} (${country} ${state})`),
      {
        one: 'tax rate is for a state that the store does not list',
        many: 'tax rates are for states that the store does not list',
      },
    ),
    ...listed(
      'rates_doubled',
      doubled.map((same) => same.map(({ id }) => id).join(' and ')),
      {
        one: 'pair of tax rates has the same class, place and priority: the store charges only the first',
        many: 'groups of tax rates have the same class, place and priority: the store charges only the first of each',
      },
    ),
    ...listed(
      'rate_repeated',
      twice.map((id) => String(id)),
      {
        one: 'tax rate comes more than once in the list of the store; the first one that can be understood counts',
        many: 'tax rates come more than once in the list of the store; the first one of each that can be understood counts',
      },
    ),
    ...listed(
      'rate_unreadable',
      nameless.map(({ field, message }) => `${field}: ${message}`),
      {
        one: 'tax rate of the store cannot be understood, and has no number',
        many: 'tax rates of the store cannot be understood, and have no numbers',
      },
    ),
  ];
}

/** How many examples a note names. */
const EXAMPLES = 5;

function listed(code: string, items: readonly string[], words: { one: string; many: string }): Note[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, EXAMPLES).join(', ');
  const more = items.length > EXAMPLES ? `, and ${items.length - EXAMPLES} more` : '';
  const what = items.length === 1 ? words.one : words.many;
  return [
    {
      level: 'review',
      code,
      message: `${items.length.toLocaleString('en-US')} ${what}: ${shown}${more}.`,
      hint: 'Correct it in the store (WooCommerce, Settings, Tax).',
    },
  ];
}

/** Products that do not carry what the store would have them carry. */
export function productNotes(
  sources: readonly Source[],
  classTaxes: readonly PlannedTax[],
  context: PlanContext,
): Note[] {
  const { company, products } = context.input.odoo;
  const former = sources.filter((source) => source.former);
  const standard = classTaxes.find(({ wanted }) => wanted.key === 'standard')?.ref.id;
  const usual = company.defaultSaleTaxId;
  const mapped = new Set([standard, ...former.map(({ ref }) => ref.id)]);
  const carriers = usual === null || mapped.has(usual) ? 0 : (products.byTax.get(usual) ?? 0);
  return [
    ...former.map(({ column, ref }): Note => {
      const count = products.byTax.get(ref.id ?? 0) ?? 0;
      const name = context.taxes.get(ref.id ?? 0)?.name ?? ref.text;
      const isDefault = ref.id === usual;
      const isGone =
        classColumnOf(context.companyId, context.taxes.get(ref.id ?? 0)?.externalId) !== column.key;
      const whose = isGone
        ? `"${name}" of a class that is gone (it is taxed as ${columnName(column)})`
        : `"${name}" of the class ${columnName(column)}`;
      const still = isDefault
        ? `${counted(count)} the former tax ${whose}, and new ones get it: it is the company's default sale tax`
        : `${counted(count)} still the former tax ${whose}; it stays until none does`;
      const give =
        'Give these products the tax that the class has now (in Odoo: filter products by Customer Taxes).';
      return {
        level: 'review',
        code: 'products_former_tax',
        message: `${still}.`,
        hint: isDefault ? `Set the default with "woo-odoo check --align tax_default_sale". ${give}` : give,
      };
    }),
    ...(carriers === 0
      ? []
      : [
          {
            level: 'review' as const,
            code: 'products_default_tax',
            message: `${counted(carriers)} the company's default sale tax "${context.taxes.get(usual ?? 0)?.name ?? ''}", which is the tax of no class of the store.`,
            hint: 'Where they are sold in the store, give them the tax of their class: fiscal positions map only those.',
          },
        ]),
  ];
}

function counted(count: number): string {
  if (count === 0) return 'No product carries';
  return count === 1 ? '1 product carries' : `${count.toLocaleString('en-US')} products carry`;
}

/** Totals at the store's address that have more decimals than Odoo keeps. */
export function roundedNotes(columns: readonly ClassColumn[]): Note[] {
  return columns
    .filter(({ rounded }) => rounded)
    .map((column) => ({
      level: 'info',
      code: 'percent_rounded',
      message: `The taxes of ${columnName(column)} at the store's address come to ${column.percent}% after rounding to the four decimals that Odoo keeps; where no fiscal position applies, large amounts can differ by a cent.`,
    }));
}

/**
 * Positions of other people that Odoo would take in places of ours, by the rule of its series: theirs are never changed,
 * so a person must look.
 */
export function winnerNotes(places: readonly Place[], context: PlanContext): Note[] {
  const { companyId, input, positionsByExternalId, series } = context;
  const isOurs = (position: OdooPosition) => positionKeyOf(companyId, position.externalId) !== undefined;
  const others = input.odoo.positions.filter((position) => !isOurs(position));
  if (!others.some(({ active, autoApply }) => active && autoApply)) return [];
  const known = input.odoo.positions.map(({ id }) => id);
  const firstFree = Math.max(0, ...known) + 1;
  const ours = places.map((place, at): OdooPosition => {
    const existing = positionsByExternalId.get(positionExternalId(companyId, place.key));
    return asPosition(place, existing?.id ?? firstFree + at, context);
  });
  const choose = buildChoice(series, [...others, ...ours]);
  const ids = new Set(ours.map(({ id }) => id));
  const won = new Map<number, string[]>();
  places.forEach((place) => {
    const winner = choose(sampleOf(place, context));
    if (winner !== null && !ids.has(winner)) won.set(winner, [...(won.get(winner) ?? []), place.label]);
  });
  return [...won].map(([id, labels]) => {
    const name = others.find((position) => position.id === id)?.name ?? '';
    const shown = labels.slice(0, EXAMPLES).join(', ');
    const more = labels.length > EXAMPLES ? `, and ${labels.length - EXAMPLES} more` : '';
    return {
      level: 'review',
      code: 'position_wins',
      message: `Odoo takes the fiscal position "${name}" (${id}) before those of the store in ${labels.length} of its places: ${shown}${more}.`,
      hint:
        series >= 19
          ? 'Give it a sequence above 9, or take "Detect Automatically" away, if the taxes of the store are to apply there.'
          : 'Give it a higher sequence, or take "Detect Automatically" away, if the taxes of the store are to apply there.',
    };
  });
}

function asPosition(place: Place, id: number, { input }: PlanContext): OdooPosition {
  const countryId = input.found('country', place.country)?.id ?? null;
  return {
    ...{ id, name: place.label, externalId: undefined, active: true, autoApply: true },
    ...{ sequence: place.rank, countryId, countryGroupId: null, groupCountryIds: [] },
    stateIds: place.states.flatMap((state) => stateId(place.country, state, input) ?? []),
    ...{ zipFrom: place.zipFrom, zipTo: place.zipTo, vatRequired: false, foreignVat: false },
    ...{ lines: [], taxIds: [] },
  };
}

/** An address in the place; for everywhere one in some country. */
function sampleOf(place: Place, { input }: PlanContext) {
  const countryId =
    place.country === ''
      ? (input.odoo.countries.at(0)?.id ?? null)
      : (input.found('country', place.country)?.id ?? null);
  const [state] = place.states;
  return {
    countryId,
    stateId: state === undefined ? null : stateId(place.country, state, input),
    zip: place.zipFrom,
  };
}

function stateId(country: string, state: string, { found }: PlanContext['input']): number | null {
  return found('state', `${country}:${state}`)?.id ?? null;
}
