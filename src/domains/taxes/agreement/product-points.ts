import { STANDARD, classColumnOf } from '../../shared/class-taxes.ts';
import { Decimal } from 'decimal.js';
import type { Alignment } from '../../../core/agreement.ts';
import { namedList } from '../../../core/named-list.ts';
import { type OdooTax, type StoreTaxPolicy } from '../facts.ts';
import {
  agrees,
  defaultSaleTax,
  differs,
  isUnknown,
  type AgreementInput,
  type Judgement,
  type Point,
} from './point.ts';

/** Decimals of `account.tax.amount`. */
const TAX_DECIMALS = 4;
/** How many taxes a text names. */
const NAMED = 3;

/** No class has a tax to compare with; what that means stands at the point on taxes as such. */
export const SWITCHED_OFF = isUnknown(
  'taxes are off',
  'While the store charges no tax, its classes have none to compare with.',
  'See "Taxes".',
);

const SYNC_FIRST = 'Run "woo-odoo sync", which creates the taxes of the classes, and check again.';

/** New products get the company's default sale tax; positions replace the taxes of classes and no others. */
export const DEFAULT_SALE_TAX: Point = {
  key: 'tax_default_sale',
  topic: 'Default sale tax',
  matters: "Products created in Odoo get the default sale tax, regardless of the store's standard class.",
  odoo: ({ odoo }) => {
    const { defaultSaleTaxId } = odoo.company;
    if (defaultSaleTaxId === null) return 'none';
    const tax = defaultSaleTax(odoo);
    return tax === undefined ? `tax ${defaultSaleTaxId}` : describe(tax);
  },
  judge: (policy, input) => {
    if (!policy.enabled) return SWITCHED_OFF;
    const standard = input.classTaxes.get(STANDARD);
    if (standard === undefined) {
      return isUnknown(
        '',
        "The tax of the standard class at the store's address is unknown.",
        'Enter the address of the store in WooCommerce (Settings, General) and check again.',
      );
    }
    const store = `${percentOf(standard.percent)}%, ${policy.pricesIncludeTax ? 'included' : 'excluded'}`;
    return standard.taxId === null
      ? judgeByValue(store, standard.percent, policy, input)
      : judgeByRecord(store, standard.taxId, input);
  },
};

/** The tax of the class is still to be made (or the default to be adopted): all that can be compared is its value. */
function judgeByValue(
  store: string,
  percent: string,
  policy: StoreTaxPolicy,
  { odoo }: AgreementInput,
): Judgement {
  const tax = defaultSaleTax(odoo);
  if (tax === undefined && odoo.company.defaultSaleTaxId !== null) {
    return isUnknown(
      store,
      'The default sale tax is none of the sale taxes that could be read.',
      'Look at it in Odoo.',
    );
  }
  const fits =
    tax !== undefined &&
    tax.active &&
    tax.amountType === 'percent' &&
    tax.included === policy.pricesIncludeTax &&
    percentOf(tax.percent) === percentOf(percent);
  if (fits) return agrees(store, SAME_TAX);
  return { ...differs(store, NEW_PRODUCTS, SET_IT), alignAfterSync: true };
}

const SAME_TAX = 'New products in Odoo get the tax of the standard class.';
/** The same before and after the sync that makes the tax, or every first sync would be followed by a second one. */
const SET_IT =
  'Set it with "woo-odoo check --align tax_default_sale", once a sync has created the tax of the class; new products ' +
  'then get it. Products that exist keep their taxes.';
const NEW_PRODUCTS =
  "Products created in Odoo get a different tax from the store's standard class, at every address: fiscal positions " +
  'replace only the taxes of classes.';

