/** A query value as PHP makes it from `a=1`, `a[]=1` and `a[0]=1`. */
export type QueryValue = string | QueryMap;
export interface QueryMap {
  readonly [key: string]: QueryValue;
}

/** Reads a query string the way PHP does: later values win, brackets make lists, `a[]` counts up. */
export function parseQuery(query: string): QueryMap {
  const root: Record<string, QueryValue> = {};
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decode(cut < 0 ? pair : pair.slice(0, cut));
    put(root, name, cut < 0 ? '' : decode(pair.slice(cut + 1)));
  }
  return root;
}

/** A plain text value; null where it is absent or a list. */
export function queryText(query: QueryMap, name: string): string | null {
  const value = query[name];
  return typeof value === 'string' ? value : null;
}

/** `a,b` and `a[]=a&a[]=b` alike. */
export function queryList(query: QueryMap, name: string): string[] | null {
  const value = query[name];
  if (value === undefined) return null;
  const items =
    typeof value === 'string'
      ? value.split(',')
      : Object.values(value).filter((item) => typeof item === 'string');
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

function put(root: Record<string, QueryValue>, name: string, value: string): void {
  const bracket = name.indexOf('[');
  const list = /^\[([^\]]*)\]$/.exec(bracket < 0 ? '' : name.slice(bracket));
  if (list === null) {
    root[name] = value;
    return;
  }
  const base = name.slice(0, bracket);
  const before = root[base];
  const map: Record<string, QueryValue> = typeof before === 'object' ? { ...before } : {};
  const key = list[1] ?? '';
  map[key === '' ? String(Object.keys(map).length) : key] = value;
  root[base] = map;
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
