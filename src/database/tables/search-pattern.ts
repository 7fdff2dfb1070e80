/** The pattern of `like … escape` for texts that contain this one anywhere; the column is in small letters. */
export function searchPattern(search: string): string {
  return `%${search.toLowerCase().replace(/[\\%_]/gu, (sign) => `\\${sign}`)}%`;
}
