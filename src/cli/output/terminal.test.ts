import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cut, json, safe, printText, table, type OutputStream } from './terminal.ts';

/** A stream that remembers what was written, as a terminal of that width or, without one, as a pipe. */
function stream(columns?: number): OutputStream & { text(): string } {
  const out = new PassThrough();
  return Object.assign(out, columns === undefined ? {} : { isTTY: true, columns }, {
    text: () => (out.read() as Buffer | null)?.toString() ?? '',
  }) as unknown as OutputStream & { text(): string };
}

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/u;

describe('texts of a server', () => {
  it('lose what moves the cursor or turns the direction, and keep what joins letters', () => {
    expect(safe('a\u001b[2Jb\u009bc\u202ed\u0007\n')).toBe('a [2Jb c d');
    expect(safe('پاک\u200cستان')).toBe('پاک\u200cستان');
    fc.assert(fc.property(anyText, (text) => !CONTROL.test(safe(text))));
  });

  it('are escaped in JSON, which still says the same', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const out = stream();
        json(out, { text });
        const written = out.text();
        expect(written.replaceAll('\n', '')).not.toMatch(CONTROL);
        expect(JSON.parse(written)).toEqual({ text });
      }),
    );
  });
});

describe('a table', () => {
  it('fits the width, whatever is in it', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 50 }).map(safe);
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 40, max: 120 }), (cells, width) => {
        const lines = table(['store', 'name', 'why'], cells, width).split('\n');
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('counts a wide character as two columns, and sets numbers to the right', () => {
    expect(
      table(
        ['code', 'n'],
        [
          ['滇', '7'],
          ['MX', '1,010'],
        ],
        80,
        [1],
      ),
    ).toBe(['code      n', '滇        7', 'MX    1,010'].join('\n'));
  });

  it('wraps at words, and breaks no address that fits', () => {
    const rows = [['shop', 'http://127.0.0.1:8080', 'a sentence of several words']];
    expect(table(['name', 'store', 'why'], rows, 50)).toBe(
      [
        'name  store                  why',
        'shop  http://127.0.0.1:8080  a sentence of several',
        `${' '.repeat(29)}words`,
      ].join('\n'),
    );
  });

  it('becomes a block per row where the words do not fit side by side', () => {
    const rows = [['shop', 'http://store.example.com', 'http://odoo.example.com']];
    expect(table(['name', 'store', 'Odoo'], rows, 44)).toBe(
      ['name   shop', 'store  http://store.example.com', 'Odoo   http://odoo.example.com'].join('\n'),
    );
  });
});

describe('a sentence', () => {
  it('is wrapped under its head on a terminal, and stays one line in a pipe', () => {
    const terminal = stream(40);
    printText(terminal, 'one two three four five six seven eight nine ten', '  ! ');
    expect(stripVTControlCharacters(terminal.text())).toBe(
      '  ! one two three four five six seven\n    eight nine ten\n',
    );
    const pipe = stream();
    printText(pipe, 'one two three four five six seven eight nine ten', '  ! ');
    expect(pipe.text()).toBe('  ! one two three four five six seven eight nine ten\n');
  });

  it('is cut with an ellipsis at the width, not within a wide character', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('滇滇滇', 4)).toBe('滇…');
    expect(cut('abcd', 4)).toBe('abcd');
  });
});
