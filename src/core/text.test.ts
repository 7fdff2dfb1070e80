import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, nameKey } from './text.ts';

describe('canonicalText', () => {
  it('has nothing in it that is not seen, but what joins letters', () => {
    expect(canonicalText('Cali\u200bfor\u00adnia\u202e \u2066')).toBe('California');
    expect(canonicalText('\ufeffBerlin')).toBe('Berlin');
    expect(canonicalText('می\u200cخواهم')).toBe('می\u200cخواهم');
  });
  it.each([
    ['Cura&ccedil;ao', 'Curaçao'],
    ['Sa\u0303o  Paulo ', 'São Paulo'],
    ['C&ocirc;te d&#039;Ivoire', "Côte d'Ivoire"],
  ])('%j is %j', (text, canonical) => {
    expect(canonicalText(text)).toBe(canonical);
  });

  it('does not change what is canonical already, entities apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = canonicalText(text.replaceAll('&', ''));
        expect(canonicalText(once)).toBe(once);
      }),
    );
  });
});

describe('nameKey', () => {
  it.each([
    ['Dibër', 'DIBER'],
    ['La Guaira', 'Guaira'],
    ['Veracruz de Ignacio de la Llave', 'Veracruz Ignacio Llave'],
    ['Ciudad de México (CDMX)', 'ciudad méxico'],
    ['Cura&ccedil;ao', 'Curacao'],
    ['Łódź', 'lodz'],
    ['İstanbul', 'Istanbul'],
    ['Ağrı', 'Agri'],
    ['Trentino-Alto', 'Trentino Alto'],
    ["L'Aquila", 'Aquila'],
    ['Rioja, La', 'La Rioja'],
  ])('%j and %j are the same name', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  it.each([
    ['Chongqing', 'Sichuan'],
    ['東京都', '京都府'],
    ['Lima', 'Lima Metropolitana'],
    ['Zone A', 'Zone O'],
    ['Region I', 'Region'],
    ['बिहार', 'बहार'],
    ['かき', 'がき'],
  ])('%j and %j are not', (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b));
  });

  it.each([
    ['Ciudad (a) de [b] México', 'ciudad mexico'],
    ['Lima (Perú', 'lima peru'],
    ['Lima (a [b) c] d', 'lima c d'],
    ['Lima [a (b] c) d', 'lima c d'],
    ['((a) b', 'b'],
    ['(a', 'a'],
    [')a(', 'a'],
  ])('takes closed brackets out of %j', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it('takes out what a regular expression would', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('(', ')', '[', ']', 'b', 'c ')), (parts) => {
        const text = parts.join('');
        expect(nameKey(text)).toBe(nameKey(text.replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ')));
      }),
    );
  });

  it.each(['(', '[', '([', '(]'])('takes time in proportion to the length of %j repeated', (brackets) => {
    const begun = performance.now();
    nameKey(brackets.repeat(100_000));
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('keeps a name that consists of articles', () => {
    expect(nameKey('La')).toBe('la');
  });

  it.each(['', '(CDMX)', ' - '])('leaves nothing of %j', (name) => {
    expect(nameKey(name)).toBe('');
  });
});
