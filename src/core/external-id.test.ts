import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNativeExternalId, nativeExternalId } from './external-id.ts';

describe('nativeExternalId', () => {
  it('reads as the design says', () => {
    expect(nativeExternalId('state', 'MX', 'JA')).toBe('__woo_sync__.state_MX_JA');
    expect(nativeExternalId('state', 'DE', 'DE-BE')).toBe('__woo_sync__.state_DE_DE-BE');
    expect(nativeExternalId('state', 'HK', 'HONG KONG')).toBe('__woo_sync__.state_HK_HONG~20~KONG');
  });

  it('never gives one id to two keys, nor an id Odoo refuses', () => {
    const part = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    const parts = fc.array(part, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const id = nativeExternalId('state', ...a);
        expect(id).toMatch(/^__woo_sync__\.[A-Za-z0-9~_-]+$/u);
        expect(isNativeExternalId(id)).toBe(true);
        expect(id === nativeExternalId('state', ...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [['A_B'], ['A', 'B']],
    [['A B'], ['A', '20', 'B']],
    [['A~20~B'], ['A B']],
  ])('%j and %j do not meet', (a, b) => {
    expect(nativeExternalId('state', ...a)).not.toBe(nativeExternalId('state', ...b));
  });

  it('refuses a key without a value', () => {
    expect(() => nativeExternalId('state', 'MX', '')).toThrow('needs a value');
  });
});
