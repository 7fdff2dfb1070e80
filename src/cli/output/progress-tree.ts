import { nounOf } from '../../core/nouns.ts';
import type { DomainName } from '../../core/operation.ts';
import type { Progress } from '../../engine/run/progress.ts';
import { nounOfModel } from './model-names.ts';
import { elapsed, partOf, plannedWords } from './progress-words.ts';

/** What a domain does right now. */
interface Branch {
  readonly reading: ReadonlySet<'store' | 'odoo'>;
  readonly planned: string | null;
  readonly writing: { readonly model: string; readonly done: number; readonly total: number } | null;
}

const NEW: Branch = { reading: new Set(), planned: null, writing: null };

/** A line of the tree. `isDone`: nothing of it moves any more. */
export interface TreeLine {
  readonly isDone: boolean;
  readonly text: string;
}

/** What a command does, as a title and a line per domain. */
export interface ProgressTree {
  add(progress: Progress): void;
  /** @param milliseconds since the command began */
  lines(milliseconds: number): { readonly title: string; readonly branches: readonly TreeLine[] };
}

/** Gathers the steps of a run into a short tree: a title with the time, and under it a line for each domain. */
export function progressTree(): ProgressTree {
  const branches = new Map<DomainName, Branch>();
  let title = 'Starting';
  const change = (domain: DomainName, to: (branch: Branch) => Partial<Branch>) => {
    const branch = branches.get(domain) ?? NEW;
    branches.set(domain, { ...branch, ...to(branch) });
  };
  return {
    add: (progress) => {
      switch (progress.step) {
        case 'connecting':
          title = 'Connecting to the store and Odoo';
          return;
        case 'reading': {
          title = 'Reading the store and Odoo';
          const { side } = progress;
          change(progress.domain, ({ reading }) => ({
            reading: progress.done
              ? new Set([...reading].filter((each) => each !== side))
              : new Set([...reading, side]),
          }));
          return;
        }
        case 'planned':
          change(progress.domain, () => ({ reading: new Set(), planned: plannedWords(progress.counts) }));
          return;
        case 'writing': {
          title = 'Writing to Odoo';
          const { done, model, total } = progress;
          change(progress.domain, () => ({ writing: done < total ? { model, done, total } : null }));
          return;
        }
        case 'verifying':
          title = `Verifying ${progress.kind}: ${partOf(progress.done, progress.total, UNIT[progress.kind])}`;
          return;
        case 'stopping':
        case 'warning':
          return;
      }
    },
    lines: (milliseconds) => {
      const width = Math.max(0, ...[...branches.keys()].map((name) => name.length));
      return {
        title: `${title} · ${elapsed(milliseconds)}`,
        branches: [...branches].map(([domain, branch]) => ({
          isDone: branch.writing === null && branch.reading.size === 0 && branch.planned !== null,
          text: `${nounOf(domain).padEnd(width)}  ${describe(branch)}`,
        })),
      };
    },
  };
}

const UNIT = { taxes: 'address', shipping: 'address', orders: 'order' } as const;

function describe({ planned, reading, writing }: Branch): string {
  if (writing !== null) return `writing ${partOf(writing.done, writing.total, nounOfModel(writing.model))}`;
  const sides = (['store', 'odoo'] as const).filter((side) => reading.has(side));
  if (sides.length > 0)
    return `reading ${sides.map((side) => (side === 'odoo' ? 'Odoo' : 'the store')).join(' and ')}`;
  return planned ?? 'comparing';
}
