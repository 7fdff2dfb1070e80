/**
 * Answers the first of equal texts for each, so that thousands of records with the same text share one string: those that
 * a driver reads or that are put together are strings of their own, however often they come.
 */
export function sharedTexts(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same === undefined) known.set(text, text);
    return same ?? text;
  };
}
