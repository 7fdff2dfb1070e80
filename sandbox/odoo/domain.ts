import { textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { OdooException } from './faults-of-odoo.ts';
import { fieldOf } from './model.ts';
import type { FieldDefinition, ModelDefinition } from './model.ts';

/** What a domain is evaluated against. */
export interface Records {
  model(name: string): ModelDefinition;
  /** A stored or computed value, relations as ids. */
  value(model: string, id: number, field: string): Json;
  displayName(model: string, id: number): string;
  /** The companies above a company from the top down, then itself. */
  lineage(company: number): readonly number[];
  /** Whether a record belongs to companies that the caller may not see. */
  isForeign(model: ModelDefinition, id: number): boolean;
}

type Test = (id: number) => boolean;

/** Compiles a domain in prefix notation; terms without an operator between them are joined by `&`. */
export function compileDomain(records: Records, model: ModelDefinition, domain: Json): Test {
  if (!Array.isArray(domain))
    throw new OdooException('builtins.ValueError', `Invalid domain: ${textOf(domain)}`);
  const items = [...(domain as readonly Json[])];
  const tests: Test[] = [];
  const next = (): Test => {
    const item = items.shift();
    if (item === '&' || item === '|') {
      const [left, right] = [next(), next()];
      return item === '&' ? (id) => left(id) && right(id) : (id) => left(id) || right(id);
    }
    if (item === '!') {
      const inner = next();
      return (id) => !inner(id);
    }
    if (!Array.isArray(item) || item.length !== 3) {
      throw new OdooException('builtins.ValueError', `Invalid domain term ${JSON.stringify(item ?? null)}`);
    }
    const [path, operator, value] = item as unknown as readonly [Json, Json, Json];
    return term(records, model, textOf(path), textOf(operator), value);
  };
  while (items.length > 0) tests.push(next());
  return (id) => tests.every((test) => test(id));
}

/** Whether a domain speaks of a field at all. */
export function mentions(domain: Json, field: string): boolean {
  return Array.isArray(domain) && domain.some((item) => Array.isArray(item) && item[0] === field);
}

function term(records: Records, model: ModelDefinition, path: string, operator: string, value: Json): Test {
  const [name = '', ...rest] = path.split('.');
  const field = fieldOf(model, name);
  if (field === undefined) {
    throw new OdooException(
      'builtins.ValueError',
      `Invalid field ${model.name}.${name} in leaf ('${path}', '${operator}', ${python(value)})`,
    );
  }
  if (rest.length > 0) {
    // A path searches the other model, and with its record rules; a relation by itself is compared without.
    const related = records.model(field.relation ?? '');
    const inner = term(records, related, rest.join('.'), operator, value);
    return (id) =>
      ids(records.value(model.name, id, name)).some(
        (other) => inner(other) && !records.isForeign(related, other),
      );
  }
  if (operator === 'parent_of' || operator === 'child_of')
    return inHierarchy(records, model, path, operator, value);
  const compare = comparison(operator, value);
  return (id) => candidates(records, model, field, id, name, value).some((found) => compare(found));
}

/** Companies above others or below them, themselves included; of other hierarchies the sandbox knows none. */
function inHierarchy(
  records: Records,
  model: ModelDefinition,
  name: string,
  operator: 'parent_of' | 'child_of',
  value: Json,
): Test {
  const relation = name === 'id' ? model.name : fieldOf(model, name)?.relation;
  if (relation !== 'res.company')
    throw new OdooException('builtins.ValueError', `the sandbox knows no hierarchy of ${relation ?? name}`);
  const asked = ids(value);
  const above = new Set(asked.flatMap((company) => records.lineage(company)));
  const fits = (company: number) =>
    operator === 'parent_of'
      ? above.has(company)
      : records.lineage(company).some((each) => asked.includes(each));
  return (id) => ids(name === 'id' ? id : records.value(model.name, id, name)).some(fits);
}

/** A relation compares by id, or by display name where text is asked for. */
function candidates(
  records: Records,
  model: ModelDefinition,
  field: FieldDefinition,
  id: number,
  name: string,
  asked: Json,
): Json[] {
  const value = records.value(model.name, id, name);
  if (field.relation === undefined) return [value];
  const related = ids(value);
  if (related.length === 0) return [false];
  const byName =
    typeof asked === 'string' || (Array.isArray(asked) && asked.some((item) => typeof item === 'string'));
  return byName ? related.map((other) => records.displayName(field.relation ?? '', other)) : related;
}

function comparison(operator: string, value: Json): (found: Json) => boolean {
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  const text = textOf(value);
  switch (operator) {
    case '=':
      return (found) => (Array.isArray(value) ? list.some((item) => same(found, item)) : same(found, value));
    case '!=':
    case '<>':
      return (found) => !same(found, value);
    case 'in':
      return (found) => list.some((item) => same(found, item));
    case 'not in':
      return (found) => !list.some((item) => same(found, item));
    case 'like':
      return (found) => like(`%${text}%`, found, false);
    case 'ilike':
      return (found) => like(`%${text}%`, found, true);
    case 'not like':
      return (found) => !like(`%${text}%`, found, false);
    case 'not ilike':
      return (found) => !like(`%${text}%`, found, true);
    case '=like':
      return (found) => like(text, found, false);
    case '=ilike':
      return (found) => like(text, found, true);
    case '<':
      return (found) => ordered(found, value, (sign) => sign < 0);
    case '<=':
      return (found) => ordered(found, value, (sign) => sign <= 0);
    case '>':
      return (found) => ordered(found, value, (sign) => sign > 0);
    case '>=':
      return (found) => ordered(found, value, (sign) => sign >= 0);
    default:
      throw new OdooException('builtins.ValueError', `Invalid operator '${operator}'`);
  }
}

function same(found: Json, value: Json): boolean {
  const empty = (item: Json) => item === false || item === null || item === '';
  return found === value || (empty(found) && empty(value));
}

function ordered(found: Json, value: Json, fits: (sign: number) => boolean): boolean {
  if (typeof found === 'number' && typeof value === 'number') return fits(found - value);
  if (typeof found === 'string' && typeof value === 'string')
    return fits(found < value ? -1 : found > value ? 1 : 0);
  // Empty compares with nothing, as in SQL.
  return false;
}

function like(pattern: string, found: Json, ignoreCase: boolean): boolean {
  if (typeof found !== 'string') return false;
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '[\\s\\S]*')
    .replaceAll('_', '[\\s\\S]');
  return new RegExp(`^${source}$`, ignoreCase ? 'iu' : 'u').test(found);
}

function ids(value: Json): number[] {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
}

function python(value: Json): string {
  if (typeof value === 'string') return `'${value}'`;
  if (value === true) return 'True';
  if (value === false) return 'False';
  return value === null ? 'None' : JSON.stringify(value);
}
