import type { Sessions } from '../../src/engine/sessions.ts';
import type { StoreCartItem, StoreOrderAddress } from '../../src/woocommerce/trade-port.ts';

type Both = Pick<Sessions, 'odoo' | 'store'>;

/** What a proof asked of both servers, so that the same can be asked again without the proof. */
export class QuestionLog {
  readonly #sessions: Both;
  readonly #ofOdoo: (() => Promise<unknown>)[] = [];
  readonly #addresses: StoreOrderAddress[] = [];
  readonly #removals: (() => Promise<unknown>)[] = [];
  #items: readonly StoreCartItem[] = [];
  /** The same sessions, which remember questions. What would be removed stays until `clean`: it is asked with again. */
  readonly recorded: Both;

  constructor(sessions: Both) {
    this.#sessions = sessions;
    const { odoo, store } = sessions;
    const noted = <T>(question: () => Promise<T>): Promise<T> => {
      this.#ofOdoo.push(question);
      return question();
    };
    this.recorded = {
      odoo: {
        ...odoo,
        ask: (...given) => noted(() => odoo.ask(...given)),
        write: (...given) => noted(() => odoo.write(...given)),
        call: (model, method, request) => {
          if (method !== 'unlink') return odoo.call(model, method, request);
          this.#removals.push(() => odoo.call(model, method, request));
          return Promise.resolve(request.answer.parse(true));
        },
      },
      store: {
        ...store,
        openCart: async (items) => {
          this.#items = items;
          const cart = await store.openCart(items);
          if ('refused' in cart) return cart;
          const quoteAt = (address: StoreOrderAddress) => {
            this.#addresses.push(address);
            return cart.quoteAt(address);
          };
          return { quoteAt, close: () => cart.close() };
        },
      },
    };
  }

  /** Asks everything again, one question to each server at a time; neither waits for the other. */
  async askAgain(): Promise<{ readonly seconds: number; readonly requests: number; readonly calls: number }> {
    const cart = await this.#sessions.store.openCart(this.#items);
    if ('refused' in cart) throw new Error(cart.reason);
    const begun = performance.now();
    await Promise.all([
      (async () => {
        for (const address of this.#addresses) await cart.quoteAt(address);
      })(),
      (async () => {
        for (const question of this.#ofOdoo) await question();
      })(),
    ]);
    const seconds = (performance.now() - begun) / 1000;
    await cart.close();
    return { seconds, requests: this.#addresses.length, calls: this.#ofOdoo.length };
  }

  /** Removes what the proof made. */
  async clean(): Promise<void> {
    for (const removal of this.#removals) await removal();
  }
}
