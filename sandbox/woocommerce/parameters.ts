import { queryText } from './query.ts';
import type { QueryMap } from './query.ts';
import { invalidParameter } from './rest-error.ts';

/** An integer parameter between two bounds; throws the 400 WordPress answers. */
export function integerParameter(
  query: QueryMap,
  name: string,
  fallback: number,
  bounds: { readonly least: number; readonly most?: number },
): number {
  const text = queryText(query, name);
  if (text === null) return fallback;
  if (!/^-?\d+$/.test(text)) {
    throw invalidParameter(name, 'rest_invalid_type', `${name} is not of type integer.`, { param: name });
  }
  const value = Number(text);
  if (value < bounds.least || (bounds.most !== undefined && value > bounds.most)) {
    const message =
      bounds.most === undefined
        ? `${name} must be greater than or equal to ${bounds.least}`
        : `${name} must be between ${bounds.least} (inclusive) and ${bounds.most} (inclusive)`;
    throw invalidParameter(name, 'rest_out_of_bounds', message, null);
  }
  return value;
}

/** A parameter that must be one of a few words. */
export function choiceParameter(query: QueryMap, name: string, choices: readonly string[]): string | null {
  const text = queryText(query, name);
  if (text !== null) checkChoice(name, text, choices);
  return text;
}

/** Throws the 400 of a value outside its choices. */
export function checkChoice(name: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  const listed = `${choices.slice(0, -1).join(', ')}, and ${choices.at(-1) ?? ''}`;
  throw invalidParameter(name, 'rest_not_in_enum', `${name} is not one of ${listed}.`, null);
}
