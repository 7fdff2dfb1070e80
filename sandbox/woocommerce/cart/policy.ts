import type { ShopData } from '../state.ts';
import type { CartAddress } from './places.ts';

/** The settings that decide what a cart costs. */
export interface CartPolicy {
  readonly taxes: boolean;
  readonly included: boolean;
  /** Whether the cart shows prices with tax. */
  readonly showsTax: boolean;
  readonly atSubtotal: boolean;
  readonly basedOn: string;
  readonly shippingClass: string;
  readonly base: CartAddress;
  readonly currency: string;
  readonly decimals: number;
}

export function cartPolicy(shop: Pick<ShopData, 'settings'>): CartPolicy {
  const value = (id: string) => {
    const found = shop.settings.settings.find((setting) => setting.id === id)?.value;
    return typeof found === 'string' ? found : '';
  };
  const [country = '', state = ''] = value('woocommerce_default_country').split(':');
  return {
    taxes: value('woocommerce_calc_taxes') === 'yes',
    included: value('woocommerce_prices_include_tax') === 'yes',
    showsTax: value('woocommerce_tax_display_cart') === 'incl',
    atSubtotal: value('woocommerce_tax_round_at_subtotal') === 'yes',
    basedOn: value('woocommerce_tax_based_on'),
    shippingClass: value('woocommerce_shipping_tax_class'),
    base: {
      country,
      state,
      postcode: value('woocommerce_store_postcode'),
      city: value('woocommerce_store_city'),
    },
    currency: value('woocommerce_currency'),
    decimals: Number(value('woocommerce_price_num_decimals') || '2'),
  };
}
