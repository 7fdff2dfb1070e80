import type { FieldChange } from '../../../core/operation.ts';
import type {
  CarrierAnswer,
  ShippingAnswers,
  ShippingCause,
  ShippingProbe,
} from '../../../core/shipping-proof.ts';
import { Exact } from '../../shared/decimals.ts';
import { BUILT_IN_METHODS } from '../facts.ts';
import { METHOD_TYPE, PART_TYPE, PRODUCT_TYPE, readMethodKey } from '../models.ts';
import { GONE, type Case, type CauseInput } from './case.ts';
import { ofLimitation } from './limitation-causes.ts';
import { ofTax } from './tax-causes.ts';

/**
 * Finds why the two sides differ for a method: the first of the usual causes that fits. What the store does against its
 * own settings comes first, since that makes all other causes meaningless; then what a sync or a user left undone; what
 * Odoo does not support comes last.
 */
export function causeOf(probe: ShippingProbe, given: ShippingAnswers, input: CauseInput): ShippingCause {
  const key = String(given.instanceId);
  const all = input.operations.filter(
    ({ subject }) =>
      (subject.type === METHOD_TYPE || subject.type === PART_TYPE || subject.type === PRODUCT_TYPE) &&
      readMethodKey(subject.key).method === key,
  );
  const about: Case = {
    ...{ ...input, probe, given, all },
    operation: all.find(({ subject }) => subject.type === METHOD_TYPE),
    rule: input.judged.methods.find(({ method }) => method.instanceId === given.instanceId),
    offer: given.odoo.find(({ isOffered }) => isOffered === true),
  };
  return (
    ofGone(about) ??
    ofPlugin(about) ??
    ofStore(about) ??
    ofMissing(about) ??
    ofOdooModule(about) ??
    (isTaxAlone(about) ? ofTax(about) : null) ??
    ofChanges(about) ??
    ofCurrency(about) ??
    ofChosen(about) ??
    ofLimitation(about) ??
    ofFreeze(about) ?? {
      cause: 'unknown',
      reason: 'The settings of both sides agree, and what they offer does not.',
      remedy: 'Look at both sides: woo-odoo shipping explain',
    }
  );
}

const isBuiltIn = (methodId: string) => BUILT_IN_METHODS.some((each) => each === methodId);

/** The connector made a delivery method for a method that the store has removed. */
function ofGone({ frozen, given: { methodId, title } }: Case): ShippingCause | null {
  if (methodId !== GONE) return null;
  return {
    cause: 'not_synced',
    reason: `The store has removed the method of “${title}” since the last sync.${frozen === undefined ? '' : ` ${frozen.message}`}`,
    remedy: frozen?.hint ?? 'Sync: woo-odoo sync archives its delivery method.',
  };
}

function ofPlugin({ given: { methodId, title }, operation }: Case): ShippingCause | null {
  if (isBuiltIn(methodId)) return null;
  if (methodId === 'pickup_location') {
    return {
      cause: 'pickup',
      reason: `“${title}” is a pickup place of the block checkout, which lies in no zone and has no delivery method.`,
      remedy: 'Nothing to change: orders that are picked up need no delivery in Odoo.',
    };
  }
  const isChosen = operation?.kind === 'link' || operation?.kind === 'keep';
  return {
    cause: 'plugin_method',
    reason: `“${title}” is a method of a plugin (${methodId}); only the plugin knows what it costs${isChosen ? ', and the chosen delivery method has a price of its own' : ', and no delivery method represents it'}.`,
    remedy: isChosen
      ? 'Nothing to change for orders: they bring their price along.'
      : 'Choose the delivery method that represents it in Odoo: WooCommerce > Shipping > Shipping Methods.',
  };
}

