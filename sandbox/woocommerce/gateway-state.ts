import type { Json } from '../json.ts';

/** Something a gateway is set up with. It is served in plain text, whether it is a secret or not. */
export interface ShopGatewaySetting {
  readonly id: string;
  readonly type: string;
  readonly value: Json;
  readonly default: Json;
  readonly choices?: readonly string[];
}

/** A way to pay. */
export interface ShopGateway {
  readonly id: string;
  /** As it is kept: entities and all. */
  readonly title: string;
  readonly description: string;
  /** Empty where nobody ordered the gateways. */
  readonly order: number | '';
  readonly enabled: boolean;
  /** What the merchant knows it by. */
  readonly methodTitle: string;
  readonly supports: readonly string[];
  /** Without the title, which is the first of them. */
  readonly settings: readonly ShopGatewaySetting[];
}
