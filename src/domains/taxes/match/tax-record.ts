import type { RecordRef } from '../../../core/operation.ts';
import type { OdooTax } from '../facts.ts';
import { TAX_MODEL } from '../models.ts';

/** A tax in Odoo as operations name it. */
export function refOf({ id, name }: Pick<OdooTax, 'id' | 'name'>): RecordRef & { readonly id: number } {
  return { model: TAX_MODEL, id, label: name };
}