/** The store offers something else than its own zones and methods give. */
function ofStore({ given: { store, title }, judged, rule }: Case): ShippingCause | null {
  const expected = rule?.verdict === 'offered' ? rule.cost : null;
  if (rule?.verdict === 'unknown') {
    return {
      cause: 'plugin',
      reason: `What “${title}” costs cannot be computed: ${rule.reason}`,
      remedy: 'Correct the method in the store.',
    };
  }
  const isSame = expected === null ? store === null : store !== null && new Exact(store.cost).eq(expected);
  if (isSame) return null;
  const zone = judged.zone === null ? 'no zone' : `the zone “${judged.zone.name}”`;
  const computed =
    expected === null
      ? `its settings do not offer it there (${zone}${rule === undefined ? '' : `: ${rule.reason}`})`
      : `its settings give ${expected} (${zone})`;
  return {
    cause: 'plugin',
    reason: `The store ${store === null ? 'does not offer' : `asks ${store.cost} for`} “${title}”, and ${computed}: a plugin changes what is offered.`,
    remedy:
      'Find the plugin in the store; what it computes cannot be represented, so Odoo will differ by it.',
  };
}

/** Nothing in Odoo represents the method. */
function ofMissing({ given: { store, title }, input, operation }: Case): ShippingCause | null {
  if (store === null) return null;
  if (!input.odoo.installed)
    return {
      cause: 'no_carrier',
      reason: 'Odoo has no delivery methods at all.',
      remedy: 'Install the app "Delivery Costs" (delivery) in Odoo, and sync.',
    };
  if (operation === undefined)
    return {
      cause: 'no_carrier',
      reason: `“${title}” was not there when the store's settings were read, or could not be understood.`,
      remedy: 'woo-odoo plan shipping names what could not be understood; else run the check again.',
    };
  if (operation.kind === 'create')
    return {
      cause: 'no_carrier',
      reason: `“${title}” has no delivery method in Odoo yet: it is new in the store, or was enabled.`,
      remedy: 'Sync: woo-odoo sync creates it.',
    };
  if (operation.target === 'missing')
    return {
      cause: 'no_carrier',
      reason: `The delivery method of “${title}” was deleted in Odoo.`,
      remedy: 'woo-odoo sync --recreate-deleted creates it again; or choose another one in the app.',
    };
  if (operation.obstacle === 'currency')
    return {
      cause: 'currency',
      reason: `“${title}” costs ${input.store.policy.currency}, and the company's currency is ${input.odoo.currency}: ${operation.reason}.`,
      remedy: 'Have prices converted: woo-odoo backend edit NAME --shipping-currency convert',
    };
  if (operation.kind === 'unsupported' || (operation.kind === 'conflict' && operation.changes === undefined))
    return {
      cause: 'no_carrier',
      reason: `“${title}” is represented by no delivery method: ${operation.reason}.`,
      remedy: 'woo-odoo plan shipping lists it with what to do.',
    };
  return null;
}

/** Odoo itself answers something else than the fields of its delivery method give: its delivery form was asked. */
function ofOdooModule({ answers, given }: Case): ShippingCause | null {
  for (const real of given.odoo) {
    const computed = answers.find(({ carrierId }) => carrierId === real.carrierId);
    if (computed === undefined || computed.isOffered === null || real.isOffered === null) continue;
    const isSame =
      computed.isOffered === real.isOffered &&
      (computed.price === null || (real.price !== null && new Exact(computed.price).eq(real.price)));
    if (isSame) continue;
    const words = ({ isOffered, price }: CarrierAnswer) => (isOffered ? `for ${price ?? ''}` : 'not at all');
    return {
      cause: 'odoo_module',
      reason: `Odoo offers “${real.name}” ${words(real)}; by its own fields it would ${words(computed)} (${computed.reason}): a module of Odoo, a price list, or a tax in the price changes it.`,
      remedy: 'Find the module or price list in Odoo.',
    };
  }
  return null;
}

const PRICE_FIELDS = new Set([
  ...['fixed_price', 'margin', 'fixed_margin', 'rules', 'delivery_type', 'free_over', 'amount', 'product'],
]);
const PLACE_FIELDS = new Set(['countries', 'states', 'zips']);

