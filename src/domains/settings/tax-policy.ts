/** The group in which every setting decides taxes or how they are shown. */
const TAX_GROUP = 'tax';

/**
 * Settings outside the group `tax` that decide what tax an order bears, and why each does. (How WooCommerce computes
 * taxes: its documentation “Setting up Taxes” and the settings' own meaning in `WC_Tax` and `WC_Cart_Totals`.)
 */
const TAX_POLICY: Readonly<Record<string, string>> = {
  'general:woocommerce_calc_taxes': 'switches taxes on; without it no rate applies',
  'general:woocommerce_default_country':
    'the base country and state: whose taxes prices include, and what pays who gives no address',
  'general:woocommerce_store_address': 'the base address, which tax services calculate from',
  'general:woocommerce_store_address_2': 'the base address, which tax services calculate from',
  'general:woocommerce_store_city': 'rates may name the city of the base address',
  'general:woocommerce_store_postcode': 'rates may name the postcode of the base address',
  'general:woocommerce_default_customer_address':
    'whose taxes are shown before the customer gives an address',
  'general:woocommerce_allowed_countries': 'to which countries is sold, and so which taxes can occur',
  'general:woocommerce_all_except_countries': 'to which countries is not sold',
  'general:woocommerce_specific_allowed_countries': 'to which countries is sold',
  'general:woocommerce_ship_to_countries': 'where goods go to, and whether shipping exists to be taxed',
  'general:woocommerce_specific_ship_to_countries': 'where goods go to',
  'general:woocommerce_currency': 'the money in which taxes are rounded',
  'general:woocommerce_price_num_decimals': 'to how many decimals taxes are rounded',
  'general:woocommerce_calc_discounts_sequentially': 'what discounts leave to be taxed',
  'shipping:woocommerce_ship_to_destination':
    'whether the billing address is the shipping address, on which tax may be based',
};

/** Whether a setting decides taxes: a change of it can change what an order costs. */
export function isTaxPolicy(group: string, id: string): boolean {
  return group === TAX_GROUP || Object.hasOwn(TAX_POLICY, `${group}:${id}`);
}

/** Why a setting is marked, as one clause; undefined where it is not. */
export function taxPolicyReason(group: string, id: string): string | undefined {
  const reason = Object.hasOwn(TAX_POLICY, `${group}:${id}`) ? TAX_POLICY[`${group}:${id}`] : undefined;
  return reason ?? (group === TAX_GROUP ? "one of the store's tax settings" : undefined);
}
