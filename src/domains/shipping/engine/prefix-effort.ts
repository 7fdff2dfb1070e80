/** One element of a pattern: an escaped sign, a class, the begin and end of a group, a bar, a quantifier, a sign. */
const ELEMENT = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?[:!])?|[)|]|[*+?]\??|\{[^}]*\}\??|[^]/gu;

/** A group under way: the ways of its ended branches, those of the present one, and of the last element in it. */
interface Group {
  ended: number;
  branch: number;
  last: number;
}

/**
 * How many ways to match a text a pattern may have, at most: what a matcher that goes back and tries the next one (as
 * JavaScript's and Python's do) may have to try before it says no. A few hundred for what reads as a postcode;
 * `Infinity` for a repeated group that is itself repeated or has branches.
 *
 * @param pattern a regular expression without lookbehinds or references
 * @param longest of the texts, in signs
 */
export function effortOf(pattern: string, longest: number): number {
  const outer: Group[] = [];
  let group = newGroup();
  for (const element of pattern.match(ELEMENT) ?? []) {
    if (element.startsWith('(')) {
      outer.push(group);
      group = newGroup();
    } else if (element === ')') {
      const ways = waysOf(group);
      group = outer.pop() ?? newGroup();
      follow(group, ways);
    } else if (element === '|') {
      group.ended += group.branch * group.last;
      Object.assign(group, { branch: 1, last: 1 });
    } else if (/^[*+?{]/u.test(element)) {
      group.last = repeated(group.last, element, longest);
    } else {
      follow(group, 1);
    }
  }
  return waysOf(group);
}

const newGroup = (): Group => ({ ended: 0, branch: 1, last: 1 });
const waysOf = ({ ended, branch, last }: Group) => ended + branch * last;

function follow(group: Group, ways: number): void {
  group.branch *= group.last;
  group.last = ways;
}

function repeated(ways: number, quantifier: string, longest: number): number {
  if (quantifier.startsWith('?')) return ways + 1;
  const times = /^\{(\d+)\}/u.exec(quantifier)?.[1];
  if (times !== undefined) return ways ** Number(times);
  return ways === 1 ? longest + 1 : Infinity;
}
