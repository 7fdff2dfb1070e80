import { describe, expect, it } from 'vitest';
import { readPython } from '../../../sandbox/odoo/apps/python-literal.ts';
import { spoken } from './spoken.ts';

describe('code that speaks the language of its reader', () => {
  const code = spoken('self.env', (text) => `message = ${text('No run in progress')}\n`);
  const [words = '', language = '', rest = ''] = code.split('\n');

  it('begins with the translations of the texts it contains, and of no others', () => {
    expect(readPython(words.replace('WORDS = ', ''))).toEqual({
      de: { 'No run in progress': 'Kein Lauf im Gang' },
      fr: { 'No run in progress': 'Aucune exécution en cours' },
      es: { 'No run in progress': 'Ninguna ejecución en curso' },
    });
  });

  it('looks them up by the language of the reader, and stays English in others', () => {
    expect(language).toBe("words = WORDS.get((self.env.lang or '')[:2], {})");
    expect(rest).toBe("message = words.get('No run in progress', 'No run in progress')");
  });
});
