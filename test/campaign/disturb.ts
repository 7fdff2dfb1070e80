import { driverOf } from '../testing/memory-database.ts';
import { fillDisk, type ConnectorProcess, type Watcher } from './connector-process.ts';
import type { Fault, Side } from './faults.ts';
import { editOdoo, type Left } from './people.ts';
import { changeStore } from './store-changes.ts';
import type { World } from './world.ts';

/** How many requests and statements a sync needs that nothing disturbs. */
export type Expected = Readonly<Record<Side | 'database', number>>;

/** What of a round happened so far. */
export interface Happened {
  /** Records that persons edited. */
  readonly left: Left[];
  /** Started by `twice`. */
  readonly others: Promise<unknown>[];
  /** Lets what merchants and persons were to do happen now, where the sync ended before its moment came. */
  readonly catchUp: () => void;
}

type Where = Side | 'database';

interface Point {
  readonly where: Where;
  readonly number: number;
  readonly handled: boolean;
  readonly happen: () => void;
}

/** Sets the faults of a round, before its sync is started in that process. */
export function disturb(
  faults: readonly Fault[],
  expected: Expected,
  { process, world }: { readonly process: ConnectorProcess; readonly world: World },
): Happened {
  const left: Left[] = [];
  const others: Promise<unknown>[] = [];
  const away: Record<Side, number> = { store: 0, odoo: 0 };
  const numberAt = (where: Where, share: number) => Math.max(1, Math.ceil(share * expected[where]));
  const pending: (() => unknown)[] = [];
  const points = faults.flatMap((fault): Point[] => {
    if (fault.kind === 'answer' || fault.kind === 'totals') {
      arm(fault, world, numberAt);
      return [];
    }
    const where = 'on' in fault ? fault.on : 'database';
    const handled = 'handled' in fault && fault.handled;
    const number = numberAt(where, fault.at);
    let isDue = true;
    const happen = () => {
      isDue = false;
      happening(fault, { away, left, others, process, world });
    };
    if (fault.kind === 'change' || fault.kind === 'person') pending.push(() => isDue && happen());
    return [{ where, number, handled, happen }];
  });
  process.watch(watcherOf(points, away));
  const catchUp = () => {
    for (const happen of pending) happen();
  };
  return { left, others, catchUp };
}

function arm(
  fault: Fault & { kind: 'answer' | 'totals' },
  { odoo, woo }: World,
  numberAt: (where: Where, share: number) => number,
): void {
  if (fault.kind === 'totals') {
    woo.control.behave({ totals: fault.totals });
    return;
  }
  const { action, lasting, on, path } = fault;
  const only = path === undefined ? {} : { only: { path } };
  const { control } = { store: woo, odoo }[on];
  control.fault({ action, at: numberAt(on, fault.at), always: lasting, ...only });
}

function watcherOf(points: readonly Point[], away: Record<Side, number>): Watcher {
  const due = (where: Where, number: number, handled: boolean) =>
    points.filter((point) => point.where === where && point.number === number && point.handled === handled);
  return {
    before: (where, number) => {
      if (where !== 'database' && away[where] > 0) {
        away[where] -= 1;
        throw connectionError('ECONNREFUSED');
      }
      for (const { happen } of due(where, number, false)) happen();
    },
    after: (where, number) => {
      for (const { happen } of due(where, number, true)) happen();
    },
  };
}

function happening(
  fault: Exclude<Fault, { kind: 'answer' | 'totals' }>,
  round: Pick<Happened, 'left' | 'others'> & {
    readonly away: Record<Side, number>;
    readonly process: ConnectorProcess;
    readonly world: World;
  },
): void {
  const { away, left, others, process, world } = round;
  switch (fault.kind) {
    case 'kill':
      return process.kill();
    case 'restart':
      away[fault.on] = fault.refused;
      throw connectionError('UND_ERR_SOCKET');
    case 'disk':
      fillDisk(driverOf(world.database));
      return;
    case 'clock':
      process.skew(fault.seconds);
      return;
    case 'change':
      changeStore(world.woo, fault.change);
      return;
    case 'person': {
      const edited = editOdoo(world.odoo, fault.edit);
      if (edited !== undefined) left.push(edited);
      return;
    }
    case 'twice': {
      const { backend } = world;
      const other = process.do(() => process.engine.sync(backend, {}, () => undefined));
      others.push(other.catch((error: unknown) => error));
    }
  }
}

/** As undici reports it. */
function connectionError(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}
