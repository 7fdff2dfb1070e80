import { OdooException } from './faults-of-odoo.ts';
import type { ModelDefinition } from './model.ts';
import type { Right } from './wording.ts';

const WORDS = { r: 'read', w: 'write', c: 'create', u: 'unlink' } as const;

/** What is to be known of a call: who makes it, and which records belong to other companies. */
interface Caller {
  readonly uid: number;
  readonly user: { readonly name: string } | null;
  isForeign(model: ModelDefinition, id: number): boolean;
}

/** Throws the AccessError of records that belong to companies the call is not made for. */
export function refuseForeign(
  env: Caller,
  model: ModelDefinition,
  ids: readonly number[],
  right: Right,
): void {
  const foreign = ids.filter((id) => env.isForeign(model, id));
  if (foreign.length === 0) return;
  throw new OdooException(
    'odoo.exceptions.AccessError',
    `${env.user?.name ?? 'OdooBot'} (id=${env.uid}) has no '${WORDS[right]}' access to ` +
      `${model.title} (${model.name}): ${foreign.join(', ')} of another company`,
  );
}
