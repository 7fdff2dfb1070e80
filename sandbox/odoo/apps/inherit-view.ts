import { findByXpath } from './xpath.ts';
import { descendants, elementsOf, writeXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Applies the changes of an extension view to the view it extends. Throws Error naming the place that is not there. */
export function applyExtension(base: XmlElement, extension: XmlElement): XmlElement {
  const changes = extension.tag === 'data' ? elementsOf(extension) : [extension];
  return changes.reduce(applyChange, base);
}

function applyChange(base: XmlElement, change: XmlElement): XmlElement {
  const target = locate(base, change);
  if (target === null) {
    const label = writeXml({ ...change, children: [] }).replace(/\/>$/, '>');
    throw new Error(`Element '${label}' cannot be located in parent view`);
  }
  const { children } = change;
  switch (change.attributes['position'] ?? 'inside') {
    case 'inside':
      return rewrite(base, target, (found) => [{ ...found, children: [...found.children, ...children] }]);
    case 'after':
      return rewrite(base, target, (found) => [found, ...children]);
    case 'before':
      return rewrite(base, target, (found) => [...children, found]);
    case 'replace':
      return rewrite(base, target, () => children);
    case 'attributes':
      return rewrite(base, target, (found) => [
        { ...found, attributes: { ...found.attributes, ...attributesOf(change) } },
      ]);
    default:
      throw new Error(`Invalid position attribute: '${change.attributes['position'] ?? ''}'`);
  }
}

function attributesOf(change: XmlElement): Record<string, string> {
  const given = elementsOf(change).filter(({ tag }) => tag === 'attribute');
  return Object.fromEntries(
    given.map(({ attributes, children }) => [
      attributes['name'] ?? '',
      children.filter((child) => typeof child === 'string').join(''),
    ]),
  );
}

/** By XPath, or by the first element of the same tag and attributes. */
function locate(base: XmlElement, change: XmlElement): XmlElement | null {
  if (change.tag === 'xpath') return findByXpath(base, change.attributes['expr'] ?? '');
  const conditions = Object.entries(change.attributes).filter(([name]) => name !== 'position');
  const fits = (element: XmlElement) =>
    element.tag === change.tag && conditions.every(([name, value]) => element.attributes[name] === value);
  return descendants(base).find(fits) ?? null;
}

function rewrite(
  element: XmlElement,
  target: XmlElement,
  change: (found: XmlElement) => readonly (XmlElement | string)[],
): XmlElement {
  if (element === target) {
    const [root] = change(element).filter((child) => typeof child !== 'string');
    if (root === undefined) throw new Error('a view cannot be left empty');
    return root;
  }
  const children = element.children.flatMap((child): readonly (XmlElement | string)[] => {
    if (typeof child === 'string') return [child];
    return child === target ? change(child) : [rewrite(child, target, change)];
  });
  return { ...element, children };
}
