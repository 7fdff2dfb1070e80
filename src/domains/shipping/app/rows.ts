import { X_ROW } from '../../../core/app-names.ts';
import type { AppRowsInput, AppRow } from '../../../core/app-rows.ts';
import { isFrozen, type Operation } from '../../../core/operation.ts';
import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import { bindingCells, idText, madeCells, rowOf } from '../../../core/app-cells.ts';
import type { StoreShipping } from '../facts.ts';
import { METHOD_MIRROR, METHOD_TYPE_MIRROR, SHIPPING_CLASS_MIRROR, ZONE_MIRROR } from './mirror-models.ts';
import { METHOD_TYPE } from '../models.ts';
import { zonesInOrder } from '../places/zone-areas.ts';
import { costText, locationText, typeName } from './words.ts';
import { X_METHOD, X_METHOD_TYPE, X_SHIPPING_CLASS, X_ZONE } from './names.ts';

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
    yield rowOf(METHOD_TYPE_MIRROR, id, { [X_ROW.name]: title || id, [X_METHOD_TYPE.code]: id });
  for (const { id, name, slug } of store.classes)
    yield rowOf(SHIPPING_CLASS_MIRROR, String(id), {
      [X_ROW.name]: name,
      [X_SHIPPING_CLASS.classId]: String(id),
      [X_SHIPPING_CLASS.slug]: slug,
    });
  const zones = zonesInOrder(store.zones);
  for (const [place, zone] of zones.entries()) yield zoneRow(zone, place + 1, store);
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

/** A class, type or method that the store lists and nobody understood keeps its row; one without a number may be any of them. */
export function isUnavailable({ faults }: StoreShipping, model: string, key: string): boolean {
  if (model === SHIPPING_CLASS_MIRROR.model)
    return faults.some(({ id, kind }) => kind === 'class' && (id === null || String(id) === key));
  if (model === METHOD_TYPE_MIRROR.model) return faults.some(({ kind }) => kind === 'type');
  return model === METHOD_MIRROR.model && faults.some(({ id, kind }) => kind === 'method' && id === null);
}

/** One that could not be understood is still there: its row reports it. */
function invalidMethod(instanceId: number): StoreShippingMethod {
  return { instanceId, methodId: '', title: '', enabled: false, order: 0, settings: {} };
}

function zoneRow(zone: StoreShippingZone, place: number, store: StoreShipping): AppRow {
  const { id, locations, methods, name } = zone;
  return rowOf(ZONE_MIRROR, String(id), {
    [X_ROW.name]: name,
    [X_ZONE.zoneId]: String(id),
    // Zone 0 is asked last whatever its own order is.
    [X_ZONE.order]: String(place),
    [X_ZONE.locations]: locations.map((location) => locationText(location, store)).join('\n'),
    [X_ZONE.methodCount]: String(methods.length),
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
    [X_ROW.name]: label,
    [X_METHOD.instanceId]: key,
    [X_METHOD.zone]: zone.name,
    [X_METHOD.methodType]: method.methodId,
    [X_METHOD.typeName]: typeName(method, input.store),
    [X_METHOD.enabled]: method.enabled ? '1' : '',
    [X_METHOD.order]: String(method.order),
    [X_METHOD.cost]: costText(method, input.store),
    [X_METHOD.taxStatus]: method.settings['tax_status'] ?? '',
    [X_METHOD.report]: details['report'] ?? '',
    [X_METHOD.limitation]: details['limitation'] ?? '',
    [X_METHOD.carrier]: idText(operation, input),
    ...bindingCells(operation, input),
    ...madeCells(operation, input),
  });
  return {
    ...row,
    placement: { [X_METHOD.zoneRow]: String(zone.id) },
  };
}
