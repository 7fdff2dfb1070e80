/** A name as it is typed in a shell: names contain letters, digits, dots, dashes, underscores and perhaps spaces. */
export function shellWord(name: string): string {
  return name.includes(' ') ? `"${name}"` : name;
}
