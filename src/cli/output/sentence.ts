/** A reason of a domain as a sentence: with a capital letter and one full stop. */
export function sentence(reason: string): string {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?…]$/u.test(text) || text === '' ? text : `${text}.`;
}
