import type { Fault, Side } from './faults.ts';
import { EDITS, editNamed } from './people.ts';
import { chanceOf, type Chance } from './random.ts';
import { SECRET_PAGES, SERVER_FAULTS } from './server-faults.ts';
import { changeNamed, STORE_CHANGES } from './store-changes.ts';
import type { Beginning, WorldKind } from './world.ts';

/** Everything that happens in one run of the campaign; decided by its seed alone. */
export interface Scenario {
  readonly seed: number;
  readonly kind: WorldKind;
  readonly beginning: Beginning;
  /** What changed in the store, and what a person did in Odoo, before the first sync. */
  readonly changes: readonly string[];
  readonly edits: readonly string[];
  /** What goes wrong in each sync, one after the other; after the last everything is well again. */
  readonly rounds: readonly (readonly Fault[])[];
}

const CHANGE_NAMES = Object.keys(STORE_CHANGES) as [string, ...string[]];
const EDIT_NAMES = Object.keys(EDITS) as [string, ...string[]];

export function scenarioOf(seed: number): Scenario {
  const chance = chanceOf(seed);
  const kind: WorldKind = {
    series: chance.pick([17, 18, 19]),
    shop: chance.pick(['us', 'de']),
    app: chance.percent(80),
  };
  const beginning = chance.pick(['fresh', 'synced'] as const);
  const changes = some(chance, CHANGE_NAMES, beginning === 'synced' ? 3 : 1);
  const edits = beginning === 'synced' ? some(chance, EDIT_NAMES, 2) : [];
  const rounds = Array.from({ length: chance.pick([1, 1, 1, 1, 2, 3]) }, (_, index) =>
    roundOf(chance, { isFirst: index === 0, beginning, changes, edits }),
  );
  return { seed, kind, beginning, changes, edits, rounds };
}

/** Up to so many different ones. */
function some(chance: Chance, names: readonly [string, ...string[]], most: number): string[] {
  const count = chance.below(most + 1);
  return [...new Set(Array.from({ length: count }, () => chance.pick(names)))];
}

interface Around {
  readonly isFirst: boolean;
  readonly beginning: Beginning;
  readonly changes: readonly string[];
  readonly edits: readonly string[];
}

function roundOf(chance: Chance, around: Around): Fault[] {
  const count = 1 + chance.below(3);
  const faults = Array.from({ length: count }, () => faultOf(chance));
  if (around.isFirst && chance.percent(25)) faults.push(...meanwhile(chance, around));
  // One process dies once.
  const [death] = faults.filter(({ kind }) => kind === 'kill');
  return faults.filter((fault) => fault.kind !== 'kill' || fault === death);
}

const SIDES: readonly [Side, ...Side[]] = ['odoo', 'odoo', 'store'];

function faultOf(chance: Chance): Fault {
  const on = chance.pick(SIDES);
  const at = chance.next();
  const percent = chance.below(100);
  if (percent < 45) {
    const [what, action] = chance.pick(SERVER_FAULTS[on]);
    return { kind: 'answer', on, at, what, action, lasting: chance.percent(30) };
  }
  if (percent < 50)
    return { kind: 'answer', on: 'store', at: 0, lasting: false, ...chance.pick(SECRET_PAGES) };
  if (percent < 75)
    return {
      kind: 'kill',
      on: chance.pick(['store', 'odoo', 'odoo', 'database']),
      at,
      handled: chance.percent(50),
    };
  if (percent < 82) return { kind: 'restart', on, at, handled: chance.percent(50), refused: chance.below(8) };
  if (percent < 88) return { kind: 'disk', at };
  if (percent < 93) return { kind: 'clock', on, at, seconds: chance.pick(JUMPS) };
  if (percent < 96) return { kind: 'totals', totals: chance.pick(['page', 'languages']) };
  return { kind: 'twice', on, at };
}

/** Seconds: minutes, hours and years, both ways. */
const JUMPS: readonly [number, ...number[]] = [-120, 120, -7_200, 7_200, -40_000_000, 40_000_000];

/** A change of the store or an edit of a person while the sync runs: of things that the run is not about by itself. */
function meanwhile(chance: Chance, { beginning, changes, edits }: Around): Fault[] {
  const moment = { on: chance.pick(SIDES), at: chance.next() };
  if (beginning === 'fresh' || chance.percent(50))
    return [{ kind: 'change', ...moment, change: chance.pick(CHANGE_NAMES) }];
  const busy = new Set([
    ...changes.map((name) => changeNamed(name).about),
    ...edits.map((name) => editNamed(name).about),
  ]);
  const [first, ...rest] = EDIT_NAMES.filter((name) => !busy.has(editNamed(name).about));
  return first === undefined ? [] : [{ kind: 'person', ...moment, edit: chance.pick([first, ...rest]) }];
}
