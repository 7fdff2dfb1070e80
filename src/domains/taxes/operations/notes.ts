import { classColumnOf } from '../../shared/class-taxes.ts';
import type { Note } from '../../../core/plan.ts';
import { counted } from '../../../core/counted.ts';
import { namedList } from '../../../core/named-list.ts';
import type { StoreTaxes } from '../facts.ts';
import { columnName, type ClassColumn } from '../desired/class-columns.ts';
import type { MatchedStore } from '../match/match-store.ts';
import { basisNotes } from './basis-notes.ts';
import { branchNotes, settingNotes } from './setting-notes.ts';
import { limitNotes } from './limit-note.ts';
import { leftOutNotes } from './left-out-note.ts';
import { chartPositionNotes } from './chart-position-notes.ts';
import { positionNotes } from './position-notes.ts';
import type { PlanContext } from '../match/context.ts';
import type { MatchedTax } from '../match/tax-outcome.ts';
import type { Source } from '../desired/tax-ref.ts';
import { doubledRates, ratesOfUnknownPlaces, repeatedRates } from '../desired/usable-rates.ts';

/** What people should know about the taxes of a store, beside what becomes of each. */
export function buildNotes(
  { chart, classTaxes, desired, destination, limited, order, taxes, winners }: MatchedStore,
  context: PlanContext,
) {
  return [
    ...settingNotes(context),
    ...branchNotes(context),
    ...limitNotes(limited, context),
    ...leftOutNotes(desired, context.input.policy.taxes.positionLimit),
    ...basisNotes(desired.places, context.input.store.policy),
    ...positionNotes(desired.places, order, winners),
    ...chartPositionNotes(chart, context),
    ...rateNotes(context.input.store, context),
    ...productNotes(destination.sources, classTaxes, context),
    ...roundedNotes(desired.columns),
    ...roundingMethodNotes(context),
    ...untaggedNotes([...classTaxes, ...taxes]),
  ];
}

