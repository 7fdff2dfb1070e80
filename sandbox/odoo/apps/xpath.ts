import { descendants, elementsOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

const STEP = /(\/\/?)(?:(ancestor|parent|child)::)?(\*|[A-Za-z_][\w-]*)((?:\[[^\]]*\])*)/uy;

/**
 * The first element an XPath names, null where there is none. Knows what views use: `//tag`, `/tag`, `ancestor::tag`,
 * `parent::tag` and the conditions `[@name='x']`, `[2]`, `[last()]`. Throws SyntaxError for any other.
 */
export function findByXpath(root: XmlElement, path: string): XmlElement | null {
  const parents = new Map<XmlElement, XmlElement>();
  for (const element of descendants(root)) {
    for (const child of elementsOf(element)) parents.set(child, element);
  }
  const document: XmlElement = { tag: '', attributes: {}, children: [root], line: 0 };
  let found: XmlElement[] = [document];
  let at = 0;
  while (at < path.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (match === null) throw new SyntaxError(`the sandbox does not know the XPath ${path}`);
    const [whole, slashes = '', axis = 'child', tag = '', conditions = ''] = match;
    found = [...new Set(found.flatMap((from) => select(from, { slashes, axis, tag, conditions }, parents)))];
    at += whole.length;
  }
  return found[0] ?? null;
}

interface Step {
  readonly slashes: string;
  readonly axis: string;
  readonly tag: string;
  readonly conditions: string;
}

function select(from: XmlElement, step: Step, parents: ReadonlyMap<XmlElement, XmlElement>): XmlElement[] {
  const named = onAxis(from, step, parents).filter(({ tag }) => step.tag === '*' || step.tag === tag);
  return [...step.conditions.matchAll(/\[([^\]]*)\]/g)].reduce(
    (elements, [, condition = '']) => narrow(elements, condition),
    named,
  );
}

function onAxis(
  from: XmlElement,
  { slashes, axis }: Step,
  parents: ReadonlyMap<XmlElement, XmlElement>,
): XmlElement[] {
  if (axis === 'child') return slashes === '//' ? descendants(from).slice(1) : elementsOf(from);
  const above: XmlElement[] = [];
  for (let next = parents.get(from); next !== undefined; next = parents.get(next)) above.push(next);
  return axis === 'parent' ? above.slice(0, 1) : above;
}

function narrow(elements: readonly XmlElement[], condition: string): XmlElement[] {
  if (condition === 'last()') return elements.slice(-1);
  if (/^\d+$/.test(condition)) return elements.slice(Number(condition) - 1, Number(condition));
  const [, name, double, single] = /^@([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')$/u.exec(condition) ?? [];
  if (name === undefined) throw new SyntaxError(`the sandbox does not know the XPath condition ${condition}`);
  return elements.filter((element) => element.attributes[name] === (double ?? single));
}
