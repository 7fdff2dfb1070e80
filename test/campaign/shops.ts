import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';
import { giveUpDefaultTax } from '../testing/products.ts';
import { keepCountries } from '../testing/small-world.ts';

type ShopRate = Parameters<SandboxStore['control']['putRate']>[0];
type Zone = Parameters<SandboxStore['control']['putZone']>[0];
type Method = Zone['methods'][number];

/** Looked for in every sink: passwords among the store's settings and gateways. */
export const CANARIES = ['CampaignCanaryOfSettings', 'CampaignCanaryOfGateways'] as const;

/** Of Albania Odoo knows no state, so that some are created. */
export const SHOP_COUNTRIES = ['AL', 'AT', 'DE', 'FR', 'US'] as const;
const STATES_KEPT = 6;
const SETTING_GROUPS = ['general', 'tax'];

export function rate(id: number, country: string, percent: string, more: Partial<ShopRate> = {}): ShopRate {
  return {
    ...{ id, country, state: '', postcodes: [], cities: [], rate: percent, name: `Tax ${id}` },
    ...{ priority: 1, compound: false, shipping: true, order: 0, class: 'standard' },
    ...more,
  };
}

export function flatRate(
  instanceId: number,
  title: string,
  cost: string,
  more: Partial<Method> = {},
): Method {
  const settings = { tax_status: 'taxable', cost, ...more.settings };
  return { ...{ instanceId, methodId: 'flat_rate', title, order: 1, enabled: true }, ...more, settings };
}

const country = (code: string) => ({ type: 'country', code });

/** A shop in California, and one in Berlin: what they charge, and where they send to. */
const SHOPS = {
  us: {
    home: { country: 'US:CA', postcode: '90210' },
    rates: [
      rate(1, 'US', '7.2500', { state: 'CA' }),
      rate(2, 'US', '3.0000', { state: 'CA', postcodes: ['902*'], priority: 2 }),
      rate(3, 'US', '4.0000', { state: 'NY' }),
      rate(4, 'US', '6.2500', { state: 'TX' }),
      rate(5, 'DE', '19.0000'),
      rate(6, 'DE', '7.0000', { class: 'reduced-rate' }),
      rate(7, 'FR', '20.0000'),
      rate(8, 'AT', '20.0000', { priority: 1, compound: false }),
    ],
    zones: [
      zone(11, 'California', [{ type: 'state', code: 'US:CA' }], [flatRate(101, 'Ground', '7,50')]),
      zone(12, 'US', [country('US')], [flatRate(102, 'Parcel', '2 * [qty]')]),
      zone(13, 'Europe', [country('DE'), country('FR')], [flatRate(103, 'Europe', '14')]),
    ],
  },
  de: {
    home: { country: 'DE:DE-BE', postcode: '10115' },
    rates: [
      rate(1, 'DE', '19.0000'),
      rate(2, 'DE', '7.0000', { class: 'reduced-rate' }),
      rate(3, 'FR', '20.0000'),
      rate(4, 'FR', '5.5000', { class: 'reduced-rate' }),
      rate(5, 'AT', '20.0000'),
      rate(6, '', '0.0000'),
      rate(7, '', '0.0000', { class: 'reduced-rate' }),
    ],
    zones: [
      zone(
        11,
        'Berlin',
        [country('DE'), { type: 'postcode', code: '10115...10119' }],
        [flatRate(101, 'Courier', '4.90')],
      ),
      zone(12, 'Germany', [country('DE')], [flatRate(102, 'Parcel', '3 + 1.5 * [qty]')]),
      zone(13, 'Neighbours', [country('AT'), country('FR')], [flatRate(103, 'Abroad', '14')]),
    ],
  },
} as const;
export type ShopName = keyof typeof SHOPS;

function zone(id: number, name: string, locations: Zone['locations'], methods: readonly Method[]): Zone {
  return { id, name, order: id, locations, methods };
}

/** Makes the store one of the two shops, small enough that a sync takes a moment. */
export function stockShop(woo: SandboxStore, name: ShopName): void {
  const { control } = woo;
  const { home, rates, zones } = SHOPS[name];
  keepCountries(woo, SHOP_COUNTRIES);
  for (const { code, states } of control.data().countries)
    if (code !== 'US') control.setStates(code, states.slice(0, STATES_KEPT));
  const kept = ['CA', 'NY', 'TX'];
  const states = control.data().countries.find(({ code }) => code === 'US')?.states ?? [];
  control.setStates(
    'US',
    states.filter(({ code }) => kept.includes(String(code))),
  );
  for (const { id } of control.data().settings.groups)
    if (!SETTING_GROUPS.includes(id)) control.removeSettingGroup(id);
  for (const slug of ['food-books', 'zero-rate']) control.removeClass(slug);
  control.setRates(rates);
  for (const { id } of control.data().zones) if (id !== 0) control.removeZone(id);
  for (const each of zones) control.putZone(each);
  for (const { id } of control.data().shippingClasses) control.removeShippingClass(id);
  control.setSetting('general', 'woocommerce_default_country', home.country);
  control.setSetting('general', 'woocommerce_store_postcode', home.postcode);
  control.setSetting('tax', 'woocommerce_shipping_tax_class', '');
  const [ofSettings, ofGateways] = CANARIES;
  control.putSetting({
    ...{ group: 'tax', id: 'acme_password', label: 'Password', type: 'password', default: '' },
    value: ofSettings,
  });
  control.changeGateway('paypal', {
    settings: [{ id: 'api_password', type: 'password', value: ofGateways, default: '' }],
  });
}

/** Takes out of an Odoo what would wait for a user in every run. */
export function stockOdoo(odoo: SandboxOdoo): void {
  giveUpDefaultTax(odoo);
}
