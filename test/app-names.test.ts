import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * Models and fields of the Odoo app have one constant each (`X_…`), which its description, readers and writers share: a
 * rename is found by the compiler. Code that Odoo runs (Python, JavaScript) is text; the names in it have to be known.
 */

const root = resolve(import.meta.dirname, '..');
const HOMES = /^src\/(core\/app-names|odoo\/app\/fields|domains\/[a-z]+\/app\/names)\.ts$/u;
const NAME = /\bx_[a-z_]*[a-z]\b/gu;

const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/u.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((file) => !file.includes('/testing/'));

const parse = (file: string, text: string) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
const sources = files.map((file) => parse(file, readFileSync(join(root, file), 'utf8')));

/** Every text and identifier of a file, with those that are types or comments left out. */
function texts(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if ((isText && !ts.isLiteralTypeNode(node.parent)) || ts.isIdentifier(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A name, or a list of names as an order of rows is. Other texts are code of another language. */
const isSpelled = (text: string) => /^x_[a-z_]*[a-z]((, | |\/\.?)[a-z_]+)*$/u.test(text);

const spelled = (source: ts.SourceFile) =>
  texts(source)
    .filter(isSpelled)
    .map((text) => `${source.fileName}: ${text}`);

const isHome = ({ fileName }: ts.SourceFile) => HOMES.test(fileName);
const known = new Set(sources.filter(isHome).flatMap((source) => texts(source).filter(isSpelled)));

describe('names in the Odoo app', () => {
  it('are spelled in one place', () => {
    expect(sources.filter((source) => !isHome(source)).flatMap(spelled)).toEqual([]);
  });

  it('are known wherever code for Odoo uses them', () => {
    const unknown = sources.flatMap((source) =>
      texts(source).flatMap((text) => (text.match(NAME) ?? []).filter((name) => !known.has(name))),
    );
    expect(unknown).toEqual([]);
  });

  it('are each used', () => {
    const used = sources
      .filter((source) => !isHome(source))
      .map(({ text }) => text)
      .join('\n');
    const unused = sources.filter(isHome).flatMap((home) =>
      [...home.text.matchAll(/^export const (X_[A-Z_]+)/gmu)].flatMap(([, constant = '']) =>
        membersOf(home, constant)
          .map((member) => `${constant}.${member}`)
          .filter((name) => !new RegExp(`\\b${name.replace('.', '\\.')}\\b`, 'u').test(used)),
      ),
    );
    expect(unused).toEqual([]);
  });

  it('are found in any form', () => {
    const source = parse(
      'a.ts',
      "a['x_name']; b({ x_code: 1 }); c.x_key; d(`x_on ${e}`); f('x_a desc, x_b'); g('x_a/.id')",
    );
    expect(spelled(source)).toHaveLength(5);
    expect(texts(parse('a.ts', 'run(`backend.x_gone = ${a}`)')).join().match(NAME)).toEqual(['x_gone']);
  });
});

/** The members that an object of names spells itself; those it takes from another one are that one's. */
function membersOf(source: ts.SourceFile, constant: string): string[] {
  const [, body = ''] = source.text.split(`export const ${constant} = {`);
  const [own = ''] = body.split('} as const');
  return [...own.matchAll(/\b([a-zA-Z]+): '/gu)].map(([, member = '']) => member);
}