/** The store changed since the last sync, or a user changed what the connector made. */
function ofChanges({ all, given: { title }, offer }: Case): ShippingCause | null {
  const changing = all.find(({ kind, subject }) => kind === 'update' && subject.type !== PRODUCT_TYPE);
  if (changing !== undefined)
    return {
      cause: 'not_synced',
      reason: `The store changed since the last sync: “${title}”, ${described(changing.changes ?? [])}.`,
      remedy: 'Sync: woo-odoo sync',
    };
  // A part for one country that is not there yet, or is not needed any more.
  const pending = all.find(({ kind, subject }) => subject.type === PART_TYPE && kind === 'create');
  if (pending !== undefined)
    return {
      cause: 'not_synced',
      reason: `The zones changed since the last sync: ${pending.subject.label} is still to be created.`,
      remedy: 'Sync: woo-odoo sync',
    };
  const edited = all.find(
    ({ changes, kind, subject }) =>
      kind === 'conflict' && changes !== undefined && subject.type !== PRODUCT_TYPE,
  );
  if (edited?.changes === undefined) return null;
  const name = edited.record?.label ?? title;
  const keep =
    'Change it back in Odoo, or let the store win: woo-odoo backend edit NAME --on-person-change store_wins, and sync';
  const of = (fields: ReadonlySet<string>) => edited.changes?.filter(({ field }) => fields.has(field)) ?? [];
  if (edited.changes.some(({ field, to }) => field === 'active' && to === '1'))
    return {
      cause: 'archived',
      reason: `A user archived the delivery method “${name}” in Odoo.`,
      remedy:
        'Take it out of the archive in Odoo, or let the store win: woo-odoo backend edit NAME --on-person-change store_wins, and sync',
    };
  const places = of(PLACE_FIELDS);
  const prices = of(PRICE_FIELDS);
  // A price that differs is no matter of places, nor the other way round.
  if (places.length > 0 && (offer === undefined || prices.length === 0))
    return {
      cause: 'zone',
      reason: `A user changed where Odoo offers “${name}”: ${described(places)}.`,
      remedy: keep,
    };
  if (prices.length > 0)
    return {
      cause: 'price_edited',
      reason: `A user changed what “${name}” costs in Odoo: ${described(prices)}.`,
      remedy: keep,
    };
  return null;
}

const MAX_TEXT = 60;

/** Odoo's value and the store's of each field. */
function described(changes: readonly FieldChange[]): string {
  const short = (text: string) =>
    text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text === '' ? 'nothing' : text;
  return (
    changes
      .map(({ field, from, to }) => `${field} ${short(from)} in Odoo, ${short(to)} by the store`)
      .join('; ') || 'its fields'
  );
}

/** Amounts are converted, each at the rate that Odoo had when they were written. */
function ofCurrency({ given: { store }, money, offer }: Case): ShippingCause | null {
  if (store === null || offer === undefined || offer.price === null || money.ofOdoo === '') return null;
  const converted = money.convert(store.cost);
  return {
    cause: 'currency',
    reason: `The store asks ${store.cost}${money.ofStore}, which is ${converted ?? 'unknown'}${money.ofOdoo} at Odoo's rate of today, and Odoo asks ${offer.price}${money.ofOdoo}: amounts are converted and rounded one by one.`,
    remedy: 'Sync after the rate has changed; some cents stay where a price is made of several amounts.',
  };
}

/** A delivery method of a user's represents the method, with price and places of its own. */
function ofChosen({ operation, given: { title } }: Case): ShippingCause | null {
  const differs = operation?.subject.details?.['differs'];
  if (operation?.record === undefined || differs === undefined || differs === '') return null;
  return {
    cause: 'chosen_carrier',
    reason: `“${operation.record.label ?? ''}”, a delivery method of a user, represents “${title}”. ${differs.replaceAll('\n', ' ')}`,
    remedy:
      'Change its price or places in Odoo, or choose another one: WooCommerce > Shipping > Shipping Methods.',
  };
}

/** The last sync could not follow the store, and neither would the next one. */
function ofFreeze({ frozen }: Case): ShippingCause | null {
  if (frozen === undefined) return null;
  return {
    cause: 'not_synced',
    reason: `A sync leaves things as they are: ${frozen.message}`,
    remedy: frozen.hint ?? 'woo-odoo plan shipping lists what to do.',
  };
}

/** Both sides offer it at one price, and only the tax differs. */
function isTaxAlone({ given: { odoo, store }, money, offer }: Case): boolean {
  if (store === null || offer === undefined || offer.price === null) return false;
  if (odoo.filter(({ isOffered }) => isOffered === true).length > 1) return false;
  const converted = money.convert(store.cost);
  return converted !== null && new Exact(converted).eq(offer.price);
}
