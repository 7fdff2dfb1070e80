import { POSITIONS_POINT } from '../operations/position-notes.ts';
import { SWITCHED_OFF } from './product-points.ts';
import { agrees, differs, isUnknown, type Point } from './point.ts';

const STORE = 'those of the store come first';

/** Positions of others that Odoo uses in places of the store; the plan finds them. */
export const FISCAL_POSITIONS: Point = {
  key: POSITIONS_POINT,
  topic: 'Fiscal positions that come first',
  matters: 'Where Odoo uses another fiscal position than that of the store, it charges another tax.',
  odoo: ({ winners = [] }) =>
    winners
      .map(({ name, places }) => `"${name}" ${places === 0 ? 'next' : `in ${places} places`}`)
      .join(', '),
  judge: ({ enabled }, { winners }) => {
    if (!enabled) return SWITCHED_OFF;
    if (winners === undefined) {
      return isUnknown(
        STORE,
        'The list of rates is too short to be compared.',
        'Run "woo-odoo plan" to see what is missing.',
      );
    }
    const [first] = winners;
    if (first === undefined) return agrees(STORE, 'Odoo charges the tax of the place.');
    const ids = winners.map(({ id }) => id);
    return differs(
      STORE,
      'Odoo uses these positions in places of the store and charges another tax there.',
      `Take "Detect Automatically" away from them with "woo-odoo check --align ${POSITIONS_POINT}". Documents that ` +
        'exist keep their position, and people may still choose it by hand.',
      {
        model: 'account.fiscal.position',
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
