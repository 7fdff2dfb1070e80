import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** Reads a JSON file and holds it against a schema; the error names the file. */
export function readRecording<Shape>(path: string, schema: z.ZodType<Shape>): Shape {
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} does not look as expected: ${parsed.error.message}`);
  return parsed.data;
}

/** Writes lists one entry per line, so that a changed record is one changed line in a diff. */
export function printData(sections: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(sections).map(([name, value]) => {
    if (!Array.isArray(value) || value.length === 0)
      return ` ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    const lines = value.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n');
    return ` ${JSON.stringify(name)}: [\n${lines}\n ]`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
