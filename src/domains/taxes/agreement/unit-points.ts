import { agrees, differs, isUnknown, type Point } from './point.ts';

/** WooCommerce writes the pound as a plural. Odoo knows kg and lb. */
const weightName = (unit: string) => (unit === 'lbs' ? 'lb' : unit);

export const WEIGHT_UNIT: Point = {
  key: 'weight_unit',
  topic: 'Unit of weight',
  matters: 'Shipping prices that go by weight are wrong where the same number means another weight.',
  odoo: ({ odoo }) => odoo.weightUnit,
  judge: ({ weightUnit }, { odoo }) => {
    if (weightUnit === '' || odoo.weightUnit === '') return silent(weightUnit, 'weight');
    if (weightName(weightUnit) === weightName(odoo.weightUnit)) {
      return agrees(weightUnit, 'The same number is the same weight.');
    }
    return differs(
      weightUnit,
      'Shipping prices that go by weight are wrong for every weight taken over as a bare number.',
      'Choose the same unit in WooCommerce (Settings, Products) and in Odoo (Settings, General Settings), which has kg ' +
        'and lb.',
    );
  },
};

const METRIC = new Set(['m', 'cm', 'mm', 'm³', 'm3']);
const IMPERIAL = new Set(['in', 'yd', 'ft', 'ft³', 'ft3']);

/** Odoo stores the volume of a product, not its sides, so the system of measures is what can agree. */
export const DIMENSION_UNIT: Point = {
  key: 'dimension_unit',
  topic: 'Unit of dimensions',
  matters: 'Shipping prices that go by volume are wrong where sizes are taken over in another measure.',
  odoo: ({ odoo }) => (odoo.volumeUnit === '' ? '' : `${odoo.volumeUnit} (volume)`),
  judge: ({ dimensionUnit }, { odoo: { volumeUnit } }) => {
    const [store, odoo] = [systemOf(dimensionUnit), systemOf(volumeUnit)];
    if (store === null || odoo === null) return silent(dimensionUnit, 'length or volume');
    if (store === odoo) {
      return agrees(dimensionUnit, `Both sides measure in the ${store} system; Odoo stores only the volume.`);
    }
    return differs(
      dimensionUnit,
      `The store measures in the ${store} system and Odoo in the ${odoo} one: shipping prices that go by volume are ` +
        'wrong without a conversion.',
      'Choose units of one system in WooCommerce (Settings, Products) and in Odoo (Settings, General Settings).',
    );
  },
};

function systemOf(unit: string): 'metric' | 'imperial' | null {
  if (METRIC.has(unit)) return 'metric';
  return IMPERIAL.has(unit) ? 'imperial' : null;
}

function silent(store: string, what: string) {
  return isUnknown(
    store,
    `One side does not report its unit of ${what}, or reports an unknown one.`,
    'Compare the units in WooCommerce (Settings, Products) and in Odoo (Settings, General Settings).',
  );
}
