import type { Plan } from '../../core/plan.ts';

/** What people call the subjects of a plan: by their names for the program, which stay where the plan has none of them. */
export function labelsIn(plan: Plan | undefined): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const label = known.get(name) ?? labelOf(plan, name);
    known.set(name, label);
    return label;
  };
}

/** Joins no names: of 50,000 that a plan may have, megabytes would be made for each that is asked for. */
function labelOf(plan: Plan | undefined, name: string): string {
  // No type has a space in it.
  const space = name.indexOf(' ');
  const [type, key] = [name.slice(0, space), name.slice(space + 1)];
  for (const { operations } of plan?.domains ?? [])
    for (const { subject } of operations)
      if (subject.key === key && subject.type === type) return `"${subject.label}"`;
  return name;
}
