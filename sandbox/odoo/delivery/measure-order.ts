import type { OrderMeasures } from '../delivery-rules/types.ts';

/** A line of an order, as far as it can be weighed; per unit, in the units of the database. */
export interface MeasuredLine {
  readonly quantity: number;
  readonly weight: number;
  readonly volume: number;
  readonly service: boolean;
  readonly tagIds: readonly number[];
}

/** What lines come to. Added up in binary numbers and line by line, because Odoo compares what that gives. */
export function measureLines(lines: readonly MeasuredLine[]): Omit<OrderMeasures, 'total'> {
  const goods = lines.filter((line) => !line.service);
  const sum = (some: readonly MeasuredLine[], value: (line: MeasuredLine) => number) =>
    some.reduce((all, line) => all + value(line), 0);
  return {
    quantity: sum(goods, (line) => line.quantity),
    weight: sum(goods, (line) => line.weight * line.quantity),
    volume: sum(goods, (line) => line.volume * line.quantity),
    wv: sum(goods, (line) => line.weight * line.volume * line.quantity),
    wholeWeight: sum(lines, (line) => line.weight * line.quantity),
    wholeVolume: sum(lines, (line) => line.volume * line.quantity),
    tagIds: lines.flatMap((line) => line.tagIds),
  };
}
