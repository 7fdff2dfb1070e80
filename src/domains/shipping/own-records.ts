import { z } from 'zod';
import type { UnknownRecords } from '../../core/domain.ts';
import { readOwnId } from '../../core/external-id.ts';
import { id, text } from '../../core/odoo-values.ts';
import { canonicalText } from '../../core/text.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import { CARRIER_KIND, CARRIER_MODEL, isPartName, readMethodKey } from './models.ts';
import { carrierName } from './desired/methods.ts';

const EXAMPLES = 3;

/** A carrier that the connector made for a method of some backend. */
export interface OwnCarrier {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
  readonly productId: number | null;
  readonly mark: string;
  /** The method's instance in the store. */
  readonly key: string;
}

const carrierRow = z.object({
  ...{ id, name: text, active: z.boolean() },
  product_id: z
    .union([z.tuple([id, z.string()]), z.literal(false)])
    .transform((value) => (value ? value[0] : null)),
});

/** The carriers of the company that the connector made, for whichever backend: two calls. Empty without `delivery`. */
export async function readOwnCarriers(odoo: OdooReader): Promise<OwnCarrier[]> {
  if ((await odoo.fields(CARRIER_MODEL)) === null) return [];
  const rows = await odoo.searchRead(CARRIER_MODEL, {
    domain: [['company_id', 'in', [false, odoo.identity.company.id]]],
    fields: ['name', 'active', 'product_id'],
    row: carrierRow,
  });
  if (rows.length === 0) return [];
  const names = await odoo.externalIds(
    CARRIER_MODEL,
    rows.map((row) => row.id),
  );
  return rows.flatMap(({ id: carrierId, name, active, product_id: productId }) => {
    const own = readOwnId(names.get(carrierId), CARRIER_KIND);
    return own === null ? [] : [{ id: carrierId, name, active, productId, ...own }];
  });
}

/**
 * Carriers that were made for backends nobody here knows. One fits when the store has its method, under the same name:
 * numbers of methods begin at 1 in every store, so that a number alone proves nothing.
 */
export async function findUnknownCarriers(
  odoo: OdooReader,
  store: Pick<StoreReader, 'shippingZones'>,
  known: ReadonlySet<string>,
): Promise<UnknownRecords[]> {
  const unknown = (await readOwnCarriers(odoo)).filter(({ mark }) => !known.has(mark));
  if (unknown.length === 0) return [];
  const { zones } = await store.shippingZones();
  const names = new Map(
    zones.flatMap(({ methods }) =>
      methods.map((method) => [String(method.instanceId), canonicalText(carrierName(method))] as const),
    ),
  );
  return [...Map.groupBy(unknown, ({ mark }) => mark)].map(([mark, carriers]) => {
    const fitting = carriers.filter(({ key, name }) =>
      fits(names.get(readMethodKey(key).method), key, canonicalText(name)),
    );
    const examples = fitting.slice(0, EXAMPLES).map(({ name }) => name);
    return { mark, records: carriers.length, fitting: fitting.length, examples };
  });
}

function fits(title: string | undefined, key: string, name: string): boolean {
  if (title === undefined) return false;
  return readMethodKey(key).country === undefined ? name === title : isPartName(name, title);
}
