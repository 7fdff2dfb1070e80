import { join } from 'node:path';
import ts from 'typescript';

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** The schema of what the command line prints, and what each command prints, in words. */
export interface OutputSchema {
  readonly schema: Schema;
  /** By command: the description and name of its type, `Plan[]`. */
  readonly commands: ReadonlyMap<string, string>;
}

const FILE = 'src/cli/json-output.ts';

/** JSON Schema (2020-12) of the types in `src/cli/json-output.ts`, a definition for each named type, with their comments. */
export function outputSchema(root: string): OutputSchema {
  const path = join(root, FILE);
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram([path], { ...options, noEmit: true, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const declared = source?.statements.find(
    (node): node is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(node) && node.name.text === 'JsonOutput',
  );
  if (declared === undefined) throw new Error(`${FILE} has no interface JsonOutput`);
  const writer = new SchemaWriter(checker);
  const outputs = checker.getPropertiesOfType(checker.getTypeAtLocation(declared));
  const commands = new Map<string, string>();
  const properties = Object.fromEntries(
    outputs.map((output) => {
      const type = checker.getTypeOfSymbolAtLocation(output, declared);
      const names = checker.typeToString(type).replaceAll('readonly ', '').split(' | ');
      commands.set(output.name, names.sort().join(' | '));
      return [output.name, writer.schemaOf(type)];
    }),
  );
  return {
    commands,
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'What woo-odoo prints with --json, by command',
      description:
        'A command prints the value of the property with its name: `woo-odoo runs list --json` prints what "runs list" describes. Fields may be added; those that are there keep their meaning.',
      type: 'object',
      properties,
      $defs: writer.definitions(),
    },
  };
}

class SchemaWriter {
  readonly #checker: ts.TypeChecker;
  readonly #named = new Map<string, Schema>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  definitions(): Readonly<Record<string, Schema>> {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  schemaOf(type: ts.Type): Schema {
    const checker = this.#checker;
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (type.isUnion()) return this.#union(type);
    if (checker.isArrayType(type) || checker.isTupleType(type)) return this.#list(type as ts.TypeReference);
    if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return {};
    if (type.getSymbol()?.name === 'Date') return { type: 'string', format: 'date-time' };
    return this.#object(type);
  }

  #union(type: ts.UnionType): Schema {
    const types = type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
    const literals = types.filter((each) => each.isStringLiteral() || each.isNumberLiteral());
    const truths = types.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
    const isBoolean = truths.length === 2;
    const rest = types.filter(
      (each) => !literals.includes(each as ts.StringLiteralType) && !(isBoolean && truths.includes(each)),
    );
    // In an order of their own: the compiler's depends on what else there is.
    const parts: Schema[] = [
      ...(literals.length === 0 ? [] : [{ enum: literals.map(({ value }) => value).sort() }]),
      ...(isBoolean ? [{ type: 'boolean' }] : []),
      ...rest.map((each) => this.schemaOf(each)).sort(byText),
    ];
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { anyOf: parts };
  }

  #list(type: ts.TypeReference): Schema {
    const [item] = this.#checker.getTypeArguments(type);
    return { type: 'array', items: item === undefined ? {} : this.schemaOf(item) };
  }

  #object(type: ts.Type): Schema {
    const symbol = type.aliasSymbol ?? type.getSymbol();
    const isPlain =
      symbol !== undefined && !symbol.name.startsWith('__') && (type.aliasTypeArguments ?? []).length === 0;
    if (!isPlain) return this.#properties(type);
    const reference = { $ref: `#/$defs/${symbol.name}` };
    if (this.#named.has(symbol.name)) return reference;
    // Before its properties, which may lead back to it.
    this.#named.set(symbol.name, {});
    this.#named.set(symbol.name, { ...described(symbol, this.#checker), ...this.#properties(type) });
    return reference;
  }

  #properties(type: ts.Type): Schema {
    const checker = this.#checker;
    const entries = checker.getPropertiesOfType(type).flatMap((property) => {
      const declaration = property.valueDeclaration ?? property.declarations?.[0];
      const value =
        declaration === undefined
          ? checker.getTypeOfSymbol(property)
          : checker.getTypeOfSymbolAtLocation(property, declaration);
      const given = checker.getNonNullableType(value);
      // Functions are not printed, and what can only be undefined is not there.
      if (given.getCallSignatures().length > 0 || isNever(value)) return [];
      const isOptional =
        (property.flags & ts.SymbolFlags.Optional) !== 0 ||
        (value.isUnion() && value.types.some(({ flags }) => flags & ts.TypeFlags.Undefined));
      return [
        {
          name: property.name,
          isOptional,
          schema: { ...this.schemaOf(value), ...described(property, checker) },
        },
      ];
    });
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    return {
      type: 'object',
      ...(entries.length > 0 && {
        properties: Object.fromEntries(entries.map(({ name, schema }) => [name, schema])),
        required: entries.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
      }),
      // Open: fields may be added, and who checks by this schema shall not fail for it.
      ...(index !== undefined && { additionalProperties: this.schemaOf(index.type) }),
    };
  }
}

function byText(a: Schema, b: Schema): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function isNever({ flags }: ts.Type): boolean {
  return (flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined)) !== 0;
}

function described(symbol: ts.Symbol, checker: ts.TypeChecker): Schema {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll('\n', ' ');
  return text === '' ? {} : { description: text };
}
