import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { table } from './table.ts';
import { cut, isTerminal, json, paint, printText, safe, setTraits, type OutputStream } from './terminal.ts';

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

  it('becomes a card per row where a sentence would be many lines of few words, without what is empty', () => {
    const rows = [
      [
        '1',
        'shop',
        '',
        'a long sentence that goes on and on, for more than four lines of this column, which is narrow',
      ],
    ];
    expect(table(['run', 'backend', 'took', 'result'], rows, 40)).toBe(
      [
        'run      1',
        'backend  shop',
        'result   a long sentence that goes on',
        '         and on, for more than four',
        '         lines of this column, which is',
        '         narrow',
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

describe('a command in a text', () => {
  const typed = (text: string) => {
    const out = stream();
    setTraits(out, { program: 'npm run -s woo-odoo --' });
    printText(out, text);
    return out.text();
  };

  it('is named as the user of a clone types it, once, and nothing else is', () => {
    expect(typed('Next: woo-odoo plan')).toBe('Next: npm run -s woo-odoo -- plan\n');
    expect(typed('Use "woo-odoo runs show 1".')).toBe('Use "npm run -s woo-odoo -- runs show 1".\n');
    expect(typed('"woo-odoo --help"')).toBe('"npm run -s woo-odoo -- --help"\n');
    expect(typed('Usage: woo-odoo [options]')).toBe('Usage: npm run -s woo-odoo -- [options]\n');
    expect(typed('npm run -s woo-odoo -- plan')).toBe('npm run -s woo-odoo -- plan\n');
    expect(typed('in /data/woo-odoo and odoo-woo-odoo x')).toBe('in /data/woo-odoo and odoo-woo-odoo x\n');
    const out = stream();
    printText(out, 'Next: woo-odoo plan');
    expect(out.text()).toBe('Next: woo-odoo plan\n');
  });

  it('stays as it is in JSON', () => {
    const out = stream();
    setTraits(out, { program: 'npm run -s woo-odoo --' });
    json(out, { hint: 'woo-odoo sync' });
    expect(JSON.parse(out.text())).toEqual({ hint: 'woo-odoo sync' });
  });
});

describe('a plain terminal', () => {
  it('has no colours and no wrapping', () => {
    const out = Object.assign(stream(40), { getColorDepth: () => 24 });
    expect(isTerminal(out)).toBe(true);
    setTraits(out, { isPlain: true });
    expect(isTerminal(out)).toBe(false);
    expect(paint(out, 'red', 'text')).toBe('text');
    printText(out, 'one two three four five six seven eight nine ten', '  ! ');
    expect(out.text()).toBe('  ! one two three four five six seven eight nine ten\n');
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
