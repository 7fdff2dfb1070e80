import data from '../data/crosswalk.json' with { type: 'json' };

/**
 * What the crosswalk knows of a state of the store:
 * `codes`  the Odoo codes that mean the same place, the first that exists counts
 * `own`    a place Odoo is known not to have: never taken by name (its own code may exist, if somebody created it)
 */
export type CrosswalkEntry = { readonly codes: readonly string[] } | { readonly own: true };

interface CrosswalkData {
  readonly shared: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly older: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly states: Readonly<Record<string, Readonly<Record<string, string | readonly string[] | null>>>>;
}

const crosswalk: CrosswalkData = data;

/**
 * The entry for a state of the store, if there is one. The table (`data/crosswalk.json`, reviewed entry by entry in
 * `docs/crosswalk.md`) contains every state of WooCommerce whose code differs from Odoo's for the same place in Odoo 17,
 * 18 or 19, so that names, which follow the site's language, are never needed for the states WooCommerce ships.
 */
export function crosswalkEntry(country: string, state: string): CrosswalkEntry | undefined {
  const entry = crosswalk.states[country]?.[state];
  if (entry === undefined) return undefined;
  if (entry === null) return { own: true };
  return { codes: typeof entry === 'string' ? [entry] : entry };
}

/** Whether two states of the store are the same place under an old and a new code, and so may share one Odoo state. */
export function mayShare(country: string, a: string, b: string): boolean {
  return (crosswalk.shared[country] ?? []).some((group) => group.includes(a) && group.includes(b));
}

/**
 * The codes under which localisations of Odoo before 17 brought a state, and which databases of that time still contain:
 * looked for where no record has the code of today.
 */
export function olderCodes(country: string, state: string): readonly string[] {
  return crosswalk.older[country]?.[state] ?? [];
}
