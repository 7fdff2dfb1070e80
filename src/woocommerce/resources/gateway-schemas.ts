import { z } from 'zod';
import { badField, fieldsOf } from './bad-row.ts';
import { enabled, firstOfEach } from './loose-values.ts';
import type { InvalidRow, StorePaymentGateway, StorePaymentGateways } from '../port.ts';
import { code, MAX_CODE_LENGTH, MAX_NAME_LENGTH, shownText, text } from './schemas.ts';

/** Bounds far above what stores have and far below what would hurt. */
const MAX_GATEWAYS = 1_000;
const MAX_FEATURES = 1_000;
const MAX_DESCRIPTION_LENGTH = 2_000;

/**
 * What `GET payment_gateways` is asked for. `settings` is left out because it contains passwords and tokens in plain text,
 * even for a key that may only read (recorded); addresses of set-up pages may contain tokens too.
 */
export const GATEWAY_FIELDS = 'id,title,description,order,enabled,method_supports';

/** Never ordered is an empty text (recorded); anything else that is no number means no more. */
const order = z
  .union([z.int32(), z.string().regex(/^\d{1,9}$/)])
  .transform(Number)
  .nullable()
  .catch(null);

const feature = text(MAX_CODE_LENGTH).min(1);

/** A list from which a plugin took something comes as a record: PHP numbers what is left as before. */
const features = z
  .union([z.array(z.unknown()), z.record(z.string(), z.unknown()).transform((all) => Object.values(all))])
  .transform((all) => [
    ...new Set(all.slice(0, MAX_FEATURES).flatMap((one) => feature.safeParse(one).data ?? [])),
  ])
  .catch([]);

/** An allow-list: what is not named here does not get past this line. */
const gateway: z.ZodType<StorePaymentGateway> = z
  .object({
    id: code,
    title: shownText(MAX_NAME_LENGTH),
    description: shownText(MAX_DESCRIPTION_LENGTH),
    enabled,
    order,
    method_supports: features,
  })
  .transform(({ method_supports: supports, ...rest }) => ({ ...rest, supports }));

/**
 * `GET payment_gateways`, in the store's order. A gateway that comes twice counts once; one that cannot be understood is a
 * fault of its own and fails no other.
 */
export const paymentGatewaysSchema: z.ZodType<StorePaymentGateways> = z
  .array(z.unknown())
  .max(MAX_GATEWAYS)
  .transform((rows) => {
    const gateways: StorePaymentGateway[] = [];
    const faults: InvalidRow[] = [];
    for (const row of rows) {
      const parsed = gateway.safeParse(row);
      if (parsed.success) gateways.push(parsed.data);
      else faults.push(faultOf(row, parsed.error));
    }
    return { gateways: firstOfEach(gateways), faults };
  });

/** Names the field alone: whatever else a store puts into this answer may be a secret. */
function faultOf(row: unknown, error: z.ZodError): InvalidRow {
  const fields = fieldsOf(row);
  if (fields === null) return { id: null, ...badField('row', 'is no object') };
  const field = String(error.issues[0]?.path[0] ?? 'row');
  const what = fields[field] === undefined ? 'is missing' : 'is of no known form';
  return { id: code.safeParse(fields['id']).data ?? null, ...badField(field, what) };
}
