import type { ModelDescription } from './description.ts';
import { GROUP, xmlId, type WholeApp } from './names.ts';
import { element, type XmlElement } from './xml.ts';

/** One value of a record; an `eval` is a Python expression. */
type Value = string | { readonly ref: string } | { readonly eval: string };

/** A `<record>` of a data file. Undefined values are left out. */
export function record(
  id: string,
  model: string,
  values: Readonly<Record<string, Value | undefined>>,
): XmlElement {
  const fields = Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (typeof value === 'string') return [element('field', { name }, value)];
    return [element('field', { name, ...value })];
  });
  return element('record', { id, model }, ...fields);
}

export function renderModels(app: WholeApp): XmlElement[] {
  return app.models.map(({ model, label }) => record(xmlId.model(model), 'ir.model', { name: label, model }));
}

/** What a new row contains where nothing is given. */
export function renderDefaults(app: WholeApp): XmlElement[] {
  return app.models.flatMap(defaultsOf);
}

function defaultsOf({ model, fields }: ModelDescription): XmlElement[] {
  return fields.flatMap((field) =>
    field.type === 'boolean' && field.byDefault
      ? [
          record(xmlId.defaultOf(model, field.name), 'ir.default', {
            field_id: { ref: xmlId.field(model, field.name) },
            json_value: 'true',
          }),
        ]
      : [],
  );
}

interface Rights {
  readonly read: boolean;
  readonly write: boolean;
  readonly create: boolean;
  readonly unlink: boolean;
}

/** *User* reads, *Manager* writes where something is editable, *Connector* writes; both delete what is history, nobody anything else. */
export function renderAccess(app: WholeApp): XmlElement[] {
  const inTabs = new Set(app.tabs.flatMap(({ lines }) => lines.map(({ field }) => field.relation)));
  return app.models.flatMap(({ model, fields, deletable: unlink = false }) => {
    const editable = fields.some((field) => field.editable);
    const rights: (readonly [group: string, ref: string, rights: Rights])[] = [
      ['user', GROUP.user, { read: true, write: false, create: false, unlink: false }],
      ['manager', GROUP.manager, { read: true, write: editable, create: false, unlink }],
      ['connector', GROUP.connector, { read: true, write: true, create: true, unlink }],
    ];
    // Whoever reads all fields of a native record reads the lines of its tab too, and must not be refused.
    if (inTabs.has(model)) {
      rights.push([
        'internal',
        'base.group_user',
        { read: true, write: false, create: false, unlink: false },
      ]);
    }
    return rights.map(([name, ref, each]) =>
      record(xmlId.access(model, name), 'ir.model.access', {
        name: `${model} ${name}`,
        model_id: { ref: xmlId.model(model) },
        group_id: { ref },
        perm_read: flagOf(each.read),
        perm_write: flagOf(each.write),
        perm_create: flagOf(each.create),
        perm_unlink: flagOf(each.unlink),
      }),
    );
  });
}

const flagOf = (on: boolean) => ({ eval: on ? '1' : '0' });
