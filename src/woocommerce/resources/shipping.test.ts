import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import type { ReadOptions, ReadValue } from './settings.ts';
import { readShippingZones } from './shipping.ts';

/** What a store answers at a path: a value, an error, or that there is no such thing. */
const ABSENT = Symbol('404');
type Answers = (path: string, count: number) => unknown;

/** Reads against answers instead of a store; asked is what was asked for, in order. */
function against(answers: Answers) {
  const asked: string[] = [];
  const confidential: string[] = [];
  const read: ReadValue = async <T>(
    path: string,
    _: unknown,
    schema: z.ZodType<T>,
    how: ReadOptions<T> = {},
  ) => {
    await Promise.resolve();
    asked.push(path);
    if (how.confidential === true) confidential.push(path);
    const answer = answers(path, asked.filter((other) => other === path).length);
    if (answer instanceof Error) throw answer;
    if (answer !== ABSENT) return schema.parse(answer);
    if (how.absent === undefined) throw new ConnectorError({ code: 'store.refused_request', message: '404' });
    return how.absent;
  };
  return { asked, confidential, run: () => readShippingZones({ read, concurrency: 2, redact: String }) };
}

const zone = (id: number, order: number) => ({ id, name: `Zone ${id}`, order });
const rest = zone(0, 0);
const method = (instance_id: number, order: number) => ({
  instance_id,
  method_id: 'local_pickup',
  title: `Method ${instance_id}`,
  enabled: true,
  order,
  settings: { cost: { value: '' }, tax_status: { value: 'none' } },
});
const understood = (instanceId: number, order: number) => ({
  instanceId,
  methodId: 'local_pickup',
  title: `Method ${instanceId}`,
  enabled: true,
  order,
  settings: { cost: '', tax_status: 'none' },
});
const germany = [{ type: 'country', code: 'DE' }];

/** A store of zone 0 without methods and others in Germany, each with the given methods. */
const store =
  (zones: readonly object[], methods: Readonly<Record<string, unknown>>): Answers =>
  (path) => {
    if (path === 'shipping/zones') return [rest, ...zones];
    const [, , id = '', part] = path.split('/');
    return part === 'locations' ? germany : (methods[id] ?? []);
  };

