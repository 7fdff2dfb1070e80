import type { Alignment } from '../../../core/agreement.ts';
import { agrees, defaultSaleTax, differs, isUnknown, type Point } from './point.ts';

/** Odoo has no switch for taxes: what carries one is taxed. */
export const TAX_ENABLED: Point = {
  key: 'tax_enabled',
  topic: 'Taxes',
  matters: 'While the store charges no tax, Odoo still adds it to every product that has one.',
  odoo: ({ odoo: { products } }) =>
    `${products.total - products.untaxed} of ${products.total} products taxed`,
  judge: ({ enabled }, { odoo: { products, company } }) => {
    if (enabled) return agrees('on', 'Both sides charge tax.');
    if (products.untaxed === products.total && company.defaultSaleTaxId === null) {
      return agrees(
        'off',
        'Neither side charges tax. What was created for the rates stays; nothing is archived.',
      );
    }
    return differs(
      'off',
      'The store charges no tax on any order; Odoo adds it to every product that has one.',
      'Switch taxes on in WooCommerce (Settings, General), or take them off the products in Odoo. ' +
        'Taxes and fiscal positions created for the rates stay; nothing is archived.',
    );
  },
};

const withTax = (included: boolean) => (included ? 'with tax' : 'without tax');

/**
 * Two settings in Odoo concern it: the default sale tax (all series) and the company's default for taxes that
 * do not define it themselves (from 18 on).
 */
export const PRICES_INCLUDE_TAX: Point = {
  key: 'tax_prices_include',
  topic: 'Prices with or without tax',
  matters: 'The same price means another total where one side takes the tax out of it and the other adds it.',
  odoo: ({ odoo }) => {
    const tax = defaultSaleTax(odoo);
    const { pricesIncludeTax } = odoo.company;
    return [
      pricesIncludeTax === null ? '' : withTax(pricesIncludeTax),
      tax === undefined ? '' : `default sale tax "${tax.name}": ${withTax(tax.included)}`,
    ]
      .filter((part) => part !== '')
      .join('; ');
  },
  judge: ({ pricesIncludeTax }, { odoo, series }) => {
    const store = withTax(pricesIncludeTax);
    const company = odoo.company.pricesIncludeTax;
    const settings = [company, defaultSaleTax(odoo)?.included].filter((each) => typeof each === 'boolean');
    if (settings.length === 0) {
      return isUnknown(
        store,
        `Odoo ${series} sets this on each tax, and the company has no default sale tax to compare.`,
        'Choose a default sale tax for the company; "woo-odoo check" then compares it.',
      );
    }
    if (settings.every((included) => included === pricesIncludeTax)) {
      return agrees(store, 'The same price contains the same tax on both sides.');
    }
    return differs(
      store,
      pricesIncludeTax
        ? 'With a tax of 19%, the price 119 contains 19.00 of tax in the store; Odoo would add 22.61 to it.'
        : 'With a tax of 19%, the store adds 19.00 to the price 100; Odoo would take 15.97 out of it.',
      company === null || company === pricesIncludeTax
        ? 'Let the default sale tax be that of the standard class: see "Default sale tax".'
        : 'Taxes created by the connector define it themselves; taxes created by hand follow the company. Change it in Odoo ' +
            '(Accounting, Configuration, Settings) before the first invoice: later Odoo refuses, since every price ' +
            'would be read anew.',
    );
  },
};

const ROUNDING_WORDS = { round_per_line: 'per line', round_globally: 'on the sum of all lines' } as const;

/** A rounding method for people; a company may have none, or one of another module. */
const roundingWords = (method: string): string =>
  method === ''
    ? 'not set'
    : method in ROUNDING_WORDS
      ? ROUNDING_WORDS[method as keyof typeof ROUNDING_WORDS]
      : method;

/** A fresh Odoo 19 rounds globally, 17 and 18 per line; WooCommerce rounds per line unless set otherwise. */
export const ROUNDING: Point = {
  key: 'tax_rounding',
  topic: 'Rounding of taxes',
  matters: 'Totals of orders with several lines differ if one side rounds the tax of each line.',
  odoo: ({ odoo }) => roundingWords(odoo.company.rounding),
  judge: ({ roundAtSubtotal }, { odoo: { company } }) => {
    const desired = roundAtSubtotal ? 'round_globally' : 'round_per_line';
    const store = ROUNDING_WORDS[desired];
    if (company.rounding === desired) return agrees(store, 'Both sides round the same amounts.');
    const align: Alignment = {
      model: 'res.company',
      ids: [company.id],
      field: 'tax_calculation_rounding_method',
      from: roundingWords(company.rounding),
      to: store,
      value: desired,
      before: company.rounding === '' ? false : company.rounding,
    };
    return differs(
      store,
      'The tax of an order of several lines may differ by some cents, since every rounding moves up to half a cent.',
      'Set Odoo to it with "woo-odoo check --align tax_rounding", or change it in WooCommerce (Settings, Tax). ' +
        'Posted documents in Odoo keep their amounts.',
      align,
    );
  },
};

const BASED_ON_WORDS = {
  shipping: "the customer's shipping address",
  billing: "the customer's billing address",
  base: 'the address of the store',
} as const;

/** Odoo picks the fiscal position of a sale by its delivery address, unless the customer has one of their own. */
export const BASED_ON: Point = {
  key: 'tax_based_on',
  topic: 'Address that decides the tax',
  matters: 'A sale is taxed by the rates of another place where the two sides look at different addresses.',
  odoo: () => 'the delivery address',
  judge: ({ basedOn }) => {
    const store = BASED_ON_WORDS[basedOn];
    switch (basedOn) {
      case 'shipping':
        return agrees(store, 'Both sides tax a sale where it is delivered.');
      case 'billing':
        return differs(
          store,
          'Orders whose two addresses lie in places with different rates are taxed by the one address in the store and ' +
            'by the other in Odoo.',
          'Let WooCommerce calculate by the shipping address (Settings, Tax); Odoo has no setting for it.',
        );
      case 'base':
        return agrees(
          store,
          'The store charges the tax of its own address everywhere, and so does the fiscal position of the connector.',
        );
    }
  },
};

/** `woocommerce_shipping_tax_class`; a delivery method in Odoo is one product, which has the tax of one class. */
export const SHIPPING_CLASS: Point = {
  key: 'tax_shipping_class',
  topic: 'Tax class of shipping',
  matters: 'The same shipping cost is taxed differently if its class differs.',
  odoo: () => 'one class per delivery method',
  judge: ({ shippingClass }, { store: { classes, rates } }) => {
    if (shippingClass !== 'inherit') {
      const known = classes.find(({ slug }) => slug === shippingClass);
      if (known !== undefined) return agrees(known.name, 'Both sides tax shipping by the same class.');
      return isUnknown(
        shippingClass,
        'The store has no such tax class (any more), so no rate applies to its shipping.',
        'Choose a tax class for shipping in WooCommerce (Settings, Tax).',
      );
    }
    const store = 'that of the items in the cart';
    if (!rates.some(({ shipping }) => shipping)) return agrees(store, 'No rate of the store taxes shipping.');
    if (classes.length === 1)
      return agrees(store, 'The store has only one class, so its tax applies to shipping.');
    return isUnknown(
      store,
      'It depends on the order: with items of another class the store taxes shipping by that class, while Odoo keeps ' +
        'to the one of the delivery method.',
      'Choose one tax class for shipping in WooCommerce (Settings, Tax). Orders of the store are not concerned: their ' +
        'tax is known by its rate.',
    );
  },
};
