import type { ShopProduct } from './state.ts';

const COMMON = {
  taxStatus: 'taxable',
  shippingClassId: 0,
  virtual: false,
  weight: '',
  inStock: true,
} satisfies Partial<ShopProduct>;

/** One product of each tax class and shipping class of the data set, and one that is not taxed. */
export const SEED_PRODUCTS: readonly ShopProduct[] = [
  {
    ...COMMON,
    id: 11,
    name: 'Coffee mug',
    sku: 'MUG-1',
    price: '12.95',
    taxClass: '',
    shippingClassId: 17,
    weight: '0.4',
  },
  {
    ...COMMON,
    id: 12,
    name: 'Standing desk',
    sku: 'DESK-1',
    price: '499.00',
    taxClass: '',
    shippingClassId: 16,
    weight: '38',
  },
  { ...COMMON, id: 13, name: 'Cookbook', sku: 'BOOK-1', price: '24.50', taxClass: 'food-books' },
  {
    ...COMMON,
    id: 14,
    name: 'Olive oil 1l',
    sku: 'OIL-1',
    price: '9.99',
    taxClass: 'reduced-rate',
    weight: '1.1',
  },
  {
    ...COMMON,
    id: 15,
    name: 'Gift card',
    sku: 'GIFT-1',
    price: '50',
    taxClass: 'zero-rate',
    taxStatus: 'none',
    virtual: true,
  },
];
