import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../../core/errors.ts';
import type { AppRowChange, AppRowModel } from '../../core/app-rows.ts';
import type { DomainName } from '../../core/operation.ts';
import { NOT_DONE } from '../../core/cancellation.ts';
import type { AppRows } from '../../odoo/port.ts';
import { RowQueue } from './row-queue.ts';

const model = (name: string): AppRowModel => ({
  ...{ model: name, type: name, columns: ['x_name'], keyFields: ['x_name'] },
  key: (values) => values['x_name'] ?? '',
});
const COUNTRY = model('x_woo_country');
const TAX = model('x_woo_tax');
const PAYMENT = model('x_woo_payment');

function* made({ model: name }: AppRowModel, from: number, to: number): Generator<AppRowChange> {
  for (let number = from; number < to; number += 1) {
    const key = String(number);
    yield { kind: 'create', row: { model: name, key, values: { x_name: key }, placement: {} } };
  }
}

const gone = ({ model: name }: AppRowModel, id: number): AppRowChange => ({
  kind: 'vanished',
  row: { model: name, key: String(id), id },
});

const lost = new ConnectorError({ code: 'odoo.unreachable', message: 'gone', retryable: true });
const bad = new ConnectorError({ code: 'odoo.rejected', message: 'no such column' });

/** A queue whose calls are listed as `model × rows`; calls with rows of `failing` fail. */
function open(failing?: string, error = lost) {
  const calls: string[][] = [];
  const firsts: DomainName[] = [];
  const reports: string[] = [];
  const queue = new RowQueue(
    (parts, first) => {
      calls.push(parts.map((part) => `${part.model} × ${'gone' in part ? 'gone' : part.rows.length}`));
      firsts.push(first);
      if (parts.some((part) => part.model === failing)) return Promise.reject(error);
      return Promise.resolve(parts.map((part) => ({ written: sizeOf(part), refused: new Map() })));
    },
    new Date(0),
    (domain, name, done, total) => reports.push(`${domain} ${name} ${done}/${total ?? '?'}`),
  );
  return { calls, firsts, reports, queue };
}

const sizeOf = (part: AppRows) => ('gone' in part ? part.gone.length : part.rows.length);

