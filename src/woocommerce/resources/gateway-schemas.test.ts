import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GATEWAY_FIELDS, paymentGatewaysSchema } from './gateway-schemas.ts';

const gateway = {
  id: 'acme',
  title: 'Card &amp; <img src="card.png"> wallet',
  description: '<p>Pay&nbsp;now</p>',
  order: 2,
  enabled: true,
  method_supports: ['products', 'refunds'],
};
const understood = {
  id: 'acme',
  title: 'Card & wallet',
  description: 'Pay now',
  order: 2,
  enabled: true,
  supports: ['products', 'refunds'],
};
const read = (changes: object) => paymentGatewaysSchema.parse([{ ...gateway, ...changes }]).gateways[0];

describe('payment gateways', () => {
  test('are plain text', () => {
    expect(read({})).toEqual(understood);
  });

  test('keep nothing of what they are set up with, wherever a plugin puts it', () => {
    const canary = 'CANARY-sk-live-0123456789';
    const secret = { id: 'api_key', type: 'password', value: canary, default: canary };
    const full = {
      settings: { title: { ...secret, type: 'safe_text' }, api_key: secret, token: secret },
      connection_url: `https://pay.example/connect?token=${canary}`,
      settings_url: `https://shop.example/wp-admin/?key=${canary}`,
      setup_help_text: canary,
      post_install_scripts: [canary],
      required_settings_keys: [canary],
      method_title: canary,
      method_description: canary,
      api_key: canary,
      meta_data: [{ key: 'secret', value: canary }],
      _links: { self: [{ href: canary }] },
    };
    expect(read(full)).toEqual(understood);
    expect(JSON.stringify(paymentGatewaysSchema.parse([{ ...gateway, ...full }]))).not.toContain('CANARY');
    // What is wrong with a gateway does not show its settings either.
    const { faults } = paymentGatewaysSchema.parse([
      { ...gateway, ...full, id: { canary }, enabled: canary },
      { ...gateway, ...full, enabled: canary },
      canary,
    ]);
    expect(faults.map(({ field, id }) => [field, id])).toEqual([
      ['id', null],
      ['enabled', gateway.id],
      ['row', null],
    ]);
    expect(JSON.stringify(faults)).not.toContain('CANARY');
    expect(GATEWAY_FIELDS).not.toMatch(/settings|url|link/);
  });

  test('of any further field, nothing passes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (extra) => {
        expect(read({ ...extra, ...gateway })).toEqual(understood);
      }),
    );
  });

  test.each([
    ['', null],
    [null, null],
    ['first', null],
    [1.5, null],
    ['7', 7],
    [0, 0],
  ])('order %j is %j', (given, order) => {
    expect(read({ order: given })).toEqual({ ...understood, order });
  });

  test.each([
    ['yes', true],
    ['1', true],
    [1, true],
    ['no', false],
    ['', false],
    [0, false],
  ])('enabled %j is %j', (given, enabled) => {
    expect(read({ enabled: given })).toEqual({ ...understood, enabled });
  });

  test.each([
    // PHP makes a record of a list from which something was taken.
    [{ 0: 'products', 2: 'refunds' }, ['products', 'refunds']],
    [['products', 'products', 7, ''], ['products']],
    [undefined, []],
    ['products', []],
  ])('features %j are %j', (given, supports) => {
    expect(read({ method_supports: given })).toEqual({ ...understood, supports });
  });

  test('title and description are cut, never refused', () => {
    expect(read({ title: 'x'.repeat(9_999) })?.title).toHaveLength(500);
    expect(read({ description: 'x'.repeat(9_999) })?.description).toHaveLength(2_000);
    expect(read({ title: null, description: undefined })).toMatchObject({ title: '', description: '' });
  });

  test('come in the order of the store, each once', () => {
    const rows = ['b', 'a', 'b'].map((id, index) => ({ ...gateway, id, order: index }));
    expect(paymentGatewaysSchema.parse(rows).gateways.map(({ id, order }) => [id, order])).toEqual([
      ['b', 0],
      ['a', 1],
    ]);
  });

  test.each([[{ id: '' }], [{ id: undefined }], [{ enabled: undefined }], [{ enabled: 'perhaps' }]])(
    'one with %j is a fault of its own: it could be neither listed nor left out',
    (changes) => {
      const { faults, gateways } = paymentGatewaysSchema.parse([{ ...gateway, ...changes }, gateway]);
      expect(gateways.map(({ id }) => id)).toEqual([gateway.id]);
      const [field = ''] = Object.keys(changes);
      expect(faults).toEqual([
        {
          id: 'id' in changes ? null : gateway.id,
          field,
          message: expect.stringMatching(`^${field} is`) as string,
        },
      ]);
    },
  );
});
