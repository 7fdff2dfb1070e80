/**
 * The texts of the app in one language, by their English. Of a text that means two things, the second one has the local
 * external id of its record behind `@`.
 */
export type Catalogue = Readonly<Record<string, string>>;
