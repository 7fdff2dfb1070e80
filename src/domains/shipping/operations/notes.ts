import type { Operation } from '../../../core/operation.ts';
import type { Note } from '../../../core/plan.ts';
import { counted } from '../../../core/counted.ts';
import { METHOD_TYPE } from '../models.ts';
import type { PlanContext } from '../match/context.ts';

/** What people should know about shipping as a whole. */
export function shippingNotes(operations: readonly Operation[], { input }: PlanContext): Note[] {
  const { odoo, store } = input;
  const methods = operations.filter(({ subject }) => subject.type === METHOD_TYPE);
  const notes: Note[] = [];
  if (!odoo.installed) {
    notes.push({
      level: 'review',
      code: 'delivery_missing',
      message:
        'Odoo has no delivery methods, so the shipping methods of the store have no counterpart there.',
      hint: 'Install the app "Delivery Costs" (delivery) in Odoo, and sync again.',
    });
  }
  const refused = methods.filter(({ obstacle }) => obstacle === 'currency').length;
  if (refused > 0) {
    notes.push({
      level: 'review',
      code: 'currency_differs',
      message: `${counted(refused, 'shipping method has', 'shipping methods have')} prices in ${store.policy.currency}, which is not the company's currency (${odoo.currency}): no delivery method created by the connector is offered for them.`,
      hint: "Have them converted at Odoo's rate (woo-odoo backend edit NAME --shipping-currency convert), pair the store with a company that uses its currency, or choose delivery methods by hand in the app.",
    });
  }
  return [...notes, ...adoptedNotes(methods), ...faultNotes(input)];
}

/** Carriers of other people are not written: what differs there, a user must see. A choice was made knowingly. */
function adoptedNotes(methods: readonly Operation[]): Note[] {
  return methods.flatMap(({ decidedBy, record, subject }): Note[] => {
    const differs = subject.details?.['differs'];
    if (differs === undefined || decidedBy === 'user') return [];
    return [
      {
        level: 'review',
        code: 'carrier_differs',
        message: `The delivery method "${record?.label ?? ''}" (${record?.id ?? ''}) represents "${subject.label}" of the zone "${subject.group ?? ''}". ${differs}`,
        hint: 'The connector did not create it and does not change it: change it in Odoo, or choose another one in the app.',
      },
    ];
  });
}

const MEANWHILE = {
  class: 'Its cost is recognised by its number, and its row in the app is left unchanged.',
  method: 'Until then no method is treated as deleted.',
  type: 'Its row in the app is left unchanged.',
  continent: 'Zones that name it are invalid until then.',
} as const;

const WHAT = {
  class: 'shipping class',
  method: 'shipping method',
  type: 'type of shipping method',
  continent: 'continent',
} as const;

/** What of the shipping could not be understood, beside what becomes of single methods. */
function faultNotes({ store }: PlanContext['input']): Note[] {
  return store.faults.flatMap(({ id, kind, message }): Note[] => {
    // What becomes of zones, and of single methods, stands elsewhere.
    if (kind === 'zone' || (kind === 'method' && id !== null)) return [];
    const which = id === null ? `A ${WHAT[kind]}` : `The ${WHAT[kind]} ${id}`;
    return [
      {
        level: 'review',
        code: 'shipping_unreadable',
        message: `${which} of the store is invalid: ${message}. ${MEANWHILE[kind]}`,
        hint:
          kind === 'class' || kind === 'method'
            ? 'Correct it in the store (WooCommerce, Settings, Shipping).'
            : 'A plugin or a code snippet adds it: correct it there, or ask its author.',
      },
    ];
  });
}
