import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OPERATION_KINDS, type Operation } from '../../src/core/operation.ts';
import type { Plan } from '../../src/core/plan.ts';
import { POLICIES } from '../../src/core/policies.ts';
import { summarizePreview, summarizeRun } from '../../src/engine/run/summary.ts';
import { phrases } from '../../web/src/texts/de/phrases.ts';
import { translateText } from '../../web/src/texts/phrases.ts';

const root = join(import.meta.dirname, '../..');
const german = (text: string) =>
  translateText(text, phrases, 'de').map(({ text: piece, isTranslated }) =>
    isTranslated ? piece : `[${piece}]`,
  );

describe('texts of the engine for German readers', () => {
  it.each([
    ['same code in both', ['derselbe Code auf beiden Seiten']],
    ['Same code in both.', ['Derselbe Code auf beiden Seiten.']],
    ["The store's JP01 is 01 in Odoo.", ['JP01 des Shops ist 01 in Odoo.']],
    ['1,010 created, 9 linked; 4 to review', ['1.010 angelegt,', '9 verknüpft;', '4 zu prüfen']],
    [
      'Matched by its name. Odoo asks for {more}.',
      ['Nach seinem Namen zugeordnet.', '[Odoo asks for {more}.]'],
    ],
    ['Run SYNC METADATA.', ['METADATEN ABGLEICHEN ausführen.']],
    ['', ['[]']],
  ])('%s', (text, pieces) => {
    expect(german(text)).toEqual(pieces);
  });

  it('stay as they are where there is no phrase, whatever is in them', () => {
    for (const text of ['(a+)+$ {n}', '$& and $1', 'x'.repeat(100_000), 'one.\ntwo.'])
      expect(german(text)).toEqual([`[${text}]`]);
    expect(translateText('Matched by its code.', [], 'de')).toEqual([
      { text: 'Matched by its code.', isTranslated: false },
    ]);
  });

  it('have the same values in both languages', () => {
    const values = (text: string) => (text.match(/\{\w+\}/gu) ?? []).sort();
    expect(phrases.filter(([english, own]) => String(values(english)) !== String(values(own)))).toEqual([]);
  });

  it('are whole for every sentence on the end of a run', () => {
    const planOf = (kinds: readonly Operation['kind'][], rows: number) =>
      ({
        appUnavailable: null,
        domains: [
          {
            ...{
              domain: 'geography',
              notes: [],
              operations: kinds.map((kind) => ({ kind, subject: { type: kind, key: '' } })),
            },
            appRows: { create: rows, update: 0, vanished: 0 },
          },
        ],
      }) as unknown as Plan;
    const noRows = { written: 0, refused: [] };
    const facts = { outcomes: [], rows: noRows, domainErrors: [] };
    const outcomes = OPERATION_KINDS.flatMap((type) =>
      ['applied', 'failed', 'skipped'].map((status) => ({ domain: 'geography', type, key: '', status })),
    );
    const texts = [
      summarizePreview(planOf([], 0)),
      summarizePreview(planOf(OPERATION_KINDS, 1)),
      summarizePreview(planOf(['archive'], 2)),
      summarizeRun(planOf([], 0), facts),
      summarizeRun(planOf(['unsupported'], 0), facts),
      summarizeRun(planOf(['update'], 2), { ...facts, rows: { written: 2, refused: [] } }),
      summarizeRun(planOf(OPERATION_KINDS, 1), { ...facts, outcomes: outcomes as never }),
    ].map(({ message }) => message);
    expect(texts.filter((text) => german(text).join(' ').includes('['))).toEqual([]);
  });

  it('are whole for every policy of a backend', () => {
    const texts = POLICIES.flatMap(({ label, question, values }) => [
      ...[label, question],
      ...values.flatMap((value) => [value.label, value.consequence]),
    ]);
    expect(texts.filter((text) => german(text).join(' ').includes('['))).toEqual([]);
  });

  it('are those that the sources report', () => {
    const sources = globSync('src/**/*.ts', { cwd: root })
      .filter((file) => !/\.test\.ts$|\/testing\//u.test(file))
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n')
      // A sentence may be written over several lines, and with escaped quotes.
      .replace(/['`] \+\s+['`]/gu, '')
      .replaceAll("\\'", "'")
      .toLowerCase();
    const missing = phrases.flatMap(([english]) =>
      english
        .split(/\{\w+\}/u)
        .map((part) => part.trim().toLowerCase())
        .filter((part) => part !== '' && !sources.includes(part)),
    );
    expect(missing).toEqual([]);
  });
});
