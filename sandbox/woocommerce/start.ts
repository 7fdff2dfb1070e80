import { CONTROL_PATH } from '../http/control-door.ts';
import { listen, Traffic } from '../http/serve.ts';
import type { Listening, ListenOptions } from '../http/serve.ts';
import { StoreApplication } from './application.ts';
import type { ShopHolder } from './application.ts';
import { StoreApi } from './cart/store-api.ts';
import { StoreControl } from './control.ts';
import { STORE_KEYS } from './keys.ts';
import { seedShop } from './seed.ts';
import type { ShopBehaviour, ShopData } from './state.ts';

/** How a sandbox store is started. Everything about its behaviour can be changed later through the control. */
export interface StoreOptions extends ListenOptions, Partial<ShopBehaviour> {
  /** The store's clock, in seconds since 1970; only OAuth looks at it. */
  readonly now?: () => number;
  /** Starts with what another store held, instead of the data set of the project. */
  readonly shop?: ShopData;
}

/** A store that listens. */
export interface SandboxStore {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** Where `connectControl` reaches the control from another process. */
  readonly controlUrl: string;
  readonly keys: typeof STORE_KEYS;
  readonly control: StoreControl;
  readonly answer: Listening['answer'];
  close(): Promise<void>;
}

/** Starts a stand-in WooCommerce store with the data set of the project on a loopback port. */
export async function startStore(options: StoreOptions = {}): Promise<SandboxStore> {
  const { port, tls, now, shop: given, ...behaviour } = options;
  const seeded = given ?? seedShop();
  const holder: ShopHolder = {
    shop: { ...seeded, behaviour: { ...seeded.behaviour, ...behaviour } },
    carts: new StoreApi(),
  };
  const traffic = new Traffic();
  const control = new StoreControl(traffic, holder);
  const shop = new StoreApplication(holder, tls !== undefined, now ?? (() => Math.floor(Date.now() / 1000)));
  const application = {
    traits: shop.traits.bind(shop),
    handle: shop.handle.bind(shop),
    control,
  };
  const listening = await listen(application, traffic, {
    ...(port === undefined ? {} : { port }),
    ...(tls === undefined ? {} : { tls }),
  });
  shop.address = listening.url;
  return {
    url: listening.url,
    controlUrl: `${listening.url}${CONTROL_PATH}`,
    keys: STORE_KEYS,
    control,
    answer: listening.answer,
    close: () => listening.close(),
  };
}
