/** One element of a pattern: an escaped sign, a class, the begin and end of a group, a bar, a quantifier, a sign. */
// A class that never ends is taken to the end of the text, once; the rule does not see that nothing is tried again.
// eslint-disable-next-line regexp/no-super-linear-move
const ELEMENT = /\\.|\[(?:\\.|[^\]\\])*(?:\]|$)|\((?:\?[:!=])?|[)|]|[*+?]\??|\{[^{}]*\}\??|[^]/gu;

/** What an element, or several, may cost: the ways to match a text, and the steps to try all of them. */
interface Cost {
  readonly ways: number;
  readonly steps: number;
}

/** A group under way: what its ended branches cost, the present one before its last element, and that element. */
interface Group {
  readonly looksAhead: boolean;
  ended: Cost;
  branch: Cost;
  last: Cost;
}

const NOTHING: Cost = { ways: 1, steps: 0 };
const SIGN: Cost = { ways: 1, steps: 1 };
const ENDLESS: Cost = { ways: Infinity, steps: Infinity };

/**
 * How many steps a pattern may take, at most, before a matcher that goes back and tries the next way (as JavaScript's and
 * Python's do) is too high. A few hundred for what reads as a postcode; `Infinity` for a repeated group that is itself
 * repeated or has branches.
 *
 * @param pattern a regular expression without lookbehinds or references
 * @param longest of the texts, in signs
 */
export function effortOf(pattern: string, longest: number): number {
  const outer: Group[] = [];
  let group = newGroup(false);
  for (const element of pattern.match(ELEMENT) ?? []) {
    if (element.startsWith('(')) {
      outer.push(group);
      group = newGroup(element === '(?!' || element === '(?=');
    } else if (element === ')') {
      const cost = costOf(group);
      // Nobody goes back into what was looked at ahead.
      const inner = { ways: group.looksAhead ? 1 : cost.ways, steps: cost.steps + 1 };
      group = outer.pop() ?? newGroup(false);
      follow(group, inner);
    } else if (element === '|') {
      group.ended = costOf(group);
      Object.assign(group, { branch: NOTHING, last: NOTHING });
    } else if (/^[*+?{]/u.test(element)) {
      group.last = repeated(group.last, element, longest);
    } else {
      follow(group, SIGN);
    }
  }
  return costOf(group).steps;
}

const newGroup = (looksAhead: boolean): Group => ({
  looksAhead,
  ended: { ways: 0, steps: 0 },
  branch: NOTHING,
  last: NOTHING,
});

function costOf({ ended, branch, last }: Group): Cost {
  const all = inARow(branch, last);
  return { ways: ended.ways + all.ways, steps: ended.steps + all.steps };
}

function follow(group: Group, next: Cost): void {
  group.branch = inARow(group.branch, group.last);
  group.last = next;
}

/** The second is tried anew after every way of the first. */
function inARow(first: Cost, second: Cost): Cost {
  return { ways: first.ways * second.ways, steps: first.steps + first.ways * second.steps };
}

function repeated({ ways, steps }: Cost, quantifier: string, longest: number): Cost {
  if (quantifier.startsWith('?')) return { ways: ways + 1, steps: steps + 1 };
  if (ways === Infinity) return ENDLESS;
  const [, least, other] = /^\{(\d+)(,?)/u.exec(quantifier) ?? [];
  const times = Number(least ?? 0);
  if (least !== undefined && other === '') {
    if (ways === 1) return { ways, steps: 1 + steps * times };
    return { ways: ways ** times, steps: 1 + steps * ((ways ** times - 1) / (ways - 1)) };
  }
  const most = Math.max(longest, times) + 1;
  return ways === 1 ? { ways: longest + 1, steps: 1 + steps * most } : ENDLESS;
}
