import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import type { RunReport } from '../../engine/run/run-report.ts';
import { summarizeInterrupted, summarizeRun } from '../../engine/run/summary.ts';
import { showReport } from './show-report.ts';
import type { OutputStream } from './terminal.ts';

const journal = (id: number, label: string) => ({ model: 'account.journal', id, label });

function gateway(key: string, label: string): Operation {
  return {
    ...{ kind: 'conflict', rule: 'no choice', reason: 'no journal is chosen' },
    subject: { type: 'payment_gateway', key, label },
    candidates: [journal(3, 'Bank'), journal(5, 'Cash')],
  };
}

function state(key: string, kind: 'create' | 'link'): Operation {
  const subject = { type: 'state', key, label: key };
  const base = { rule: 'made', reason: 'it is new', subject } as const;
  return kind === 'create'
    ? {
        ...base,
        kind,
        record: { model: 'res.country.state', externalId: key },
        write: { fields: {}, references: {} },
      }
    : { ...base, kind, record: { model: 'res.country.state', id: 7 } };
}

const PLAN: Plan = {
  format: 2,
  backend: { id: 'b', name: 'shop' },
  odoo: { series: 19, database: 'main', company: 'My Company', app: 'ready' },
  domains: [
    {
      domain: 'geography',
      operations: [state('AL:1', 'create'), state('AL:2', 'create'), state('AL:3', 'link')],
      notes: [],
    },
    {
      domain: 'payments',
      operations: [
        gateway('bacs', 'Bank transfer'),
        gateway('cod', 'Cash on delivery'),
        gateway('x', 'PayPal'),
      ],
      notes: [],
    },
    {
      domain: 'taxes',
      operations: [],
      notes: [
        { level: 'review', code: 'products', message: 'Products have another tax.', hint: 'Change it.' },
      ],
    },
  ],
};

const outcome = (key: string, status: RunOutcome['status']): RunOutcome => ({
  ...{ domain: 'geography', type: 'state', key, status },
  ...{ message: status === 'failed' ? 'Odoo refused it.' : null, odooId: null },
});

const FACTS = { rows: { written: 0, refused: [] }, domainErrors: [] };

function shown(report: Partial<RunReport>, all = false): string {
  const out = new PassThrough();
  const whole: RunReport = {
    ...{ runId: 4, kind: 'sync', status: 'partial', message: 'x', plan: PLAN, outcomes: [] },
    ...{ storeRequests: 1, odooCalls: 2 },
    ...report,
  };
  showReport(out as unknown as OutputStream, whole, { all, goOn: 'woo-odoo sync shop' });
  return String(out.read());
}

describe('the report of a sync', () => {
  const outcomes = [outcome('AL:1', 'applied'), outcome('AL:2', 'failed'), outcome('AL:3', 'applied')];

  it('is headed as what it is, and counts created, linked and failed apart', () => {
    const text = shown({ outcomes });
    expect(text).toMatch(/^Sync of shop \(Odoo 19/u);
    expect(text).not.toContain('Plan');
    expect(text).toMatch(/created +linked +failed +review\n +geography +1 +1 +1\n/u);
    expect(text).toContain('failed state AL:2: Odoo refused it.');
    expect(summarizeRun(PLAN, { ...FACTS, outcomes }).message).toBe(
      '1 created, 1 linked; 1 failed; 4 to review',
    );
  });

  it('ends with what to do, wrong taxes first, and three gateways as one item', () => {
    const text = shown({ outcomes });
    expect(text).toContain(
      [
        'To do, the most important first',
        '  1. Products have another tax.',
        '     -> Change it.',
        '  2. 3 payment gateways: Bank transfer, Cash on delivery, PayPal',
        '     choose among: Bank [account.journal 3]; Cash [account.journal 5]',
        '     -> No journal is chosen. Choose on the web page, or in Odoo under WooCommerce, To Review.',
        '',
        'Run 4: partial.',
      ].join('\n'),
    );
    expect(text).toContain('Next: decide what is listed above, then: woo-odoo sync shop\n');
  });

  it('of an interruption is one sentence, and shows how to go on', () => {
    const left = [outcome('AL:1', 'applied'), outcome('AL:2', 'skipped')];
    const nothing = { status: 'partial', message: '' } as const;
    const { message } = summarizeInterrupted(
      'process',
      { outcomes: left, planResult: { plan: PLAN } },
      nothing,
    );
    expect(message).toBe('Interrupted after 1 change; the next sync makes the 1 that is left');
    const text = shown({ message, outcomes: left, stopped: 'process' });
    expect(text).toContain('To continue: woo-odoo sync shop\n');
    // What the stop left is counted there; only what was skipped for a reason of its own is listed.
    expect(text).toContain('AL:2');
    const counted = left.map((each) => ({ ...each, isNotDone: true as const }));
    expect(shown({ message, outcomes: counted, stopped: 'process' })).not.toContain('AL:2');
    expect(text).not.toContain('Next:');
    const before = { outcomes: [], planResult: undefined };
    expect(summarizeInterrupted('user', before, nothing)).toMatchObject({
      ...{ status: 'failed', stopped: 'user', error: { code: 'run.stopped' } },
      message: 'Stopped by a user before anything was planned; the next sync starts over',
    });
  });
});
