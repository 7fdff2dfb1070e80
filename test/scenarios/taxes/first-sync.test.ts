import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countOperations, type DomainPlan } from '../../../src/core/plan.ts';
import type { RunReport } from '../../../src/engine/run/run-report.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** The recorded store has 59 rates, five of them for cities. */
const RATES = 59;

function taxesOf(report: RunReport): DomainPlan {
  const plan = report.plan?.domains.find(({ domain }) => domain === 'taxes');
  if (plan === undefined) throw new Error('taxes were not planned');
  return plan;
}

describe.each(EACH_SERIES)('taxes of the recorded store in Odoo %i', (series) => {
  let rig: Rig;
  let first: RunReport;
  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, domains: ['geography', 'taxes'] });
    first = await rig.sync();
  });
  afterAll(() => rig.close());

  it('binds every rate to one tax', () => {
    const rates = taxesOf(first).operations.filter(({ subject }) => subject.type === 'tax_rate');
    expect(rates.filter(({ kind }) => kind === 'link')).toHaveLength(RATES);
    const settled = first.outcomes.filter(({ type }) => type === 'tax_rate');
    expect(settled.filter(({ odooId, status }) => status === 'applied' && odooId !== null)).toHaveLength(
      RATES,
    );
    expect(first.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
  });

  it('leaves nothing to a user but products, and lists what Odoo does not support', () => {
    const { notes, operations } = taxesOf(first);
    const kinds = countOperations(operations);
    expect(kinds).toMatchObject({ conflict: 0, unsupported: 3 });
    const limits = operations.filter(({ kind }) => kind === 'unsupported').map(({ subject }) => subject.key);
    expect(limits).toEqual(['city', 'shipping_inherit', 'zip_plus_4']);
    const reviews = notes.filter(({ level }) => level === 'review').map(({ code }) => code);
    expect(reviews).toEqual(['products_default_tax']);
  });

  it('gives no two class taxes the same record', () => {
    const ids = first.outcomes.filter(({ type }) => type === 'tax_class').map(({ odooId }) => odooId);
    expect(ids).toHaveLength(7);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has nothing to do in a second run', async () => {
    const second = await rig.sync();
    expect(second.outcomes).toEqual([]);
    const { keep, unsupported, ...changes } = countOperations(
      taxesOf(second).operations,
      taxesOf(second).kept,
    );
    expect(changes).toEqual({ create: 0, link: 0, update: 0, archive: 0, conflict: 0 });
    expect({ keep, unsupported }).toEqual({
      keep: countOperations(taxesOf(first).operations).create + RATES,
      unsupported: 3,
    });
  });
});
