import { it } from 'vitest';
import { destinationsOf } from '../places/destinations.ts';
const countries = Array.from({ length: 250 }, (_, i) => ({
  code: String.fromCharCode(65 + Math.floor(i / 26)) + String.fromCharCode(65 + (i % 26)),
  name: 'x',
  states: Array.from({ length: 8 }, (_, k) => ({ code: `S${k}`, name: 's' })),
}));
const continents = [
  { code: 'EU', name: '', countries: countries.slice(0, 60).map((c) => c.code) },
  { code: 'AS', name: '', countries: countries.slice(60, 200).map((c) => c.code) },
];
const world = (n: number, f: (i: number) => any[]) => ({
  zones: Array.from({ length: n }, (_, i) => ({
    id: i + 1,
    name: `Z${i}`,
    order: i,
    methods: [],
    locations: f(i),
  })),
  continents,
  countries,
  shipsTo: null,
});
const time = (l: string, n: number, f: any) => {
  const t = performance.now();
  const r = destinationsOf(world(n, f) as any);
  let lim = 0;
  for (const d of r.values()) lim += d.limitations.join('\n').length;
  console.log(l, n, Math.round(performance.now() - t) + 'ms', 'limchars', lim);
};
for (const n of [100, 500, 2000])
  it(
    'perf' + n,
    () => {
      time('country+25pc', n, (i: number) => [
        { type: 'country', code: 'BA' },
        ...Array.from({ length: 25 }, (_, k) => ({ type: 'postcode', code: String(10000 + i * 25 + k) })),
      ]);
      time('continent', n, (i: number) => [{ type: 'continent', code: 'EU' }]);
      time('states', n, (i: number) => [{ type: 'state', code: `BA:S${i % 8}` }]);
      time('continent+25ranges', n, (i: number) => [
        { type: 'continent', code: 'EU' },
        ...Array.from({ length: 25 }, (_, k) => ({
          type: 'postcode',
          code: `${10000 + i * 50 + k}...${10000 + i * 50 + k + 20}`,
        })),
      ]);
    },
    600000,
  );
it('one big', () => {
  time('50k in one', 1, () => [
    { type: 'country', code: 'BA' },
    ...Array.from({ length: 50000 }, (_, k) => ({ type: 'postcode', code: String(10000 + k) })),
  ]);
  time('50k in one of 2', 2, () => [
    { type: 'country', code: 'BA' },
    ...Array.from({ length: 50000 }, (_, k) => ({ type: 'postcode', code: String(10000 + k) })),
  ]);
  time('50k in one of continent', 1, () => [
    { type: 'continent', code: 'EU' },
    ...Array.from({ length: 50000 }, (_, k) => ({ type: 'postcode', code: String(10000 + k) })),
  ]);
}, 600000);
