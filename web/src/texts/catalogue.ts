import type { en } from './en/index.ts';
import type { Plural } from './format.ts';

type English = typeof en;

/** The same keys with any texts: what a translation must have. */
export type Catalogue = {
  readonly [Page in keyof English]: {
    readonly [Key in keyof English[Page]]: English[Page][Key] extends Plural ? Plural : string;
  };
};

/** `home.title` */
export type TextKey = {
  [Page in keyof English]: `${Page}.${Extract<keyof English[Page], string>}`;
}[keyof English];

type TextOf<Key extends TextKey> = Key extends `${infer Page}.${infer Name}`
  ? Page extends keyof English
    ? Name extends keyof English[Page]
      ? English[Page][Name]
      : never
    : never
  : never;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type NamesOf<Text> = Text extends string
  ? NamesIn<Text>
  : Text extends Plural<infer One, infer Other>
    ? 'n' | NamesIn<One> | NamesIn<Other>
    : never;

/** The values that a text asks for: none, or an object with all of them. */
export type ValuesOf<Key extends TextKey> = [NamesOf<TextOf<Key>>] extends [never]
  ? []
  : [values: Readonly<Record<NamesOf<TextOf<Key>>, string | number>>];

/** Gives the text of a key in the reader's language. */
export type Translate = <Key extends TextKey>(key: Key, ...values: ValuesOf<Key>) => string;
