import type { Traffic } from '../http/serve.ts';
import type { ShopHolder } from './application.ts';
import type { ShopGateway } from './gateway-state.ts';
import { ShippingControl } from './shipping-control.ts';

/** Changes the payment gateways of a running store from outside, as its merchant and its plugins would. */
export class GatewayControl extends ShippingControl {
  readonly #holder: ShopHolder;

  constructor(traffic: Traffic, holder: ShopHolder) {
    super(traffic, holder);
    this.#holder = holder;
  }

  /** Adds a gateway, or replaces the one with this id. */
  putGateway(gateway: ShopGateway): void {
    const known = this.#holder.shop.gateways.some(({ id }) => id === gateway.id);
    this.#change((gateways) =>
      known ? gateways.map((other) => (other.id === gateway.id ? gateway : other)) : [...gateways, gateway],
    );
  }

  /** Changes a gateway: title, description, order, whether it is enabled, what it is set up with. */
  changeGateway(id: string, changes: Partial<Omit<ShopGateway, 'id'>>): void {
    const gateway = this.#holder.shop.gateways.find((other) => other.id === id);
    if (gateway === undefined) throw new Error(`the store has no gateway ${id}`);
    this.putGateway({ ...gateway, ...changes });
  }

  removeGateway(id: string): void {
    this.#change((gateways) => gateways.filter((other) => other.id !== id));
  }

  #change(edit: (gateways: readonly ShopGateway[]) => readonly ShopGateway[]): void {
    const { shop } = this.#holder;
    this.#holder.shop = { ...shop, gateways: edit(shop.gateways) };
  }
}
