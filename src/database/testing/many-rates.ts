import type { SavedRowTable, SavedRowWrite } from '../port.ts';

const AT_ONCE = 1_000;
const STATES = ['CA', 'NY', 'TX', 'WA'] as const;

/** Saves the list of tax rates of a backend as a run does: `Rate 1` to `Rate n`, of four states, every thousandth to review. */
export async function saveManyRates(rows: SavedRowTable, backendId: string, rates: number): Promise<void> {
  const of = { domain: 'taxes' as const, type: 'tax_rate', at: new Date().toISOString() };
  for (let from = 0; from < rates; from += AT_ONCE)
    await rows.save(
      backendId,
      of,
      Array.from({ length: Math.min(AT_ONCE, rates - from) }, (_, index) => rateRow(from + index + 1)),
    );
  await rows.saveRecords(
    backendId,
    'taxes',
    Array.from({ length: 400 }, (_, id) => ({ model: 'account.tax', id, label: `Tax ${id}` })),
  );
  await rows.complete(backendId, { domain: 'taxes', type: 'tax_rate', digest: '', runId: 1, seenAt: of.at });
}

function rateRow(id: number): SavedRowWrite {
  const state = STATES[id % STATES.length] ?? '';
  const rate = `${id % 12}.2500`;
  return {
    ...{
      key: String(id),
      label: `US ${state} Rate ${id}`,
      rule: 'made',
      created: false,
      fingerprint: `f${id}`,
    },
    status: id % 1000 === 0 ? 'review' : 'in_sync',
    record: { model: 'account.tax', id: id % 400 },
    filters: ['US', state, 'standard', rate],
    values: {
      ...{ rate_id: String(id), class: 'standard', country: 'US', state, postcodes: String(10_000 + id) },
      ...{ cities: 'SOMEWHERE', rate, priority: '1', order: String(id), compound: '', shipping: '1' },
    },
    ...{ changes: [], reason: '', remedy: '', candidates: [] },
  };
}
