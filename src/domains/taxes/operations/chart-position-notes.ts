import type { Note } from '../../../core/plan.ts';
import { namedList } from '../../../core/named-list.ts';
import type { OdooPosition } from '../facts.ts';
import { sourceName, type ChartMapping } from '../match/chart-mappings.ts';
import type { PlanContext } from '../match/context.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import { chartConsent, isPossible } from './chart-mappings.ts';

/** How many positions a note names. */
const EXAMPLES = 4;

/** Positions of the chart that would charge products of the store otherwise than the chart means, with the amounts. */
export function chartPositionNotes(mappings: readonly ChartMapping[], context: PlanContext): Note[] {
  const consent = chartConsent(context);
  const wrong = wrongIn(mappings, context);
  if (wrong.length === 0) return [];
  const automatic = wrong.filter(([position]) => position.autoApply);
  const shown = [...automatic, ...wrong.filter(([position]) => !position.autoApply)];
  const named = namedList(
    shown.map(([position, all]) => describe(position, all)),
    EXAMPLES,
    { separator: '; ' },
  );
  return [
    {
      level: consent === 'remove' ? 'info' : 'review',
      code: 'chart_positions',
      message: `Fiscal positions of the chart of accounts replace the chart's taxes, but not those of the store's products. Of a price of 100 their customers would be charged: ${named}.`,
      hint: wrong.every(([, all]) => all.every((each) => !isPossible(each, context)))
        ? 'Odoo refuses taxes of a branch in fiscal positions of the company above it: for such customers, use products with the tax of the chart, or create these positions for the branch.'
        : consent === 'map'
          ? 'Odoo cannot represent it with these taxes: for such customers, use products with the tax of the chart.'
          : `"woo-odoo sync --chart-positions map" has them replace the store's taxes in the same way (${added(context)}); later syncs keep that up to date, and "woo-odoo sync --chart-positions remove" takes it away.`,
    },
  ];
}

/** The positions of the chart that go on charging products of the store otherwise than the chart means. */
export function openChartPositions(mappings: readonly ChartMapping[], context: PlanContext): OdooPosition[] {
  return wrongIn(mappings, context).map(([position]) => position);
}

function wrongIn(mappings: readonly ChartMapping[], context: PlanContext) {
  const consent = chartConsent(context);
  const open = mappings.filter(
    (mapping) => mapping.state === 'open' && (consent !== 'map' || !isDoneByConnector(mapping, context)),
  );
  const byPosition = Map.groupBy(open, ({ position }) => position);
  return [...byPosition].filter(([, all]) => all.some(({ now, then }) => now !== then));
}

function added({ series }: PlanContext): string {
  return series >= FIRST_WITHOUT_LINES
    ? "in Odoo, the chart's taxes get the taxes of the store's products in Replaces"
    : 'lines of the connector are added to these positions; all others stay as they are';
}

/** On 19 a tax that stays beside another one would have to replace itself. */
function isDoneByConnector(mapping: ChartMapping, context: PlanContext): boolean {
  const { destinations, isOfUser } = mapping;
  const { series } = context;
  return (
    !isOfUser &&
    isPossible(mapping, context) &&
    (series < FIRST_WITHOUT_LINES || !destinations.includes('itself'))
  );
}

function describe({ autoApply, name }: OdooPosition, all: readonly ChartMapping[]): string {
  const wrong = all.filter(({ now, then }) => now !== then);
  const amounts = wrong.map(({ now, source, then }) => `${now} instead of ${then} (${sourceName(source)})`);
  return `"${name}"${autoApply ? '' : ', where it is chosen by hand'}: ${amounts.join(', ')}`;
}
