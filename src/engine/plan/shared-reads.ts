/**
 * The same store for several domains of one plan: equal calls (the same method with the same arguments) are sent once,
 * and everybody gets the same answer, or the same failure. The answer is shared, so nobody may change it. Only promises
 * are shared; what answers at once, such as a count, is asked anew. An argument that is no plain data (a function)
 * cannot be compared, and its call is sent each time. What was read is remembered as long as this store is kept, so it
 * must not outlive the plan.
 */
export function shareReads<T extends object>(store: T): T {
  const answers = new Map<string, Promise<unknown>>();
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        const key = callKey(name, args);
        const known = key === null ? undefined : answers.get(key);
        if (known !== undefined) return known;
        // On the store itself: private fields do not exist on a proxy.
        const answer: unknown = Reflect.apply(value, target, args);
        if (key !== null && answer instanceof Promise) answers.set(key, answer);
        return answer;
      };
    },
  });
}

/** One text for equal calls; null where an argument has no such form. Left out and undefined are the same. */
function callKey(name: string | symbol, args: readonly unknown[]): string | null {
  if (typeof name === 'symbol') return null;
  const last = args.findLastIndex((argument) => argument !== undefined);
  const forms = args.slice(0, last + 1).map(plainForm);
  return forms.includes(null) ? null : `${name}(${forms.join()})`;
}

function plainForm(value: unknown): string | null {
  if (value === undefined) return '';
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object') return null;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return null;
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    // In one order: `{ a, b }` and `{ b, a }` ask for the same.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]): string | null => {
      const form = plainForm(part);
      return form === null ? null : `${JSON.stringify(key)}:${form}`;
    });
  if (parts.includes(null)) return null;
  return Array.isArray(value) ? `[${value.length};${parts.join()}]` : `{${parts.join()}}`;
}
