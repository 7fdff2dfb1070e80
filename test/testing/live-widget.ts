import { runInNewContext } from 'node:vm';
import { LIVE_ACTIVITY } from '../../src/odoo/app/live-activity.ts';

/** The values of a record as the page has them. */
export type Shown = Readonly<Record<string, unknown>>;

/** An open form of one record, on a page that is not a browser. */
export interface OpenForm {
  /** What the page shows now. */
  shown(): Shown;
  /** How often the whole record was loaded again. */
  loads(): number;
  /** How often the watched values were read. */
  reads(): number;
  /** Milliseconds until the widget looks again; null when it has stopped. */
  waits(): number | null;
  /** Lets that time pass. */
  pass(): Promise<void>;
  /** The page is in a tab behind others. */
  hide(hidden: boolean): void;
  /** A user has changed something that is not saved yet. */
  edit(dirty: boolean): void;
  /** The person presses a button: the page loads the record again, as Odoo does after the button's action. */
  reload(): Promise<void>;
  close(): void;
}

type Hook = () => void;

/**
 * Opens a form with the app's script, the very text that Odoo serves, on stand-ins for the five things it imports.
 *
 * @param read the values of the record, as its model's `read` answers
 */
export function openForm(read: (fields: readonly string[] | null) => Promise<Shown>): OpenForm {
  const hooks: Record<'mounted' | 'patched' | 'unmounted', Hook[]> = {
    mounted: [],
    patched: [],
    unmounted: [],
  };
  const page = { hidden: false };
  let timer: { run: () => Promise<void>; milliseconds: number } | null = null;
  let counts = { loads: 0, reads: 0 };
  const record = {
    resModel: 'x_woo_backend',
    resId: 1,
    dirty: false,
    data: {} as Shown,
    load: async () => {
      counts = { ...counts, loads: counts.loads + 1 };
      record.data = await read(null);
      for (const hook of hooks.patched) hook();
    },
  };
  const orm = {
    read: async (_model: string, _ids: readonly number[], fields: readonly string[]) => {
      counts = { ...counts, reads: counts.reads + 1 };
      return [await read(fields)];
    },
  };
  class Component {
    readonly props = { record, name: 'x_activity' };
  }
  const registered = new Map<string, { component: new () => Component & { setup(): void; text: string } }>();
  const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    '@odoo/owl': {
      Component,
      xml: ([source]: readonly string[]) => source,
      onMounted: (hook: Hook) => hooks.mounted.push(hook),
      onPatched: (hook: Hook) => hooks.patched.push(hook),
      onWillUnmount: (hook: Hook) => hooks.unmounted.push(hook),
    },
    '@web/core/registry': {
      registry: {
        category: () => ({ add: (name: string, entry: never) => registered.set(name, entry) }),
      },
    },
    '@web/core/utils/hooks': { useService: () => ({ silent: orm }) },
    '@web/views/fields/integer/integer_field': { integerField: {} },
  };
  const source = LIVE_ACTIVITY.text
    .replace(/^import (\{[^}]+\}) from "([^"]+)";$/gmu, 'const $1 = modules["$2"];')
    .replaceAll('export class', 'class');
  runInNewContext(source, {
    modules,
    document: page,
    setTimeout: (run: () => Promise<void>, milliseconds: number) => (timer = { run, milliseconds }),
    clearTimeout: () => (timer = null),
  });
  const entry = registered.get(LIVE_ACTIVITY.widget);
  if (entry === undefined) throw new Error('the script registered no widget');
  const widget = new entry.component();
  widget.setup();
  return {
    shown: () => ({ ...record.data, text: widget.text }),
    loads: () => counts.loads,
    reads: () => counts.reads,
    waits: () => timer?.milliseconds ?? null,
    pass: async () => {
      const due = timer;
      timer = null;
      await due?.run();
    },
    hide: (hidden) => (page.hidden = hidden),
    edit: (dirty) => (record.dirty = dirty),
    reload: async () => {
      await record.load();
      counts = { ...counts, loads: counts.loads - 1 };
      for (const hook of hooks.mounted.splice(0)) hook();
    },
    close: () => {
      for (const hook of hooks.unmounted) hook();
    },
  };
}
