import type { AppRowsInput, AppRow } from '../../../core/app-rows.ts';
import { isFrozen, type Operation } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import { bindingCells, idText, madeCells, rowOf } from '../../../core/app-cells.ts';
import type { StoreShipping } from '../facts.ts';
import { METHOD_MIRROR, METHOD_TYPE_MIRROR, SHIPPING_CLASS_MIRROR, ZONE_MIRROR } from './mirror-models.ts';
import { METHOD_TYPE } from '../models.ts';
import { zonesInOrder } from '../places/zone-areas.ts';

type Input = AppRowsInput<StoreShipping>;

/** The rows of the app that show the store's shipping and what represents it in Odoo. */
export function* shippingRows(input: Input): Generator<AppRow> {
  const { operations, store } = input;
  const methods = new Map(
    operations
      .filter(({ kind, subject }) => kind !== 'archive' && subject.type === METHOD_TYPE)
      .map((operation) => [operation.subject.key, operation]),
  );
  for (const { id, title } of store.methodTypes)
    yield rowOf(METHOD_TYPE_MIRROR, id, { x_name: title || id, x_code: id });
  for (const { id, name, slug } of store.classes)
    yield rowOf(SHIPPING_CLASS_MIRROR, String(id), {
      x_name: name,
      x_class_id: String(id),
      x_slug: slug,
    });
  const zones = zonesInOrder(store.zones);
  for (const [place, zone] of zones.entries()) yield zoneRow(zone, place + 1);
  for (const zone of zones) {
    for (const method of zone.methods) {
      const operation = methods.get(String(method.instanceId));
      if (operation !== undefined && !isFrozen(operation)) yield methodRow(method, zone, operation, input);
    }
  }
  for (const { id, kind, zoneId } of store.faults) {
    const operation = kind === 'method' ? methods.get(String(id)) : undefined;
    const zone = zones.find((each) => each.id === zoneId);
    if (operation !== undefined && zone !== undefined)
      yield methodRow(invalidMethod(Number(id)), zone, operation, input);
  }
}

/** A class or method that the store lists and nobody understood keeps its row; one without a number may be any of them. */
export function isUnavailable({ faults }: StoreShipping, model: string, key: string): boolean {
  if (model === SHIPPING_CLASS_MIRROR.model)
    return faults.some(({ id, kind }) => kind === 'class' && (id === null || String(id) === key));
  return model === METHOD_MIRROR.model && faults.some(({ id, kind }) => kind === 'method' && id === null);
}

/** One that could not be understood is still there: its row says so. */
function invalidMethod(instanceId: number): StoreShippingMethod {
  return { instanceId, methodId: '', title: '', enabled: false, order: 0, settings: {} };
}

function zoneRow(zone: StoreShippingZone, place: number): AppRow {
  const { id, locations, methods, name } = zone;
  return rowOf(ZONE_MIRROR, String(id), {
    x_name: name,
    x_zone_id: String(id),
    // Zone 0 is asked last whatever its own order says.
    x_order: String(place),
    x_locations: locations
      .map(({ code, type }) => (type === 'country' ? code : `${type} ${code}`))
      .join('\n'),
    x_method_count: String(methods.length),
  });
}

function methodRow(
  method: StoreShippingMethod,
  zone: StoreShippingZone,
  operation: Operation,
  input: Input,
): AppRow {
  const { details = {}, key, label } = operation.subject;
  const row = rowOf(METHOD_MIRROR, key, {
    x_name: label,
    x_instance_id: key,
    x_zone: zone.name,
    x_method_type: method.methodId,
    x_enabled: method.enabled ? '1' : '',
    x_order: String(method.order),
    x_cost: costText(method),
    x_tax_status: method.settings['tax_status'] ?? '',
    x_report: details['report'] ?? '',
    x_limitation: details['limitation'] ?? '',
    x_carrier_id: idText(operation, input),
    ...bindingCells(operation, input),
    ...madeCells(operation, input),
  });
  return {
    ...row,
    placement: { x_woo_zone_id: String(zone.id) },
  };
}

/** What decides the price, as the store has it: `cost: 4.90`, one per line. */
function costText({ settings }: StoreShippingMethod): string {
  return Object.entries(settings)
    .filter(([name, value]) => name !== 'tax_status' && value !== '')
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
