import type { Subject } from '../../core/operation.ts';

/** Things by the type and key of their subject, without a joined name for each of 50,000. */
export class BySubject<Item> {
  readonly #items = new Map<string, Map<string, Item>>();

  constructor(items: Iterable<Item>, subjectOf: (item: Item) => Pick<Subject, 'type' | 'key'>) {
    for (const item of items) {
      const { key, type } = subjectOf(item);
      const ofType = this.#items.get(type) ?? new Map<string, Item>();
      this.#items.set(type, ofType.set(key, item));
    }
  }

  get(type: string, key: string): Item | undefined {
    return this.#items.get(type)?.get(key);
  }
}
