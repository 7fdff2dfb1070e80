import type { SandboxOdoo } from '../../../sandbox/index.ts';

/** Models of which what is in use has to be as it was before a trial. */
const MODELS = [
  ...['account.tax', 'account.fiscal.position', 'account.fiscal.position.tax', 'res.currency'],
  ...['product.template', 'product.product', 'delivery.carrier', 'res.company'],
];

/** Every record in use that a bookkeeper sees, with its values and the records it names, as comparable lines. */
export function inUse({ control, series }: SandboxOdoo): string[] {
  const positions = new Map(control.records('account.fiscal.position').map(({ active, id }) => [id, active]));
  return MODELS.filter((model) => series < 19 || model !== 'account.fiscal.position.tax').flatMap((model) =>
    control
      .records(model)
      .filter(({ active }) => active !== false)
      .filter((record) => positions.get(record['position_id'] ?? 0) !== false)
      .map((record) => {
        const values = Object.entries({ ...record, write_uid: 0, write_date: '' });
        return `${model} | ${JSON.stringify(Object.fromEntries(values.sort(([a], [b]) => (a < b ? -1 : 1))))}`;
      })
      .sort(),
  );
}
