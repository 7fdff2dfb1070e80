/** A time to come in the reader's zone: "Mon, Nov 30, 6:00 AM". */
export function momentText(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    ...{ weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  }).format(new Date(at));
}

/** The reader's zone: `Europe/Berlin`. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All zones that the browser knows, with one that must be among them. */
export function allZones(chosen: string): string[] {
  return [...new Set(['UTC', ownZone(), chosen, ...Intl.supportedValuesOf('timeZone')])];
}
