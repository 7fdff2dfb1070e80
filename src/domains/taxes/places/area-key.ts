/** The key of a country, or of a state of one, within a table of rates. */
export const areaKey = (country: string, state: string): string => `${country} ${state}`;
