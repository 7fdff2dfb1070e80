import type { SandboxOdoo } from '../../sandbox/index.ts';
import type { About } from './store-changes.ts';

type Fields = Readonly<Record<string, string | number | boolean>>;

/** Something that a person does in Odoo to a record of the connector, and what must still be so at the end. */
interface Edit {
  readonly about: About;
  /** The record: a model and an external id of the connector, the first one by name that begins so. */
  readonly model: string;
  readonly beginning: string;
  /** What is written; null: the record is deleted. */
  readonly fields: Fields | null;
  /** The record to which that one points is what is written. */
  readonly on?: { readonly model: string; readonly field: string };
}

export const EDITS = {
  'renames a state': state({ name: 'A name of a person' }),
  'deletes a state': { ...state({}), fields: null },
  'renames a tax': tax({ name: 'Tax of a person' }),
  'changes the label on invoices': tax({ invoice_label: 'Label of a person' }),
  'archives a tax': tax({ active: false }),
  'switches a position off': {
    ...{ about: 'taxes', model: 'account.fiscal.position', beginning: 'position_' },
    fields: { auto_apply: false },
  },
  'renames a position': {
    ...{ about: 'taxes', model: 'account.fiscal.position', beginning: 'position_' },
    fields: { name: 'Position of a person' },
  },
  'renames a carrier': carrier({ name: 'Carrier of a person' }),
  // Odoo keeps the price of a carrier on its product.
  'prices a carrier': {
    ...{ about: 'shipping', model: 'product.product', beginning: 'b' },
    ...{ fields: { list_price: 77.5 }, on: { model: 'product.template', field: 'product_tmpl_id' } },
  },
  'archives a carrier': carrier({ active: false }),
  'deletes a carrier': { ...carrier({}), fields: null },
} as const satisfies Readonly<Record<string, Edit>>;

function state(fields: Fields): Edit {
  return { about: 'states', model: 'res.country.state', beginning: 'state_AL', fields };
}

function tax(fields: Fields): Edit {
  return { about: 'taxes', model: 'account.tax', beginning: 'tax_', fields };
}

function carrier(fields: Fields): Edit {
  return { about: 'shipping', model: 'delivery.carrier', beginning: 'b', fields };
}

/** What a person left, to be looked at later. */
export interface Left {
  readonly edit: string;
  readonly model: string;
  readonly id: number;
  readonly fields: Fields | null;
}

/** @throws Error for a name that is none */
export function editNamed(name: string): Edit {
  const found = Object.entries(EDITS).find(([each]) => each === name);
  if (found === undefined) throw new Error(`there is no edit "${name}"`);
  return found[1];
}

/** Does it, as a person does; undefined where there is no such record. */
export function editOdoo({ control }: SandboxOdoo, edit: string): Left | undefined {
  const { beginning, fields, model: ownModel, on } = editNamed(edit);
  const owned = Object.entries(control.externalIds(ownModel))
    .filter(([, name]) => name.startsWith(`__woo_sync__.${beginning}`))
    .sort(([, a], [, b]) => (a < b ? -1 : 1));
  const [first] = owned;
  if (first === undefined) return undefined;
  const ownId = Number(first[0]);
  const [own] = on === undefined ? [] : control.records(ownModel, [['id', '=', ownId]]);
  const [model, id] = on === undefined ? [ownModel, ownId] : [on.model, Number(own?.[on.field])];
  if (fields === null) control.unlink(model, [id]);
  else control.write(model, [id], fields);
  return { edit, model, id, fields };
}

/** What of a person's work is gone, as sentences. What somebody deleted, or wrote anew, later does not count. */
export function lostEdits({ control }: SandboxOdoo, left: readonly Left[]): string[] {
  return left.flatMap(({ edit, fields, id, model }, index) => {
    const later = left.slice(index + 1).filter((each) => each.model === model && each.id === id);
    if (later.some((each) => each.fields === null)) return [];
    const [record] = control.records(model, [['id', '=', id]]);
    if (fields === null)
      return record === undefined ? [] : [`the person who ${edit} finds it again under the same id`];
    if (record === undefined) return [`the person who ${edit} finds no record any more`];
    return Object.entries(fields)
      .filter(([field]) => !later.some((each) => each.fields?.[field] !== undefined))
      .filter(([field, value]) => record[field] !== value)
      .map(
        ([field, value]) =>
          `the person who ${edit} wrote ${field} ${value} and finds ${JSON.stringify(record[field] ?? null)}`,
      );
  });
}
