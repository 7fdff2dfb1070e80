import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, nameKey } from './text.ts';

describe('canonicalText', () => {
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

  it('keeps a name that consists of articles', () => {
    expect(nameKey('La')).toBe('la');
  });

  it.each(['', '(CDMX)', ' - '])('leaves nothing of %j', (name) => {
    expect(nameKey(name)).toBe('');
  });
});
