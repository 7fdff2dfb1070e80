import data from '../data/coming-states.json' with { type: 'json' };

/**
 * States that a later series of Odoo or a localisation brings under a code that the store gives to the same place, and
 * that Odoo may not have yet: creating one under such a code would make its installation fail. By country: code, name.
 * Facts looked up in the lists that Odoo 17, 18 and 19 install.
 */
const COMING: Readonly<Record<string, Readonly<Record<string, string>>>> = data.states;

/** Whether a later series or a localisation brings a state of this country under this code. */
export function isComing(country: string, code: string): boolean {
  return Object.hasOwn(COMING[country] ?? {}, code);
}