describe('zones', () => {
  test('come in the order in which they are asked, zone 0 last, methods as they are offered', async () => {
    const reading = against(
      store([zone(9, 2), zone(4, 1), zone(3, 1)], { 3: [method(8, 2), method(7, 2), method(9, 1)] }),
    );
    const { zones, faults } = await reading.run();
    expect(faults).toEqual([]);
    expect(zones.map(({ id }) => id)).toEqual([3, 4, 9, 0]);
    expect(zones[0]).toEqual({
      ...zone(3, 1),
      locations: germany,
      methods: [understood(9, 1), understood(7, 2), understood(8, 2)],
    });
    expect(zones.at(-1)).toEqual({ ...rest, locations: [], methods: [] });
  });

  test('take one request, and two for each but zone 0', async () => {
    const reading = against(store([zone(1, 0), zone(2, 1)], {}));
    await reading.run();
    expect(reading.asked.toSorted()).toEqual([
      'shipping/zones',
      'shipping/zones/0/methods',
      'shipping/zones/1/locations',
      'shipping/zones/1/methods',
      'shipping/zones/2/locations',
      'shipping/zones/2/methods',
    ]);
    // Methods of plugins may be set up with secrets.
    expect(reading.confidential).toEqual(reading.asked.filter((path) => path.endsWith('methods')));
  });

  test('bad rows are faults and stop nothing; a bad zone is not asked about', async () => {
    const reading = against(
      store([zone(1, 0), { id: 2, name: 'x' }], {
        1: [method(5, 1), { ...method(6, 2), enabled: 'perhaps' }],
      }),
    );
    const { zones, faults } = await reading.run();
    expect(zones.map(({ id }) => id)).toEqual([1, 0]);
    expect(zones[0]?.methods).toEqual([understood(5, 1)]);
    expect(faults.map(({ kind, id, zoneId, field }) => [kind, id, zoneId, field])).toEqual([
      ['zone', 2, null, 'order'],
      ['method', 6, 1, 'enabled'],
    ]);
    expect(reading.asked.filter((path) => path.startsWith('shipping/zones/2'))).toEqual([]);
  });

  test('an instance that two zones claim counts once, where it is asked first', async () => {
    const { zones, faults } = await against(
      store([zone(1, 1), zone(2, 0)], { 1: [method(5, 1)], 2: [method(5, 1)] }),
    ).run();
    expect(zones.map(({ id, methods }) => [id, methods.length])).toEqual([
      [2, 1],
      [1, 0],
      [0, 0],
    ]);
    expect(faults).toEqual([
      {
        kind: 'method',
        id: 5,
        zoneId: 1,
        field: 'instance_id',
        message: 'instance_id 5 comes a second time',
      },
    ]);
  });

  test.each([
    ['locations', 'locations'],
    ['methods', 'methods'],
  ])('a zone whose %s are no list is a fault as a whole', async (part, field) => {
    const answers = store([zone(1, 0), zone(2, 1)], { 1: [method(5, 1)] });
    const { zones, faults } = await against((path, count) =>
      path === `shipping/zones/1/${part}` ? { sorry: true } : answers(path, count),
    ).run();
    expect(zones.map(({ id }) => id)).toEqual([2, 0]);
    expect(faults).toMatchObject([{ kind: 'zone', id: 1, zoneId: null, field }]);
  });
});

describe('what looks like a removal', () => {
  const busy = new ConnectorError({ code: 'store.server_error', message: '500', retryable: true });

  test.each(['shipping/zones', 'shipping/zones/1/locations', 'shipping/zones/0/methods'])(
    'a failed request for %s ends the reading, and nothing further is asked',
    async (failing) => {
      const answers = store(
        [zone(1, 0), ...Array.from({ length: 20 }, (_, index) => zone(index + 2, 1))],
        {},
      );
      const reading = against((path, count) => (path === failing ? busy : answers(path, count)));
      await expect(reading.run()).rejects.toBe(busy);
      if (failing !== 'shipping/zones/0/methods') expect(reading.asked.length).toBeLessThan(6);
    },
  );

  test('a zone that went between the list and its methods is gone: the second list reports it', async () => {
    const before = store([zone(1, 0), zone(2, 1)], { 2: [method(5, 1)] });
    const after = store([zone(2, 1)], { 2: [method(5, 1)] });
    const reading = against((path, count) => {
      if (path.startsWith('shipping/zones/1/')) return ABSENT;
      return (path === 'shipping/zones' && count === 1 ? before : after)(path, count);
    });
    expect(await reading.run()).toEqual({
      zones: [
        { ...zone(2, 1), locations: germany, methods: [understood(5, 1)] },
        { ...rest, locations: [], methods: [] },
      ],
      faults: [],
    });
  });

  test('a zone that is listed again and again and never found is a fault', async () => {
    const answers = store([zone(1, 0), zone(2, 1)], {});
    const reading = against((path, count) =>
      path === 'shipping/zones/1/methods' ? ABSENT : answers(path, count),
    );
    const { zones, faults } = await reading.run();
    expect(zones.map(({ id }) => id)).toEqual([2, 0]);
    expect(faults).toEqual([
      { kind: 'zone', id: 1, zoneId: null, field: 'id', message: 'id 1 is listed and cannot be found' },
    ]);
    expect(reading.asked.filter((path) => path === 'shipping/zones')).toHaveLength(2);
  });

  test('an empty list is no list of zones', async () => {
    await expect(against(() => []).run()).rejects.toThrow('contains no zone 0');
  });
});
