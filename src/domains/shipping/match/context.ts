import type { PlanInput } from '../../../core/domain.ts';
import { byExternalId, indexMemory, type MemoryIndex } from '../../../core/memory-index.ts';
import { compareText } from '../../../core/plan.ts';
import type { StoreShippingClass } from '../../../woocommerce/port.ts';
import type {
  OdooCarrier,
  OdooDeliveryProduct,
  OdooShipping,
  OdooZipPrefix,
  StoreShipping,
} from '../facts.ts';
import { pricedClasses } from '../classes.ts';
import { ROW_MODELS } from '../app/mirror-models.ts';
import { partKeysOf } from './part-keys.ts';

/** Everything the parts of the plan share. */
export interface PlanContext extends MemoryIndex {
  readonly input: PlanInput<StoreShipping, OdooShipping>;
  readonly backendId: string;
  readonly companyId: number;
  /** Those that could not be understood by their numbers. */
  readonly classes: readonly StoreShippingClass[];
  readonly carriers: ReadonlyMap<number, OdooCarrier>;
  readonly carriersByExternalId: ReadonlyMap<string, OdooCarrier>;
  /** The keys of the parts that are in Odoo, by their methods: those in use first. */
  readonly partKeys: ReadonlyMap<string, readonly string[]>;
  readonly productsByExternalId: ReadonlyMap<string, OdooDeliveryProduct>;
  readonly prefixesByName: ReadonlyMap<string, OdooZipPrefix>;
  readonly prefixNames: ReadonlyMap<number, string>;
  /** The store's code of a country or state (`US:CA`) of Odoo's, by id. */
  readonly countryCodes: ReadonlyMap<number, string>;
  readonly stateCodes: ReadonlyMap<number, string>;
}

export function buildContext(input: PlanInput<StoreShipping, OdooShipping>): PlanContext {
  const { odoo, store } = input;
  const states = store.countries.flatMap(({ code, states: own }) =>
    own.map((state) => `${code}:${state.code}`),
  );
  return {
    input,
    backendId: input.backendId,
    companyId: odoo.companyId,
    classes: pricedClasses(store),
    ...indexMemory(input, ROW_MODELS),
    carriers: new Map(odoo.carriers.map((carrier) => [carrier.id, carrier])),
    carriersByExternalId: byExternalId(odoo.carriers),
    partKeys: partKeysOf(odoo.carriers, input.backendId),
    productsByExternalId: byExternalId(odoo.products),
    prefixesByName: new Map(odoo.prefixes.map((prefix) => [prefix.name, prefix])),
    prefixNames: new Map(odoo.prefixes.map(({ id, name }) => [id, name])),
    countryCodes: codesById(
      'country',
      store.countries.map(({ code }) => code),
      input,
    ),
    stateCodes: codesById('state', states, input),
  };
}

/** Of two subjects with one record the first in order gives its code. */
function codesById(
  type: string,
  codes: readonly string[],
  { found }: Pick<PlanContext['input'], 'found'>,
): ReadonlyMap<number, string> {
  const byId = new Map<number, string>();
  for (const code of codes.toSorted(compareText)) {
    const id = found(type, code)?.id ?? null;
    if (id !== null && !byId.has(id)) byId.set(id, code);
  }
  return byId;
}