describe('rows of several domains', () => {
  it('share a call in the order in which they were added, those that vanished last', async () => {
    const { calls, firsts, queue } = open();
    await queue.add('geography', [COUNTRY], [gone(COUNTRY, 7), ...made(COUNTRY, 0, 3)]);
    await queue.add('taxes', [TAX], made(TAX, 0, 2));
    const results = await queue.finish();
    expect(calls).toEqual([['x_woo_country × 3', 'x_woo_tax × 2', 'x_woo_country × gone']]);
    expect(firsts).toEqual(['geography']);
    expect(results.get('geography')).toMatchObject({
      counts: { create: 3, update: 0, vanished: 1 },
      written: 4,
    });
    expect(results.get('taxes')).toMatchObject({ counts: { create: 2 }, written: 2 });
  });

  it('take as many calls as they need, and show how many there are once that is known', async () => {
    const { calls, reports, queue } = open();
    await queue.add('taxes', [TAX], made(TAX, 0, 3_000));
    await queue.add('payments', [PAYMENT], made(PAYMENT, 0, 1));
    await queue.finish();
    expect(calls).toEqual([['x_woo_tax × 2000'], ['x_woo_tax × 1000', 'x_woo_payment × 1']]);
    expect(reports).toEqual([
      ...['taxes x_woo_tax 0/?', 'taxes x_woo_tax 2000/?'],
      ...['payments x_woo_payment 0/1', 'taxes x_woo_tax 3000/3000', 'payments x_woo_payment 1/1'],
    ]);
  });

  it('make no call where there is nothing to write', async () => {
    const { calls, queue } = open();
    await queue.add('taxes', [TAX], []);
    expect((await queue.finish()).get('taxes')).toMatchObject({ written: 0 });
    expect(calls).toEqual([]);
  });

  it('fail together where their call failed; a domain without rows in it goes on', async () => {
    const { calls, queue } = open(TAX.model);
    await queue.add('geography', [COUNTRY], made(COUNTRY, 0, 1_000));
    await queue.add('taxes', [TAX], made(TAX, 0, 5_000));
    await queue.add('payments', [PAYMENT], made(PAYMENT, 0, 1));
    const results = await queue.finish();
    expect(calls).toEqual([['x_woo_country × 1000', 'x_woo_tax × 1000'], ['x_woo_payment × 1']]);
    expect(results.get('geography')?.error).toBe(lost);
    expect(results.get('taxes')?.error).toBe(lost);
    expect(results.get('payments')).toMatchObject({ written: 1 });
    expect(results.get('payments')?.error).toBeUndefined();
  });

  it('fail alone where Odoo refuses the call for good: what another domain had in it is written', async () => {
    const { calls, queue } = open(TAX.model, bad);
    await queue.add('geography', [COUNTRY], [...made(COUNTRY, 0, 2), gone(COUNTRY, 7)]);
    await queue.add('taxes', [TAX], made(TAX, 0, 1));
    await queue.add('payments', [PAYMENT], made(PAYMENT, 0, 1));
    const results = await queue.finish();
    expect(calls).toEqual([
      ['x_woo_country × 2', 'x_woo_tax × 1', 'x_woo_payment × 1', 'x_woo_country × gone'],
      ['x_woo_country × 2', 'x_woo_country × gone'],
      ['x_woo_tax × 1'],
      ['x_woo_payment × 1'],
    ]);
    expect(results.get('geography')).toMatchObject({ written: 3 });
    expect(results.get('geography')?.error).toBeUndefined();
    expect(results.get('taxes')).toMatchObject({ written: 0, error: bad });
    expect(results.get('payments')).toMatchObject({ written: 1 });
    expect(results.get('payments')?.error).toBeUndefined();
  });

  it('send nothing twice once the claim is lost', async () => {
    const taken = new ConnectorError({ code: 'app.claim_lost', message: 'taken over' });
    const { calls, queue } = open(TAX.model, taken);
    await queue.add('geography', [COUNTRY], made(COUNTRY, 0, 1));
    await queue.add('taxes', [TAX], made(TAX, 0, 1));
    const results = await queue.finish();
    expect(calls).toHaveLength(1);
    expect([...results.values()].map(({ error }) => error)).toEqual([taken, taken]);
  });

  it('name a vanished row that Odoo refused or that was not sent any more', async () => {
    const queue = new RowQueue(
      (parts) =>
        Promise.resolve(
          parts.map((part) => ({
            written: 0,
            refused: new Map('gone' in part ? [[1, part.model === TAX.model ? NOT_DONE : 'locked']] : []),
            notSent: new Set(part.model === TAX.model ? [1] : []),
          })),
        ),
      new Date(0),
      () => undefined,
    );
    await queue.add('geography', [COUNTRY], [gone(COUNTRY, 7), gone(COUNTRY, 8), ...made(COUNTRY, 0, 1)]);
    await queue.add('taxes', [TAX], [gone(TAX, 1), gone(TAX, 2)]);
    const results = await queue.finish();
    expect(results.get('geography')?.refused).toEqual([
      { model: 'x_woo_country', key: '8', message: 'locked' },
    ]);
    expect(results.get('taxes')?.refused).toEqual([
      { model: 'x_woo_tax', key: '2', message: NOT_DONE, notSent: true },
    ]);
  });

  it('name the rows that Odoo refused', async () => {
    const queue = new RowQueue(
      (parts) =>
        Promise.resolve(parts.map((_, index) => ({ written: 1, refused: new Map([[1, `no ${index}`]]) }))),
      new Date(0),
      () => undefined,
    );
    await queue.add('geography', [COUNTRY], made(COUNTRY, 0, 2));
    await queue.add('taxes', [TAX], made(TAX, 5, 7));
    const results = await queue.finish();
    expect(results.get('geography')?.refused).toEqual([
      { model: 'x_woo_country', key: '1', message: 'no 0' },
    ]);
    expect(results.get('taxes')?.refused).toEqual([{ model: 'x_woo_tax', key: '6', message: 'no 1' }]);
  });
});
