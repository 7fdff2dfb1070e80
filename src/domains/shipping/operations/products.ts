import { STANDARD, classColumnOf, shippingColumn } from '../../shared/class-taxes.ts';
import type { FieldValues } from '../../../core/memory.ts';
import type { Operation, Subject } from '../../../core/operation.ts';
import { decideFields } from '../../../core/three-way.ts';
import type { StoreShippingMethod } from '../../../woocommerce/port.ts';
import { bind } from '../../../core/bind.ts';
import type { OdooDeliveryProduct } from '../facts.ts';
import { PRODUCT_MODEL, PRODUCT_TYPE, productExternalId } from '../models.ts';
import type { DesiredMethod } from '../desired/methods.ts';
import { isUnsure } from '../match/carrier-values.ts';
import type { PlanContext } from '../match/context.ts';

/**
 * Plans the product of a carrier that we make or made: a service of its own, with the tax of shipping.
 *
 * @param carrier what becomes of the carrier
 * @returns null where nothing is known of it and nobody needs it
 */
export function planProduct(
  { key, method, name }: Pick<DesiredMethod, 'key' | 'method' | 'name'>,
  carrier: Operation,
  context: PlanContext,
): Operation | null {
  const subject: Subject = { type: PRODUCT_TYPE, key, label: name };
  const externalId = productExternalId(context.backendId, key);
  const found = context.productsByExternalId.get(externalId);
  const tax = taxOf(method, context);
  if (found !== undefined) return follow(subject, { ...found, externalId }, tax, context);
  return carrier.write === undefined && carrier.kind !== 'create'
    ? keepUnseen(subject, externalId, context)
    : create(subject, externalId, tax, context);
}

/** A user had the carrier sell another product. Only products of carriers are read, so the connector's own is unknown. */
function keepUnseen(subject: Subject, externalId: string, { managed }: PlanContext): Operation | null {
  const id = managed.get(externalId)?.odooId ?? null;
  if (id === null) return null;
  const reason = 'its delivery method sells another product now; this one is left as it is';
  const record = { model: PRODUCT_MODEL, id, externalId, label: subject.label };
  return { kind: 'keep', subject, record, rule: 'unused', reason };
}

/** What a product is taxed by. `leave`: the tax policy does not decide it now. */
type ProductTax =
  | { readonly kind: 'none' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'tax'; readonly column: string; readonly id: number | null };

function taxOf({ settings }: StoreShippingMethod, { input }: PlanContext): ProductTax {
  const { shippingTaxClass, taxesEnabled } = input.store.policy;
  if (!taxesEnabled) return { kind: 'leave' };
  if ((settings['tax_status'] ?? 'taxable') === 'none') return { kind: 'none' };
  const slug = shippingTaxClass === 'inherit' ? STANDARD : shippingTaxClass;
  for (const column of [shippingColumn(slug), slug]) {
    const found = input.found('tax_class', column);
    if (found !== null) return { kind: 'tax', column, id: found.id };
  }
  return { kind: 'leave' };
}

/** The remembered value and the change that are about the taxes of a product. */
export const TAXES = 'taxes';

/** The taxes as they are remembered: by id where there is one, since a tax of a class may be followed by another. */
function taxText(tax: ProductTax): FieldValues {
  if (tax.kind === 'leave') return {};
  if (tax.kind === 'none') return { [TAXES]: '' };
  return { [TAXES]: tax.id === null ? pendingText(tax.column) : `#${tax.id}` };
}

const pendingText = (column: string) => `class ${column}`;
/** What Odoo has of a product. */
export const foundProductValues = (product: OdooDeliveryProduct) => ({
  ...{ active: product.active ? '1' : '', name: product.name },
  [TAXES]: foundTaxText(product),
});
/** The taxes that such a text names by their ids. */
export const taxIdsIn = (text: string): number[] =>
  [...text.matchAll(/#(\d+)/gu)].map(([, id]) => Number(id));

const foundTaxText = ({ taxIds }: OdooDeliveryProduct) => taxIds.map((id) => `#${id}`).join(' ');

function taxLinks(tax: ProductTax): Readonly<Record<string, readonly string[]>> {
  if (tax.kind === 'leave') return {};
  return { taxes_id: tax.kind === 'none' ? [] : [`tax_class ${tax.column}`] };
}

function create(subject: Subject, externalId: string, tax: ProductTax, context: PlanContext): Operation {
  const lost = context.managed.get(externalId)?.odooId ?? null;
  if (tax.kind === 'leave' && context.input.store.policy.taxesEnabled) {
    const reason = 'its tax is not known yet; decide on the tax of the shipping class first (woo-odoo plan)';
    return { kind: 'conflict', subject, rule: 'tax', reason };
  }
  // Without a carrier a product is not read: one that is still there is written again, under its own external id.
  const reason =
    lost === null ? 'its delivery method needs a product of its own' : 'its delivery method is recreated';
  return {
    ...{ kind: 'create', subject, rule: 'new', reason },
    record: { model: PRODUCT_MODEL, externalId, label: subject.label },
    write: {
      fields: { active: '1', name: subject.label },
      references: {
        ...{ type: 'service', sale_ok: '', purchase_ok: '', invoice_policy: 'order' },
        'company_id/.id': String(context.companyId),
      },
      links: tax.kind === 'leave' ? { taxes_id: [] } : taxLinks(tax),
      derived: taxText(tax),
    },
  };
}

function follow(
  subject: Subject,
  found: OdooDeliveryProduct & { readonly externalId: string },
  tax: ProductTax,
  context: PlanContext,
): Operation {
  const { externalId, id, name } = found;
  const record = { model: PRODUCT_MODEL, id, externalId, label: name };
  const memory = context.managed.get(externalId);
  const desired = { active: '1', name: subject.label, ...taxText(tax) };
  const current = {
    active: found.active ? '1' : '',
    name,
    ...(tax.kind !== 'leave' && { [TAXES]: foundTaxText(found) }),
  };
  const remembered = memory && { ...memory, written: withTaxMade(memory.written, found, context) };
  const decision = decideFields(desired, current, remembered, context.input.policy.onPersonChange);
  const unsure = isUnsure(memory, current);
  const seen = { ...memory?.written, ...current };
  if (decision.kind === 'keep') {
    const operation = bind(subject, record, { rule: 'external id', reason: 'both sides agree' }, context);
    return unsure ? { ...operation, seen } : operation;
  }
  if (decision.kind === 'conflict')
    return { ...{ kind: 'conflict', subject, record, rule: 'changed' }, ...decision };
  return {
    ...{ kind: 'update', subject, record, rule: 'external id', changes: decision.changes },
    reason: 'the store has changed',
    write: {
      ...{ fields: { active: '1', name: subject.label }, references: {}, links: taxLinks(tax) },
      derived: { ...memory?.written, ...taxText(tax) },
    },
    ...(unsure && context.input.policy.onPersonChange === 'keep' && { seen }),
  };
}

/** A tax that was still to be made when it was written is known by its class; by now it has a number. */
function withTaxMade(
  written: FieldValues | null,
  found: OdooDeliveryProduct,
  { companyId, input }: PlanContext,
): FieldValues | null {
  const [only, ...more] = found.taxIds;
  if (written === null || only === undefined || more.length > 0) return written;
  const column = classColumnOf(companyId, input.odoo.taxExternalIds.get(only));
  const isSame = column !== undefined && written[TAXES] === pendingText(column);
  return isSame ? { ...written, [TAXES]: foundTaxText(found) } : written;
}
