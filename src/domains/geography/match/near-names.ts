import { nameKey } from '../../../core/text.ts';

/**
 * Words for kinds of places and small words between names, which one list writes and another leaves out (`Región del
 * Maule`, `DKI Jakarta`, `TP Hồ Chí Minh`, `Monza e Brianza`), in the form of `nameKey`.
 */
const KIND_WORDS = new Set(
  (
    'region provincia province state estado etat stato departamento departement department district distrito distretto county ' +
    'city ciudad citta municipality municipio municipalidad metropolitana metropolitan metro governorate prefecture territory ' +
    'territorio oblast krai kray okrug voivodeship wojewodztwo judet judetul kab kabupaten kota dki di daerah khusus ibukota ' +
    'tp thanh pho tinh special capital autonomous autonoma comunidad free bundesland land freistaat kanton canton canton of ' +
    'ken fu to shi ville de und and y e i et of'
  ).split(' '),
);

/** Names shorter than this have too many neighbours to call a difference of letters a misspelling. */
const MIN_LENGTH_TO_MISSPELL = 6;

/** Below this length a single word is too little to find a name by (`San`). */
const MIN_WORD_LENGTH = 4;

/** A name as it is compared for nearness: its alternatives (`Bolzano/Bozen`), each by its own words. */
export interface NearName {
  readonly isLatin: boolean;
  readonly forms: readonly { readonly text: string; readonly words: ReadonlySet<string> }[];
}

export function nearName(name: string): NearName {
  // What is split off is trimmed by `nameKey`; one expression for spaces around it would take long for many spaces.
  const alternatives = [name, ...name.split(/\/|\s-\s|[()[\]]/u)];
  const forms = new Map<string, { text: string; words: ReadonlySet<string> }>();
  for (const alternative of alternatives) {
    const all = nameKey(alternative).split(' ');
    const own = all.filter((word) => !KIND_WORDS.has(word));
    const words = own.length > 0 ? own : all;
    const text = words.join(' ');
    if (text !== '') forms.set(text, { text, words: new Set(words) });
  }
  return { isLatin: /\p{Script=Latin}/u.test(name), forms: [...forms.values()] };
}

/**
 * Whether two names may mean the same place: equal but for words for kinds of places, one with more words than the other,
 * or a letter or two apart. Never proof: people are asked.
 */
export function areNear(a: NearName, b: NearName): boolean {
  return a.forms.some((one) =>
    b.forms.some(
      (other) =>
        one.text === other.text ||
        isPartOf(one.words, other.words) ||
        isPartOf(other.words, one.words) ||
        isMisspelt(one.text, other.text),
    ),
  );
}

function isPartOf(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  const isDistinct = [...few].some(
    (word) => word.length >= MIN_WORD_LENGTH || !/\p{Script=Latin}/u.test(word),
  );
  return isDistinct && few.size < many.size && [...few].every((word) => many.has(word));
}

/** One letter may differ, or two in a long name. Numbers distinguish places (`Region 1`, `Region 2`). */
function isMisspelt(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < MIN_LENGTH_TO_MISSPELL || /\d/u.test(a + b)) return false;
  const allowed = shorter >= 2 * MIN_LENGTH_TO_MISSPELL ? 2 : 1;
  return Math.abs(a.length - b.length) <= allowed && distance(a, b) <= allowed;
}

/** How many letters must be put in, taken out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let from = 0; from < a.length; from += 1) {
    const next = [from + 1];
    for (let at = 1; at <= b.length; at += 1) {
      const changed = (row[at - 1] ?? 0) + (b[at - 1] === a[from] ? 0 : 1);
      next.push(Math.min(changed, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
