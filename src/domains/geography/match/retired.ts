import { isNativeExternalId } from '../../../core/external-id.ts';
import type { OdooState } from '../facts.ts';

/** Ends the code of a state that the connector created and no longer uses: no store writes codes so. */
const MARK = ' (old)';

/** The name and code of a state of the connector once Odoo's own has taken its place. The code stays unique. */
export function retiredFields({
  code,
  id,
  name,
}: Pick<OdooState, 'code' | 'id' | 'name'>): Record<'name' | 'code', string> {
  return { name: `${name} (replaced)`, code: `${code} ${id}${MARK}` };
}

/** Whether a state is one of the connector's that was replaced: the store's state is not matched with it again. */
export function isRetired({ code, externalId }: Pick<OdooState, 'code' | 'externalId'>): boolean {
  return isNativeExternalId(externalId) && code.endsWith(MARK);
}
