/** What makes two spellings of a login one: neither the case of letters nor how accented ones were typed. */
export function loginKey(login: string): string {
  return login.trim().normalize('NFC').toLowerCase();
}
