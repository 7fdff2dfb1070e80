import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretBox } from './secret-box.ts';

const place = { backendId: 'b', field: 'odooSecret' };
const wrong = expect.objectContaining({ code: 'secret_key.wrong' }) as Error;

describe('secretBox', () => {
  const box = secretBox(randomBytes(32));

  it('opens what it sealed, never twice the same and never readable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const sealed = box.seal(plain, place);
        expect(box.open(sealed, place)).toBe(plain);
        expect(box.seal(plain, place)).not.toBe(sealed);
        expect(sealed).toMatch(/^v1\.[\w-]+$/);
      }),
    );
  });

  it('opens nothing under another key', () => {
    expect(() => secretBox(randomBytes(32)).open(box.seal('x', place), place)).toThrow(wrong);
  });

  it('opens nothing in another place, also where the parts join to the same text', () => {
    const sealed = box.seal('x', { backendId: 'ab', field: 'c' });
    expect(() => box.open(sealed, { backendId: 'a', field: 'bc' })).toThrow(wrong);
    expect(() => box.open(sealed, { backendId: 'ab', field: 'd' })).toThrow(wrong);
  });

  it('opens nothing that was changed in any byte, cut or made by another version', () => {
    const sealed = box.seal('secret', place);
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (const index of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(index) ^ 1, index);
      expect(() => box.open(`v1.${changed.toString('base64url')}`, place)).toThrow(wrong);
      expect(() => box.open(`v1.${bytes.subarray(0, index).toString('base64url')}`, place)).toThrow(wrong);
    }
    expect(() => box.open(`v2.${sealed.slice(3)}`, place)).toThrow(wrong);
  });

  it('takes only a key of 32 bytes', () => {
    expect(() => secretBox(randomBytes(16))).toThrow(
      expect.objectContaining({ code: 'secret_key.invalid' }) as Error,
    );
  });
});
