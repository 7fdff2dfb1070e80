/** The shape of a JSON value: which types it may have, and what is inside. */
interface Shape {
  readonly types: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, { readonly shape: Shape; readonly always: boolean }>;
  /** Of the elements of lists; null where only empty lists were seen. */
  readonly element: Shape | null;
}

/**
 * Where an answer differs in shape from a recorded one, as sentences; empty where it does not.
 * Values (ids, names, dates) are not compared. The elements of a list share one shape, in which a key that only some
 * recorded elements have is optional. `ignore` names keys (as paths) that the answer may lack or have differently.
 */
export function shapeDifferences(
  recorded: unknown,
  answered: unknown,
  ignore: readonly RegExp[] = [],
): string[] {
  return differences(shapeOf([recorded]), answered, '', ignore);
}

function shapeOf(samples: readonly unknown[]): Shape {
  const objects = samples.filter(isObject);
  const elements = samples.filter((sample): sample is unknown[] => Array.isArray(sample)).flat();
  const names = new Set(objects.flatMap((object) => Object.keys(object)));
  return {
    types: new Set(samples.map(typeName)),
    fields: new Map(
      [...names].map((name) => {
        const having = objects.filter((object) => name in object);
        return [
          name,
          { shape: shapeOf(having.map((object) => object[name])), always: having.length === objects.length },
        ];
      }),
    ),
    element: elements.length === 0 ? null : shapeOf(elements),
  };
}

function differences(shape: Shape, value: unknown, path: string, ignore: readonly RegExp[]): string[] {
  if (ignore.some((pattern) => pattern.test(path))) return [];
  const here = path === '' ? 'the answer' : path;
  if (!shape.types.has(typeName(value))) {
    return [`${here} is ${typeName(value)}, recorded as ${[...shape.types].join(' or ')}`];
  }
  if (Array.isArray(value)) {
    const { element } = shape;
    if (element === null) return [];
    return [...new Set(value.flatMap((item) => differences(element, item, `${path}[]`, ignore)))];
  }
  if (!isObject(value)) return [];
  const missing = [...shape.fields]
    .filter(([name, field]) => field.always && !(name in value))
    .map(([name]) => join(path, name))
    .filter((name) => !ignore.some((pattern) => pattern.test(name)))
    .map((name) => `${name} is missing`);
  const inside = Object.entries(value).flatMap(([name, item]) => {
    const field = shape.fields.get(name);
    const place = join(path, name);
    if (field !== undefined) return differences(field.shape, item, place, ignore);
    return ignore.some((pattern) => pattern.test(place)) ? [] : [`${place} was not recorded`];
  });
  return [...missing, ...inside];
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
