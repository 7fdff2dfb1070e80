/**
 * A reference that may be null, as JSON Schema has it. The generator writes `allOf` with the reference and "object or
 * null", which no null fits: it must be either.
 */
export function withNullableReferences<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map((item: unknown) => withNullableReferences(item)) as Part;
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => {
    const inner: unknown = withNullableReferences(value);
    return key === 'allOf' && isNullableReference(inner)
      ? ['anyOf', [inner[0], { type: 'null' }]]
      : [key, inner];
  });
  return Object.fromEntries(entries) as Part;
}

function isNullableReference(parts: unknown): parts is [object, object] {
  if (!Array.isArray(parts) || parts.length !== 2) return false;
  const [reference, other] = parts as [object, { type?: unknown; properties?: unknown }];
  return '$ref' in reference && Array.isArray(other.type) && other.type.includes('null') && !other.properties;
}
