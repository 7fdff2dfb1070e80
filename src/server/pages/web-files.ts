import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file of the web page, in the form that a browser takes. */
export interface WebFile {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** `br`, `gzip`, or null: as it is. */
  readonly encoding: string | null;
  /** By its content, for `ETag`. */
  readonly tag: string;
}

/** The files of the web page. */
export interface WebFiles {
  /** A file by its name, `assets/main-1a2b.js`, in the best form among those accepted; null: there is none. */
  read(name: string, acceptEncoding: string): Promise<WebFile | null>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** The forms that the build makes beside a file, the smallest first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** Where the build puts the page: beside the program, or, when the sources run, in `dist`. Null: it was not built. */
export function findWebFolder(here = import.meta.dirname): string | null {
  const places = [path.join(here, 'web'), path.join(here, '../../../dist/web')];
  return places.find((place) => existsSync(path.join(place, 'index.html'))) ?? null;
}

/**
 * The page in a folder. Which files there are is read once, and only those are given out: a name from a request is never
 * made into a path. A file that was asked for stays in memory in the form that was given: all of them are two megabytes.
 */
export function openWebFiles(folder: string): WebFiles {
  const paths = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    paths.set(path.relative(folder, file).split(path.sep).join('/'), file);
  }
  const given = new Map<string, Promise<WebFile>>();

  function open(file: string, type: string, encoding: string | null): Promise<WebFile> {
    const known = given.get(file);
    if (known !== undefined) return known;
    const opened = readFile(file).then((content) => ({
      ...{ content: new Uint8Array(content), type, encoding },
      tag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    }));
    given.set(file, opened);
    opened.catch(() => given.delete(file));
    return opened;
  }

  return {
    async read(name, acceptEncoding) {
      const plain = paths.get(name);
      const type = TYPES[path.extname(name)];
      if (plain === undefined || type === undefined) return null;
      const accepted = new Set(acceptEncoding.split(',').flatMap(acceptedEncoding));
      const best = ENCODINGS.find(
        ({ name: coding, suffix }) => accepted.has(coding) && paths.has(name + suffix),
      );
      const file = best === undefined ? plain : (paths.get(name + best.suffix) ?? plain);
      return open(file, type, best?.name ?? null);
    },
  };
}

/** `br;q=1.0` is `br`; `gzip;q=0` is none. */
function acceptedEncoding(text: string): string[] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  return parameters.some((parameter) => /^q=0(?:\.0*)?$/u.test(parameter)) ? [] : [name];
}
