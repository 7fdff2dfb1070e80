import { X_ROW } from '../../../core/app-names.ts';
import type { AppRowModel } from '../../../core/app-rows.ts';
import { CARRIER_MODEL, METHOD_TYPE } from '../models.ts';
import { X_METHOD, X_METHOD_TYPE, X_SHIPPING_CLASS, X_ZONE } from './names.ts';

/** The types of method that the store offers to set up. Nothing in Odoo corresponds to them. Key: `x_code`. */
export const METHOD_TYPE_MIRROR: AppRowModel = {
  model: X_METHOD_TYPE.model,
  type: 'shipping_method_type',
  columns: [X_ROW.name, X_METHOD_TYPE.code],
  ...keyedBy(X_METHOD_TYPE.code),
};

/** Classes of products for shipping. Key: `x_class_id`. */
export const SHIPPING_CLASS_MIRROR: AppRowModel = {
  model: X_SHIPPING_CLASS.model,
  type: 'shipping_class',
  columns: [X_ROW.name, X_SHIPPING_CLASS.classId, X_SHIPPING_CLASS.slug],
  ...keyedBy(X_SHIPPING_CLASS.classId),
};

/** Zones with their places, in the order in which the store asks them. Key: `x_zone_id`. */
export const ZONE_MIRROR: AppRowModel = {
  model: X_ZONE.model,
  type: 'shipping_zone',
  columns: [X_ROW.name, X_ZONE.zoneId, X_ZONE.order, X_ZONE.locations, X_ZONE.methodCount],
  ...keyedBy(X_ZONE.zoneId),
};

/**
 * Methods of zones with the carriers that represent them. `x_woo_zone_id` is a column of placement: it follows
 * `x_zone`, which is compared. Key: `x_instance_id`.
 */
export const METHOD_MIRROR: AppRowModel = {
  model: X_METHOD.model,
  type: METHOD_TYPE,
  columns: [
    X_ROW.name,
    X_METHOD.instanceId,
    X_METHOD.zone,
    X_METHOD.methodType,
    X_METHOD.typeName,
    X_METHOD.enabled,
    X_METHOD.order,
    X_METHOD.cost,
    X_METHOD.taxStatus,
    X_METHOD.report,
    X_METHOD.limitation,
    X_METHOD.carrier,
    X_ROW.status,
    X_ROW.rule,
    X_ROW.reason,
    X_ROW.created,
    X_ROW.written,
  ],
  ...keyedBy(X_METHOD.instanceId),
  inOdooOnly: [X_METHOD.typeName],
  filters: [X_METHOD.zone, X_METHOD.methodType, X_METHOD.enabled],
  binding: {
    ...{ model: CARRIER_MODEL, field: X_METHOD.carrier, written: true, shared: true },
    among: [['active', '=', true]],
  },
};

/** The app's models of this domain, in the order in which their rows are written: methods point to zones. */
export const ROW_MODELS: readonly AppRowModel[] = [
  METHOD_TYPE_MIRROR,
  SHIPPING_CLASS_MIRROR,
  ZONE_MIRROR,
  METHOD_MIRROR,
];

/** Rows whose subject's key is one field. */
function keyedBy(field: string): Pick<AppRowModel, 'keyFields' | 'key'> {
  return {
    keyFields: [field],
    key: (values) => values[field] ?? '',
  };
}
