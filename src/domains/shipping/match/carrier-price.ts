import type { OdooPriceRule } from '../facts.ts';

/** A price rule as it has to be. Amounts are decimal texts in their shortest form. */
export type DesiredRule = Pick<
  OdooPriceRule,
  'variable' | 'operator' | 'maxValue' | 'basePrice' | 'perUnit' | 'variableFactor'
>;

/** What a carrier charges. */
export interface CarrierPrice {
  readonly deliveryType: 'fixed' | 'base_on_rule';
  /** `0` with rules. */
  readonly fixedPrice: string;
  /** The first that applies decides; where none applies, it is not offered. */
  readonly rules: readonly DesiredRule[];
}

/** A rule without a price, completed. */
export function ruleFrom(
  rule: Pick<DesiredRule, 'variable' | 'operator' | 'maxValue'> & Partial<DesiredRule>,
): DesiredRule {
  return { basePrice: '0', perUnit: '0', variableFactor: 'quantity', ...rule };
}

/** No order counts less than nothing. */
export const NEVER_RULE: DesiredRule = ruleFrom({ variable: 'quantity', operator: '<', maxValue: '0' });

/** Offered to nobody: orders are still bound to it. Together with `NOBODY`, since Odoo's form asks places only. */
export const NEVER: CarrierPrice = { deliveryType: 'base_on_rule', fixedPrice: '0', rules: [NEVER_RULE] };

export function isNever(price: CarrierPrice): boolean {
  return price.deliveryType === 'base_on_rule' && rulesText(price.rules) === rulesText(NEVER.rules);
}

/** The rules of a carrier as text: `price >= 75: 0`, one per line, in the order in which Odoo asks them. */
export function rulesText(rules: readonly DesiredRule[]): string {
  return rules.map(ruleText).join('\n');
}

function ruleText({ basePrice, maxValue, operator, perUnit, variable, variableFactor }: DesiredRule): string {
  const perUnits = perUnit === '0' ? '' : ` + ${perUnit} * ${variableFactor}`;
  return `${variable} ${operator} ${maxValue}: ${basePrice}${perUnits}`;
}

/** The price for people: `4.9`, or its rules. */
export function describePrice({ deliveryType, fixedPrice, rules }: CarrierPrice): string {
  return deliveryType === 'fixed' ? fixedPrice : rulesText(rules);
}

/** Whether any amount of it is money, whose currency matters. A share of the order's total is none. */
export function namesMoney({ fixedPrice, rules }: CarrierPrice): boolean {
  const ofRules = rules.some(
    ({ basePrice, maxValue, perUnit, variable, variableFactor }) =>
      basePrice !== '0' ||
      (perUnit !== '0' && variableFactor !== 'price') ||
      (variable === 'price' && maxValue !== '0'),
  );
  return fixedPrice !== '0' || ofRules;
}
