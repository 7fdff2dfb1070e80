import { expect, it } from 'vitest';
import { isSupported, requireSupported } from './store-version.ts';

const identity = { url: 'https://shop.example', name: 'Shop', signIn: 'basic' } as const;

it.each(['7.0.0', '7.0.0-rc.1', '7', '8.2.2', '10.6.2-beta.1', '11.0.1', '12.0-dev'])(
  'takes %s',
  (version) => {
    expect(isSupported(version)).toBe(true);
    expect(requireSupported({ ...identity, version })).toEqual({ ...identity, version });
  },
);

it.each(['6.9.4', '5.9.0', '3.5.1', '2.6', '0'])('refuses %s', (version) => {
  expect(() => requireSupported({ ...identity, version })).toThrow(
    `WooCommerce ${version}; the connector needs 7.0`,
  );
});

it('takes a store whose version the key may not read', () => {
  expect(requireSupported({ ...identity, version: null })).toEqual({ ...identity, version: null });
});
