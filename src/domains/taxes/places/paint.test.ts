import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paintLine } from './paint.ts';
import type { Coloured } from './paint.ts';

/** Pieces of equal length, one for each sign; a dot has no colour, and shows the ground. */
function line(colours: string, ground = ''): Coloured[] {
  return Array.from(colours, (colour, at) => ({
    from: String(at).padStart(2, '0'),
    to: String(at + 1).padStart(2, '0'),
    colour: colour === '.' ? undefined : colour,
    ground,
  }));
}

/** The strokes as text, and their result where the lower rank wins. */
function paint(pieces: readonly Coloured[]) {
  const strokes = paintLine(pieces);
  const seen = pieces.map(({ from }) => {
    const there = strokes.filter((stroke) => stroke.from <= from && from < stroke.to);
    return there.toSorted((a, b) => a.rank - b.rank)[0]?.colour ?? '.';
  });
  return {
    strokes: strokes.map(({ from, to, colour, rank }) => `${colour}${rank} ${Number(from)}-${Number(to)}`),
    seen: seen.join(''),
  };
}

test('neighbours of one colour are one stroke, islands stay apart', () => {
  expect(paint(line('aab.a'))).toEqual({ strokes: ['a3 0-2', 'b3 2-3', 'a3 4-5'], seen: 'aab.a' });
});

test('a colour that comes back is painted all along, and painted over', () => {
  expect(paint(line('abaca')).strokes).toEqual(['a3 0-5', 'b2 1-2', 'c2 3-4']);
  expect(paint(line('xabcba')).strokes).toEqual(['x3 0-1', 'a3 1-6', 'b2 2-5', 'c1 3-4']);
});

test('nothing lies deeper than three strokes', () => {
  expect(paint(line('abcdcba'))).toEqual({
    strokes: ['a3 0-7', 'b2 1-6', 'c1 2-3', 'd1 3-4', 'c1 4-5'],
    seen: 'abcdcba',
  });
});

test('ground of the same colour is painted over, other ground is not', () => {
  expect(paint(line('a..a', 'a')).strokes).toEqual(['a3 0-4']);
  expect(paint(line('a..a', 'g')).strokes).toEqual(['a3 0-1', 'a3 3-4']);
  expect(paint(line('a.b', 'a')).strokes).toEqual(['a3 0-1', 'b3 2-3']);
  expect(paint(line('a.', 'a')).strokes).toEqual(['a3 0-1']);
});

test('pieces that do not touch are no neighbours', () => {
  const pieces = line('aXa').filter(({ colour }) => colour !== 'X');
  expect(paint(pieces).strokes).toEqual(['a3 0-1', 'a3 2-3']);
});

/** The same rule in its plainest form: the colour that comes most often, then what lies before, between and behind it. */
function plainly(colours: readonly string[], start: number, rank: number): string[] {
  const count = (colour: string) => colours.filter((other) => other === colour).length;
  const most = Math.max(1, ...colours.map(count));
  if (rank === 1 || most === 1)
    return colours.map((colour, at) => `${colour}${rank} ${start + at}-${start + at + 1}`);
  const ground = colours.find((colour) => count(colour) === most) ?? '';
  const places = colours.flatMap((colour, at) => (colour === ground ? [at] : []));
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  return [
    ...plainly(colours.slice(0, first), start, rank),
    `${ground}${rank} ${start + first}-${start + last + 1}`,
    ...places.slice(1).flatMap((at, index) => {
      const from = (places[index] ?? 0) + 1;
      return plainly(colours.slice(from, at), start + from, rank - 1);
    }),
    ...plainly(colours.slice(last + 1), start + last + 1, rank),
  ];
}

test('any line is painted by the plain rule', () => {
  const colours = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(colours, (all) => {
      // Neighbours of one colour are one piece before anything is painted.
      const apart = all.filter((colour, at) => colour !== all[at - 1]);
      expect(paint(line(apart.join(''))).strokes).toEqual(plainly(apart, 0, 3));
    }),
    { numRuns: 300 },
  );
});

test('an island of 50,000 pieces whose colours take turns in pairs is painted', () => {
  const pieces = Array.from({ length: 50_000 }, (_, at) => ({
    from: String(at).padStart(6, '0'),
    to: String(at + 1).padStart(6, '0'),
    colour: `${Math.floor(at / 4)} ${at % 2}`,
    ground: '',
  }));
  // Of ABAB: A all along, B between its two, and B behind it.
  expect(paintLine(pieces)).toHaveLength(37_500);
});
