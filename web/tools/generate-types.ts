// Writes the types of the API for the page, from docs/openapi.json. With --check it compares instead, and fails when the
// file is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapi, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const root = join(import.meta.dirname, '../..');
const target = join(root, 'web/src/api/schema.ts');

const document = readFileSync(join(root, 'docs/openapi.json'), 'utf8');
const types = astToString(await openapi(document, { alphabetize: false }));
const text = await format(`// Made by web/tools/generate-types.ts from docs/openapi.json.\n${types}`, {
  ...(await resolveConfig(target)),
  parser: 'typescript',
});

if (readFileSync(target, { encoding: 'utf8', flag: 'a+' }) !== text) {
  if (process.argv.includes('--check')) {
    console.error('web/src/api/schema.ts is stale: run "npm run docs"');
    process.exitCode = 1;
  } else writeFileSync(target, text);
}
