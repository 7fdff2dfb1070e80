/**
 * Without the characters at its end that are among `characters`. An expression like `/0+$/` looks for them from every place
 * of the text: a text of many zeros that ends otherwise takes the square of its length.
 */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
