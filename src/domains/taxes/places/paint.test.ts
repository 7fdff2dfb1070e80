import { expect, test } from 'vitest';
import { paintLine } from './paint.ts';
import type { Coloured } from './paint.ts';

/** Pieces of equal length, one for each sign; a dot says nothing, and shows the ground. */
function line(colours: string, ground = ''): Coloured[] {
  return Array.from(colours, (colour, at) => ({
    from: String(at).padStart(2, '0'),
    to: String(at + 1).padStart(2, '0'),
    colour: colour === '.' ? undefined : colour,
    ground,
  }));
}

/** The strokes as text, and what they come to where the lower rank wins. */
function paint(pieces: readonly Coloured[]) {
  const strokes = paintLine(pieces);
  const seen = pieces.map(({ from }) => {
    const there = strokes.filter((stroke) => stroke.from <= from && from < stroke.to);
    return there.toSorted((one, other) => one.rank - other.rank)[0]?.colour ?? '.';
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
