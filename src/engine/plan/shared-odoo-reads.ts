import { z } from 'zod';
import type { OdooReader, SearchRead } from '../../odoo/port.ts';

const anyRow = z.looseObject({ id: z.int().positive() });

/** A search that is about to be sent: whoever asks for the same records until then adds its fields. */
interface OpenSearch {
  readonly fields: Set<string>;
  readonly shapes: z.ZodType[];
  readonly answer: Promise<readonly SharedRow[]>;
}

/** A record as each of those who asked for it reads it. */
interface SharedRow {
  readonly id: number;
  readonly views: readonly unknown[];
}

/**
 * The same Odoo for several domains of one plan. Searches for the same records of a model that are begun at the same
 * moment go out as one, with the fields of all; external ids are asked for once per record. The answers are shared, and
 * so are failures; what was read is remembered as long as this reader is kept, so it must not outlive the plan.
 */
export function shareOdooReads(odoo: OdooReader): OdooReader {
  const open = new Map<string, OpenSearch>();
  const names = new Map<string, Map<number, Promise<ReadonlyMap<number, string>>>>();
  return {
    identity: odoo.identity,
    fields: (model) => odoo.fields(model),
    count: (model, domain) => odoo.count(model, domain),
    ask: (model, method, request) => odoo.ask(model, method, request),
    first: (model, query) => odoo.first(model, query),
    async searchRead<Row extends { readonly id: number }>(
      model: string,
      { archivedLinks = false, domain = [], fields, row }: SearchRead<Row>,
    ): Promise<Row[]> {
      const key = JSON.stringify([model, domain, archivedLinks]);
      const search = open.get(key) ?? begin(key, model, { archivedLinks, domain });
      for (const field of fields) search.fields.add(field);
      const place = search.shapes.push(row) - 1;
      const rows = await search.answer;
      return rows.map(({ views }) => views[place] as Row);
    },
    async externalIds(model, ids) {
      const known = names.get(model) ?? new Map<number, Promise<ReadonlyMap<number, string>>>();
      names.set(model, known);
      const unknown = ids.filter((id) => !known.has(id));
      if (unknown.length > 0) {
        const asked = odoo.externalIds(model, unknown);
        for (const id of unknown) known.set(id, asked);
      }
      const found = new Map<number, string>();
      for (const answer of new Set(ids.map((id) => known.get(id))))
        for (const [id, name] of (await answer) ?? []) found.set(id, name);
      const requested = new Set(ids);
      return new Map([...found].filter(([id]) => requested.has(id)));
    },
  };

  function begin(
    key: string,
    model: string,
    asked: Pick<SearchRead<never>, 'archivedLinks' | 'domain'>,
  ): OpenSearch {
    const fields = new Set<string>();
    const shapes: z.ZodType[] = [];
    // After everything that is asked for in this moment.
    const answer = Promise.resolve().then(() => {
      open.delete(key);
      return odoo.searchRead(model, { ...asked, fields: [...fields], row: viewsOf(shapes) });
    });
    const search = { fields, shapes, answer };
    open.set(key, search);
    return search;
  }
}

/** Reads a record in the shapes of all who asked; what does not fit one of them is reported as its own reading would. */
function viewsOf(shapes: readonly z.ZodType[]): z.ZodType<SharedRow> {
  return anyRow.transform((row, context): SharedRow => {
    const views = shapes.map((shape) => {
      const read = shape.safeParse(row);
      if (read.success) return read.data;
      for (const { message, path } of read.error.issues)
        context.addIssue({ code: 'custom', message, path: [...path] });
      return undefined;
    });
    return { id: row.id, views };
  });
}
