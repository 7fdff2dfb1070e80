import { expect, it } from 'vitest';
import { ConnectorError } from '../../core/errors.ts';
import type { Replacement } from '../../core/plan.ts';
import type { OdooSession } from '../ports.ts';
import { moveUses } from './replace-records.ts';

const replacement = (own: number, by: number): Replacement => ({
  subject: { type: 'state', key: `AL:${own}`, label: `${own}` },
  own: { model: 'res.country.state', id: own, externalId: `__woo_sync__.state_AL_${own}` },
  by: { model: 'res.country.state', id: by },
  retired: {},
});

/** An Odoo with contacts in states, of which it refuses to write one. */
function odooWith(contacts: Readonly<Record<number, number>>, refused: number, code = 'odoo.validation') {
  const states = new Map(Object.entries(contacts).map(([id, state]) => [Number(id), state]));
  const odoo = {
    fields: () => Promise.resolve(new Map([['state_id', {}]])),
    searchRead: (_model: string, { row }: { row: { parse(value: unknown): unknown } }) =>
      Promise.resolve([...states].map(([id, state]) => row.parse({ id, state_id: [state, 'name'] }))),
    write: (_model: string, ids: readonly number[], values: { state_id: number }) => {
      if (ids.includes(refused))
        return Promise.reject(new ConnectorError({ code, message: 'Not this one.' }));
      for (const id of ids) states.set(id, values.state_id);
      return Promise.resolve();
    },
  };
  return { states, odoo: odoo as unknown as OdooSession };
}

const use = { model: 'res.partner', field: 'state_id', kind: 'one' } as const;
const replacements = [replacement(11, 21), replacement(12, 22)];

it('goes on with all others where Odoo refuses one record, and reports that one', async () => {
  const { odoo, states } = odooWith({ 1: 11, 2: 11, 3: 11, 4: 12 }, 2);
  const { count, refused } = await moveUses(use, replacements, odoo);
  expect(count).toBe(3);
  expect(refused).toEqual(['record 2: Not this one.']);
  expect([...states.values()]).toEqual([21, 11, 21, 22]);
});

it('ends where going on is no use', async () => {
  const { odoo } = odooWith({ 1: 11 }, 1, 'odoo.timeout');
  await expect(moveUses(use, replacements, odoo)).rejects.toMatchObject({ code: 'odoo.timeout' });
});
