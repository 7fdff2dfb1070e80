import type { DesiredMethod } from '../desired/methods.ts';
import { represent, type Representation } from './carrier.ts';
import type { PlanContext } from './context.ts';

/** A method, or a part of one, with what Odoo supports of it. */
export interface RepresentedMethod {
  readonly desired: DesiredMethod;
  readonly representation: Representation;
}

/**
 * What Odoo supports of a method that takes several carriers. A part of whose places none has a record in Odoo is left out and
 * named in the report of the method; the first that is left is the carrier of the method.
 */
export function representParts(
  split: readonly DesiredMethod[],
  context: PlanContext,
): readonly RepresentedMethod[] {
  const representAll = (methods: readonly DesiredMethod[]) =>
    methods.map((desired) => ({ desired, representation: represent(desired, context) }));
  const all = representAll(split);
  const missing = all.flatMap(({ representation }) => (representation.ok ? [] : [representation.reason]));
  const there = all.filter(({ representation }) => representation.ok).map(({ desired }) => desired);
  const [method] = split;
  const [first, ...others] = there;
  if (method === undefined || first === undefined) return all.slice(0, 1);
  const { isPart, key, name } = method;
  return withLimitations(representAll([{ ...first, isPart, key, name }, ...others]), missing);
}

/** The report of a method covers all its carriers. */
function withLimitations(
  split: readonly RepresentedMethod[],
  missing: readonly string[],
): readonly RepresentedMethod[] {
  const [main, ...parts] = split;
  if (!main?.representation.ok) return split;
  const own = main.representation.limitations;
  const ofParts = parts.flatMap(({ desired, representation }) =>
    (representation.ok ? representation.limitations : [])
      .filter((text) => !own.includes(text))
      .map((text) => `In ${(desired.destination?.countries ?? []).join(', ')}: ${text}`),
  );
  const limitations = [...own, ...missing.map(sentence), ...ofParts];
  return [{ ...main, representation: { ...main.representation, limitations } }, ...parts];
}

const sentence = (reason: string) =>
  `${reason.charAt(0).toUpperCase()}${reason.slice(1)}: it is not offered there.`;
