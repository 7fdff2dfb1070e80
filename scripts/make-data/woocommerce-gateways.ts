import { join } from 'node:path';
import { z } from 'zod';
import { readRecording } from './recording.ts';
import { withoutProse } from './woocommerce-settings.ts';

const setting = z.object({
  type: z.string(),
  value: z.json(),
  default: z.json(),
  options: z.record(z.string(), z.json()).optional(),
});
const gateway = z.object({
  id: z.string(),
  title: z.string(),
  order: z.union([z.number().int(), z.literal('')]),
  enabled: z.boolean(),
  method_title: z.string(),
  method_supports: z.array(z.string()),
  settings: z.record(z.string(), setting),
});
const list = z.object({ body: z.array(gateway) });

/**
 * The recorded gateways, and PayPal as it was recorded alone once it was set up: what it keeps must not get past a
 * client. The meaning of the columns is described in `sandbox/woocommerce/gateway-seed.ts`.
 */
export function gatewayRows(folder: string): unknown[] {
  const { body } = readRecording(join(folder, 'GET_payment_gateways.json'), list);
  const paypal = readRecording(join(folder, 'GET_payment_gateways__paypal_configured.json'), gateway);
  return [...body, paypal].map((row) => [
    row.id,
    row.title,
    row.order,
    row.enabled ? 1 : 0,
    row.method_title,
    row.method_supports,
    Object.entries(row.settings)
      .filter(([id]) => id !== 'title')
      .map(([id, { type, value, default: preset, options }]) => [
        id,
        type,
        withoutProse(type, value),
        withoutProse(type, preset),
        ...(options === undefined ? [] : [Object.keys(options)]),
      ]),
  ]);
}
