import data from '../data/woocommerce.json' with { type: 'json' };
import type { Json } from '../json.ts';
import type { ShopGateway } from './gateway-state.ts';

/** `[id, type, value, default, choices]`; without the last where anything may be written. */
type SettingRow = readonly [string, string, Json, Json, (readonly string[])?];
/** `[id, title, order, enabled, method title, features, settings]` */
type GatewayRow = readonly [
  string,
  string,
  number | '',
  number,
  string,
  readonly string[],
  readonly SettingRow[],
];

/** The gateways of the data set: three that need no account, and PayPal with its passwords. */
export function seedGateways(): readonly ShopGateway[] {
  return (data.gateways as unknown as readonly GatewayRow[]).map(
    ([id, title, order, enabled, methodTitle, supports, settings]) => ({
      id,
      title,
      description: `What customers read about ${id}.`,
      order,
      enabled: enabled === 1,
      methodTitle,
      supports,
      settings: settings.map(([name, type, value, preset, choices]) => ({
        id: name,
        type,
        value,
        default: preset,
        ...(choices !== undefined && { choices }),
      })),
    }),
  );
}
