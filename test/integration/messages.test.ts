import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { inertCliContext } from '../testing/inert-cli-context.ts';

/**
 * Every command and flag that a text of the program names must be there, in the command that it names: a remedy that
 * cannot be typed is worse than none. The commands and flags come from the program itself.
 */
const ROOT = join(import.meta.dirname, '../..');

interface Text {
  readonly where: string;
  readonly text: string;
}

let program: Command;
beforeAll(async () => {
  const { context } = inertCliContext();
  program = await createProgram(context, { needs: () => true, setExit: () => undefined });
});

/** All string literals of a file, those in templates with `…` for what is filled in. Texts that are added up count as one. */
function textsOf(file: string): Text[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const text = literal(node);
    if (text === null) {
      ts.forEachChild(node, visit);
      return;
    }
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push({ where: `${relative(ROOT, file)}:${line + 1}`, text });
  };
  visit(source);
  return found;
}

function literal(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal: { text } }) => `…${text}`)].join('');
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [literal(node.left), literal(node.right)];
    return left === null || right === null ? null : left + right;
  }
  return null;
}

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)(suite|testing)\//u.test(file))
  .map((file) => join(ROOT, 'src', file));
/** What a connection to PostgreSQL is called there: `woo-odoo process 12 on host`. */
const CONNECTION = /^woo-odoo (process |$)/u;
const texts = sources.flatMap(textsOf).filter(({ text }) => !CONNECTION.test(text));

const FLAG = /(?<![\w-])--[a-z][a-z-]*[a-z]/gu;
/** A command as it is typed: up to the end of its line, its quotation mark or the next command; an argument may be quoted. */
const TYPED =
  /(?<![\w./'-])woo-odoo +((?:(?<= )"[^" ][^"]*"|[^"`\n])*?)(?=$|(?<! )["`]|[\n;]|&&|\||\bwoo-odoo\b)/gmu;

/** What is wrong with a command line, as a sentence; null where it can be typed. */
function problemOf(typed: string): string | null {
  const words = typed.trim().split(/\s+/u);
  let command = program;
  for (const word of words) {
    const child = command.commands.find((each) => each.name() === word.replace(/[.,:)…]+$/u, ''));
    if (child === undefined) break;
    command = child;
  }
  if (command === program && !(words[0] ?? '').startsWith('--')) return `there is no command "${typed}"`;
  const flags = [...command.options, ...program.options].map(({ long }) => long);
  const wrong = (typed.match(FLAG) ?? []).filter((flag) => flag !== '--help' && !flags.includes(flag));
  return wrong.length === 0 ? null : `"${typed}": ${command.name()} has no ${wrong.join(', ')}`;
}

const typedIn = (text: string) => [...text.matchAll(TYPED)].map(([, typed = '']) => typed);

/** Commands of PostgreSQL, up to the end of their sentence or bracket. */
const OF_POSTGRESQL = /\bpg_(?:dump|restore) [^;)(]*/gu;

/** Flags that a text names without the command they belong to. */
function looseFlags(text: string): string[] {
  return text.replaceAll(TYPED, '').replaceAll(OF_POSTGRESQL, '').match(FLAG) ?? [];
}

/** The command line itself, and the catalogue of policies, which lists the flags of `backend add` and `backend edit`. */
function isOfCommandLine(where: string): boolean {
  return where.startsWith('src/cli/') || where.startsWith('src/core/policies.ts');
}

describe('what the program tells people to type', () => {
  it('is found in the sources', () => {
    expect(texts.flatMap(({ text }) => typedIn(text)).length).toBeGreaterThan(60);
  });

  it('names commands that exist, with flags that they have', () => {
    const problems = texts.flatMap(({ where, text }) =>
      typedIn(text).flatMap((typed) => {
        const problem = problemOf(typed);
        return problem === null ? [] : [`${where}: ${problem}`];
      }),
    );
    expect(problems).toEqual([]);
  });

  // Outside of the command line nobody knows which command is under way: a service, a button, another process.
  it('names the command of each flag, but for texts of a command about itself', () => {
    const problems = texts
      .filter(({ where }) => !isOfCommandLine(where))
      .flatMap(({ where, text }) => looseFlags(text).map((flag) => `${where}: ${flag} of which command?`));
    expect(problems).toEqual([]);
  });

  it('in the command line names flags that some command has', () => {
    const known = new Set<string>(['--help', '--version']);
    const collect = (command: Command): void => {
      for (const { long } of command.options) if (long) known.add(long);
      command.commands.forEach(collect);
    };
    collect(program);
    const problems = texts
      .filter(({ where }) => isOfCommandLine(where))
      .flatMap(({ where, text }) =>
        looseFlags(text)
          .filter((flag) => !known.has(flag))
          .map((flag) => `${where}: ${flag}`),
      );
    expect(problems).toEqual([]);
  });

  it('does not let anybody wait for what never ends', () => {
    const waits = texts.filter(({ text }) =>
      /wait (for|until) (that|this|the other|another) process/iu.test(text),
    );
    expect(waits).toEqual([]);
  });

  it('is checked by rules that fail', () => {
    expect(problemOf('frobnicate')).toContain('there is no command');
    expect(problemOf('sync --accept-database')).toContain('sync has no --accept-database');
    expect(problemOf('backend edit shop --accept-database')).toBeNull();
    expect(typedIn('Run: woo-odoo backend edit "a b" --name c')).toEqual(['backend edit "a b" --name c']);
    expect(typedIn('"woo-odoo sync" applies it; "woo-odoo runs" lists')).toEqual(['sync', 'runs']);
    expect(looseFlags('add --accept-database')).toEqual(['--accept-database']);
    expect(looseFlags('run: woo-odoo sync --allow-removals')).toEqual([]);
  });
});