function judgeByRecord(store: string, taxId: number, { odoo }: AgreementInput): Judgement {
  const { company, taxes } = odoo;
  if (company.defaultSaleTaxId === taxId) {
    return agrees(store, SAME_TAX);
  }
  const desired = taxes.find(({ id }) => id === taxId);
  // An archived tax as the default would leave new products without one.
  if (desired?.active !== true) return differs(store, NEW_PRODUCTS, SYNC_FIRST);
  const present = defaultSaleTax(odoo);
  const align: Alignment = {
    model: 'res.company',
    ids: [company.id],
    field: 'account_sale_tax_id',
    from: present?.name ?? (company.defaultSaleTaxId === null ? 'none' : `tax ${company.defaultSaleTaxId}`),
    to: desired.name,
    value: taxId,
    before: company.defaultSaleTaxId ?? false,
  };
  return differs(store, NEW_PRODUCTS, SET_IT, align);
}

/** A fiscal position replaces taxes and adds none, so what has no tax is sold without one everywhere. */
export const UNTAXED_PRODUCTS: Point = {
  key: 'products_untaxed',
  topic: 'Products without a sale tax',
  matters: 'Odoo charges no tax on products without one, wherever they are delivered.',
  odoo: ({ odoo: { products } }) => `${products.untaxed} of ${products.total}`,
  judge: ({ enabled }, { odoo: { products } }) => {
    if (!enabled) return agrees('taxes are off', 'The store charges no tax either.');
    const store = 'each has a tax class';
    if (products.untaxed === 0) return agrees(store, 'Every product that can be sold has a tax.');
    return differs(
      store,
      'Odoo charges no tax on these, wherever they are delivered; the store does, unless its product is not taxable.',
      'Give them the tax of their class in Odoo (Sales, Products), but for those that the store does not tax.',
    );
  },
};

/** Products whose tax is no class's: positions leave it as it is. */
export const OTHER_TAXES: Point = {
  key: 'products_other_tax',
  topic: 'Products with another tax',
  matters:
    'Fiscal positions replace only the taxes of classes; products with another tax keep it everywhere.',
  odoo: (input) => {
    const others = otherTaxes(input);
    if (others.length === 0) return 'none';
    return namedList(
      others.map(({ name, count }) => `${name} (${count})`),
      NAMED,
    );
  },
  judge: ({ enabled }, input) => {
    if (!enabled) return SWITCHED_OFF;
    const store = 'each has the tax of its class';
    if (otherTaxes(input).length === 0) {
      return agrees(store, "Every product's tax belongs to a class.");
    }
    return differs(
      store,
      'These keep their tax wherever they are delivered, since fiscal positions replace only the taxes of classes; ' +
        'the store charges the tax of the address.',
      'Give them the tax of their class in Odoo (Sales, Products).',
    );
  },
};

/**
 * The taxes of products that are the tax of no class, the most used first. Positions replace former taxes of classes
 * like the present ones, as long as they are not archived; the plan reports the products that have them.
 */
function otherTaxes({ odoo, classTaxes }: AgreementInput) {
  const ours = new Set([...classTaxes.values()].map(({ taxId }) => taxId));
  const taxes = new Map(odoo.taxes.map((tax) => [tax.id, tax]));
  const isOfClass = (id: number) => {
    const tax = taxes.get(id);
    return tax?.active === true && classColumnOf(odoo.company.id, tax.externalId) !== undefined;
  };
  return [...odoo.products.byTax]
    .filter(([id, count]) => count > 0 && !ours.has(id) && !isOfClass(id))
    .sort(([idA, a], [idB, b]) => b - a || idA - idB)
    .map(([id, count]) => ({ name: taxes.get(id)?.name ?? `tax ${id}`, count }));
}

function describe({ name, amountType, percent, included }: OdooTax): string {
  if (amountType !== 'percent') return `"${name}", no percentage`;
  return `"${name}": ${percentOf(percent)}%, ${included ? 'included' : 'excluded'}`;
}

/** A percentage as Odoo can store it, without trailing zeros. */
function percentOf(text: string): string {
  return new Decimal(text).toDecimalPlaces(TAX_DECIMALS, Decimal.ROUND_HALF_UP).toFixed();
}
