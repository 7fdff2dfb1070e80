import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { Engine } from '../../engine/engine.ts';
import type { CliContext } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { addShippingReport } from './shipping-report.ts';

function method(key: string, report: string, limitation: string, more: object = {}): Operation {
  return {
    ...{ kind: 'keep', rule: 'external id', reason: 'both sides agree' },
    subject: {
      ...{ type: 'shipping_method', key, label: `Post ${key}`, group: 'Europe' },
      details: { report, limitation },
    },
    record: { model: 'delivery.carrier', id: 70 + Number(key), label: `Post ${key}` },
    ...more,
  };
}

const exact = method('1', 'exact', '');
const limited = method('2', 'limited', 'No coupons.\nNo classes.');
const plugin = method('3', 'unsupported', '', { kind: 'conflict', reason: 'a plugin knows it' });
const product = { ...exact, subject: { ...exact.subject, type: 'delivery_product' } };
const gone = method('4', 'exact', '', { kind: 'archive' });

async function run(plan: Partial<DomainPlan>, ...flags: string[]) {
  const asked: unknown[] = [];
  const engine = {
    getBackend: async () => Promise.resolve({ id: 'b' }),
    plan: async (_: unknown, options: unknown) => {
      asked.push(options);
      return Promise.resolve({ domains: [{ domain: 'shipping', operations: [], notes: [], ...plan }] });
    },
  } as unknown as Engine;
  let text = '';
  const sink = () =>
    new PassThrough().on('data', (chunk: Buffer) => (text += stripVTControlCharacters(chunk.toString())));
  const context = {
    caller: { pager: null },
    terminal: { out: sink(), err: sink(), input: {} },
  } as unknown as CliContext;
  const codes: ExitCode[] = [];
  const shipping = new Command('shipping');
  addShippingReport(shipping, context, async (work) => {
    codes.push(await work(engine));
  });
  await shipping.parseAsync(['report', ...flags], { from: 'user' });
  return { asked, code: codes.at(-1), text };
}

describe('shipping report', () => {
  it('names each method of the store with what Odoo cannot printText, and reads only', async () => {
    const { asked, code, text } = await run({ operations: [exact, limited, product, gone] });
    expect([asked, code]).toEqual([[{ domains: ['shipping'] }], 0]);
    expect(text.split('\n').map((row) => row.trim().replaceAll(/ {2,}/gu, ' | '))).toEqual([
      'Europe',
      'exact | Post 1 (method 1; delivery method 71)',
      'limited | Post 2 (method 2; delivery method 72)',
      ...['No coupons.', 'No classes.'],
      ...['', '2 shipping methods: 1 exact, 1 limited, 0 unsupported.', ''],
      ...['Next: woo-odoo verify shipping (compares what customers are offered)', ''],
    ]);
  });

  it('lists the methods of a zone beside each other, and a carrier of another name by it', async () => {
    const [ten, two, nine] = ['10', '2', '9'].map((key) => method(key, 'exact', ''));
    const other = { ...(nine as Operation), subject: { ...exact.subject, key: '9', group: 'Asia' } };
    const { text } = await run({ operations: [ten as Operation, two as Operation, other] });
    expect(text.match(/^(?:Europe|Asia)|method \d+(?=;)/gmu)).toEqual([
      ...['Europe', 'method 2', 'method 10', 'Asia', 'method 9'],
    ]);
    expect(text).toContain('delivery method 79 “Post 9”');
  });

  it('reports why a method waits for a user, and what could not be read at all', async () => {
    const subject = { type: 'shipping_method', key: '9', label: 'Method 9' };
    const unavailable: Operation = { ...plugin, subject, reason: 'it is no method' };
    const { code, text } = await run({ operations: [plugin, unavailable] });
    expect(code).toBe(3);
    expect(text).toMatch(/unsupported +Post 3 .*\n +a plugin knows it/u);
    expect(text).toMatch(/unsupported +Method 9 .*\n +it is no method/u);
  });

  it('names carriers that are still to be created, and of none', async () => {
    const create = method('1', 'exact', '', { kind: 'create', record: { model: 'delivery.carrier' } });
    const { reason, rule, subject } = exact;
    expect((await run({ operations: [create] })).text).toContain('to be created');
    expect((await run({ operations: [{ kind: 'keep', reason, rule, subject }] })).text).toContain(
      'no delivery method',
    );
    expect((await run({ operations: [] })).text).toContain('The store has no shipping methods.');
  });

  it('prints JSON alone', async () => {
    const { text } = await run({ operations: [limited] }, '--json');
    expect(JSON.parse(text)).toEqual([
      {
        ...{ method: '2', title: 'Post 2', zone: 'Europe', report: 'limited' },
        ...{ reasons: ['No coupons.', 'No classes.'], carrier: { id: 72, name: 'Post 2' } },
      },
    ]);
  });

  it('fails where shipping could not be read', async () => {
    const failure = { code: 'store.away', message: 'No answer.' };
    await expect(run({ failure })).rejects.toMatchObject({ code: 'store.away' });
  });
});
