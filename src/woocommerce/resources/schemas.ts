import { decodeHTMLStrict } from 'entities';
import { z } from 'zod';
import { StoreFailure } from '../http/failure.ts';
import { printable } from '../http/redact.ts';
import type { Answer } from '../http/answer.ts';

/** Bounds far above what stores have and far below what would hurt. Lengths are in characters. */
export const MAX_NAME_LENGTH = 500;
export const MAX_CODE_LENGTH = 100;
export const MAX_COUNTRIES = 1_000;
const MAX_NAMESPACES = 2_000;

// eslint-disable-next-line no-control-regex -- they are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;
/** `&#9;` is one as well, once it is decoded. */
// eslint-disable-next-line no-control-regex -- they are what is removed
const CONTROLS = /[\u0000-\u001f\u007f]/g;

/** Text from the store, of at most so many characters, that a database can store. */
export const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((value) => !CONTROL.test(value), 'contains control characters')
    .refine((value) => value.isWellFormed(), 'contains half a character');

/** A name for people: entities decoded (only those that end in a semicolon, so that `R&D` stays), outer spaces cut. */
export const name = text(MAX_NAME_LENGTH).transform((value) =>
  decodeHTMLStrict(value).replace(CONTROLS, ' ').trim(),
);

/**
 * Text for people on one line, cut to so many characters: markup that plugins put into it is dropped, entities are
 * decoded. Never refused: what cannot be read as text is empty.
 */
export const shownText = (longest: number) =>
  z
    .union([z.string(), z.number()])
    .transform((value) =>
      printable(
        decodeHTMLStrict(
          String(value)
            .slice(0, 10 * longest)
            .replace(/<[^<>]*>/g, ' '),
        ),
      )
        .slice(0, longest)
        // The cut may leave half a character, and the store may send one: PostgreSQL takes none.
        .toWellFormed(),
    )
    .catch('');

/** PHP turns array keys that look like numbers into numbers, so some codes arrive as such (the states of UM). */
export const code = z
  .union([text(MAX_CODE_LENGTH), z.int().nonnegative()])
  .transform((value) => String(value).trim())
  .refine((value) => value !== '', 'is empty');

/** `GET /wp-json/` with `_fields=name,namespaces,home,url`. */
export const indexSchema = z.object({
  name: z
    .string()
    .max(10_000)
    .transform((value) => decodeHTMLStrict(value).replace(/\s+/g, ' ').trim().slice(0, MAX_NAME_LENGTH)),
  home: z.string().max(2_000),
  namespaces: z.array(z.string().max(200)).max(MAX_NAMESPACES),
});

/** The version in `GET system_status`. */
export const versionSchema = z.object({
  environment: z.object({
    version: z.string().regex(/^\d{1,4}(?:\.\d{1,4}){1,3}(?:[-.+][0-9a-z.-]{1,30})?$/i),
  }),
});

/**
 * Validates what a store answered.
 *
 * @throws ConnectorError `store.wrong_shape`, naming the address, the place in the answer and its first characters
 */
export function readShape<T>(schema: z.ZodType<T>, answer: Answer): T {
  const value = answer.content.kind === 'json' ? answer.content.value : undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place =
    issue === undefined || issue.path.length === 0 ? 'the whole answer' : z.core.toDotPath(issue.path);
  throw new StoreFailure({
    code: 'store.wrong_shape',
    message: `${answer.address} answered something of another shape: ${place}: ${issue?.message ?? 'invalid'} (“${answer.excerpt}”).`,
    hint: 'A plugin changes this answer, or this version of WooCommerce is not known yet: please report it with this message.',
  });
}