/** What people should know about the rates of the store, beside what becomes of each. */
function rateNotes(store: StoreTaxes, context: PlanContext): Note[] {
  const rates = store.rates.toSorted((a, b) => a.id - b.id);
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
        one: 'tax rate is for a state that the store does not list, or that no state in Odoo represents; it alone is left out',
        many: 'tax rates are for states that the store does not list, or that no state in Odoo represents; they alone are left out',
      },
      'A state that the store does not list: correct the rate there (WooCommerce, Settings, Tax). One that Odoo lacks: create it (Contacts, Configuration, Fed. States), or decide what "To Review" lists about it, then sync.',
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
      'WooCommerce lists each rate once: look for a plugin that changes the REST API, and update or deactivate it.',
    ),
    ...listed(
      'class_unreadable',
      (store.classFaults ?? []).map(({ field, id, message }) => `${id ?? field}: ${message}`),
      {
        one: 'tax class of the store cannot be understood; it alone is left out, and what is in Odoo for it stays',
        many: 'tax classes of the store cannot be understood; they alone are left out, and what is in Odoo for them stays',
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

function listed(
  code: string,
  items: readonly string[],
  text: { one: string; many: string },
  hint = 'Correct it in the store (WooCommerce, Settings, Tax).',
): Note[] {
  if (items.length === 0) return [];
  return [
    {
      level: 'review',
      code,
      message: `${counted(items.length, text.one, text.many)}: ${namedList(items, EXAMPLES)}.`,
      hint,
    },
  ];
}

/** Products that do not carry what the store would have them carry. */
function productNotes(
  sources: readonly Source[],
  classTaxes: readonly MatchedTax[],
  context: PlanContext,
): Note[] {
  const { company, products } = context.input.odoo;
  const former = sources.filter((source) => source.former);
  const standard = classTaxes.find(({ desired }) => desired.key === 'standard')?.ref.id;
  const defaultId = company.defaultSaleTaxId;
  const mapped = new Set([standard, ...former.map(({ ref }) => ref.id)]);
  const carriers = defaultId === null || mapped.has(defaultId) ? 0 : (products.byTax.get(defaultId) ?? 0);
  return [
    ...former.map(({ column, ref }): Note => {
      const count = products.byTax.get(ref.id ?? 0) ?? 0;
      const name = context.taxes.get(ref.id ?? 0)?.name ?? ref.text;
      const isDefault = ref.id === defaultId;
      const isGone =
        classColumnOf(context.companyId, context.taxes.get(ref.id ?? 0)?.externalId) !== column.key;
      const whose = isGone
        ? `"${name}" of a class that is gone (it is taxed as ${columnName(column)})`
        : `"${name}" of the class ${columnName(column)}`;
      const still = isDefault
        ? `${carry(count)} the former tax ${whose}, and new ones get it: it is the company's default sale tax`
        : `${carry(count)} still the former tax ${whose}; it stays until none does`;
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
            message: `${carry(carriers)} the company's default sale tax "${context.taxes.get(defaultId ?? 0)?.name ?? ''}", which is the tax of no class of the store.`,
            hint: 'Where they are sold in the store, give them the tax of their class: fiscal positions map only those.',
          },
        ]),
  ];
}

function carry(count: number): string {
  return count === 0 ? 'No product carries' : counted(count, 'product carries', 'products carry');
}

/** Totals at the store's address that have more decimals than Odoo keeps. */
function roundedNotes(columns: readonly ClassColumn[]): Note[] {
  return columns
    .filter(({ rounded }) => rounded)
    .map((column) => ({
      level: 'info',
      code: 'percent_rounded',
      message: `The taxes of ${columnName(column)} at the store's address total ${column.percent}% after rounding to the four decimals that Odoo keeps; where no fiscal position applies, large amounts can differ by a cent.`,
    }));
}

/** Without one of the two methods that Odoo has, nothing is certain about cents; all else can be planned. */
function roundingMethodNotes({ input: { odoo } }: PlanContext): Note[] {
  const { name, rounding } = odoo.company;
  if (rounding === 'round_per_line' || rounding === 'round_globally') return [];
  const found = rounding === '' ? 'has no rounding method for taxes' : `rounds taxes by "${rounding}"`;
  return [
    {
      level: 'info',
      code: 'rounding_method',
      message: `The company ${name} ${found} in Odoo, so totals can differ from the store by some cents.`,
      hint: 'Set it with "woo-odoo check --align tax_rounding", or in Odoo (Accounting, Configuration, Settings).',
    },
  ];
}

/** New taxes of which nothing shows where the tax report counts them. Reported with the plan that creates them. */
function untaggedNotes(taxes: readonly MatchedTax[]): Note[] {
  const found = taxes.flatMap(({ desired, outcome }) =>
    outcome.kind === 'create' && outcome.booking.untagged && !desired.isNone ? [{ desired, outcome }] : [],
  );
  if (found.length === 0) return [];
  const names = namedList(
    found.map(({ outcome }) => `"${outcome.name}"`),
    EXAMPLES,
  );
  const abroad = found.some(({ desired }) => desired.abroad !== null);
  const which =
    found.length === 1 ? '1 new tax has' : `${found.length.toLocaleString('en-US')} new taxes have`;
  return [
    {
      level: 'info',
      code: 'taxes_untagged',
      message: `${which} no report tags, because the company has no tax of the same kind that has some: ${names}. Odoo's tax report leaves out what is sold with them, so add these amounts to the VAT return yourself.`,
      hint: `Ask your accountant for the tags, and enter them in Odoo (Accounting, Configuration, Taxes: Tax Grids).${
        abroad
          ? ' For sales to other countries of the EU, install "EU Intra-community Distance Selling" (l10n_eu_oss) in Odoo before the first sync: created taxes then take its tags.'
          : ''
      }`,
    },
  ];
}
