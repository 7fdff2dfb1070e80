import type { Alignment } from '../../../core/agreement.ts';
import { counted } from '../../../core/counted.ts';
import { ORDER_POINT, POSITION_MODEL } from '../models.ts';
import { POSITIONS_POINT } from '../operations/position-hints.ts';
import type { Move } from '../position-order/moves.ts';
import { FIRST_BY_SEQUENCE } from '../series.ts';
import { SWITCHED_OFF } from './product-points.ts';
import { agrees, differs, isUnknown, type Point } from './point.ts';

const STORE = 'those of the store come first';

/** Positions of others that Odoo uses in places of the store; the plan finds them. */
export const FISCAL_POSITIONS: Point = {
  key: POSITIONS_POINT,
  topic: 'Fiscal positions that come first',
  matters: 'Where Odoo uses another fiscal position than that of the store, it charges another tax.',
  odoo: ({ positions }) =>
    (positions?.winners ?? [])
      .map(({ name, places }) => `"${name}" ${places === 0 ? 'next' : `in ${places} places`}`)
      .join(', '),
  judge: ({ enabled }, { positions }) => {
    if (!enabled) return SWITCHED_OFF;
    if (positions === undefined) return notPlanned(STORE);
    const { winners } = positions;
    const [first] = winners;
    if (first === undefined) return agrees(STORE, 'Odoo charges the tax of the place.');
    const ids = winners.map(({ id }) => id);
    return differs(
      STORE,
      'Odoo uses these positions in places of the store and charges another tax there.',
      `Take "Detect Automatically" away from them with "woo-odoo check --align ${POSITIONS_POINT}". Documents that ` +
        'exist keep their position, and people may still choose it by hand.',
      {
        model: POSITION_MODEL,
        ids,
        field: 'auto_apply',
        from: `${winners.map(({ name }) => `"${name}"`).join(', ')}: detected automatically`,
        to: 'chosen by hand only',
        value: false,
        before: true,
      },
    );
  },
};

const ORDER = 'with a VAT number first, then the store, then the chart';

/** On 19 the sequence alone decides; the plan finds which positions of the chart have to be moved. */
export const POSITION_ORDER: Point = {
  key: ORDER_POINT,
  topic: 'Order of fiscal positions',
  matters:
    'Odoo 19 takes the first fiscal position that fits, so customers are charged another tax if the order is wrong.',
  odoo: ({ positions }) =>
    (positions?.moves ?? []).map(({ position }) => shown(position, position.sequence)).join(', '),
  judge: ({ enabled }, { positions, series }) => {
    if (!enabled) return SWITCHED_OFF;
    if (positions === undefined) return notPlanned(ORDER);
    const { moves, wrong } = positions;
    const [first] = moves;
    if (series < FIRST_BY_SEQUENCE)
      return agrees(
        ORDER,
        `Odoo ${series} asks for the VAT number and the place before it compares sequences.`,
      );
    if (first === undefined) return agrees(ORDER, 'The sequences of fiscal positions are in this order.');
    return differs(
      ORDER,
      `The tax is wrong in ${counted(wrong, 'place')}: positions that require a VAT number have to come before those of the store, and the general ones of the chart of accounts after them.`,
      `Move them with "woo-odoo check --align ${ORDER_POINT}", or with every sync: "woo-odoo backend edit NAME --position-order align". ` +
        'Documents that exist keep their position; then sync once more.',
      alignmentOf(first, moves),
    );
  },
};

function alignmentOf({ position, to }: Move, moves: readonly Move[]): Alignment {
  return {
    model: POSITION_MODEL,
    ids: moves.map((move) => move.position.id),
    field: 'sequence',
    from: moves.map((move) => shown(move.position, move.position.sequence)).join(', '),
    to: moves.map((move) => shown(move.position, move.to)).join(', '),
    value: to,
    before: position.sequence,
    each: moves.map((move) => ({
      id: move.position.id,
      value: move.to,
      before: move.position.sequence,
    })),
  };
}

const shown = ({ name }: Move['position'], sequence: number) => `"${name}" ${sequence}`;

function notPlanned(store: string) {
  return isUnknown(
    store,
    'The list of rates is too short to be compared.',
    'Run "woo-odoo plan" to see what is missing.',
  );
}
