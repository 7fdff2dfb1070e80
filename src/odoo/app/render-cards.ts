import { X_ROW } from '../../core/app-names.ts';
import type { GraphDescription, KanbanDescription, ModelDescription } from './description.ts';
import { xmlId } from './names.ts';
import { badge, buttonOf, countContext, namesIn } from './render-buttons.ts';
import type { SeriesForm } from './series.ts';
import { element, type XmlElement } from './xml.ts';

/** Cards, in the template that the series wants: the whole card is a link to the form. */
export function kanbanOf(kanban: KanbanDescription, model: ModelDescription, form: SeriesForm): XmlElement {
  const { badge: state, buttons, counts, lines, subtitle } = kanban;
  const conditions = buttons.flatMap(({ when = [] }) => when.flatMap(namesIn));
  const named = [X_ROW.name, subtitle, state, ...lines.map(({ field }) => field), ...conditions];
  const fields = [...new Set([...named, ...counts.map(({ field }) => field)])];
  const tones = model.fields.find(({ name }) => name === state)?.tones ?? {};
  const card = [
    element(
      'div',
      { class: 'd-flex justify-content-between align-items-center' },
      element('strong', { class: 'fs-4' }, element('field', { name: X_ROW.name })),
      element('field', { name: state, ...badge(state, tones) }),
    ),
    element('div', { class: 'text-muted' }, element('field', { name: subtitle })),
    element('div', { class: 'mt-2' }, ...lines.map(lineOf)),
    element('div', { class: 'd-flex flex-wrap gap-3 mt-2' }, ...counts.map(countOf)),
    element(
      'div',
      { class: 'd-flex gap-2 mt-3' },
      ...buttons.map((button) => {
        const made = buttonOf(button);
        const look = button.primary ? 'btn btn-primary' : 'btn btn-secondary';
        const attributes = made.attributes.filter(([name]) => name !== 'class' && name !== 'string');
        return { ...made, attributes: [...attributes, ['class', look] as const], children: [button.label] };
      }),
    ),
  ];
  const template =
    form.card === 'card'
      ? element('t', { 't-name': 'card' }, ...card)
      : element(
          't',
          { 't-name': 'kanban-box' },
          element('div', { class: 'oe_kanban_global_click' }, ...card),
        );
  return element(
    'kanban',
    { create: '0', delete: '0', edit: '0', class: 'o_kanban_mobile' },
    ...fields.map((name) => element('field', { name })),
    element('templates', {}, template),
  );
}

function lineOf({ field, label }: KanbanDescription['lines'][number]): XmlElement {
  return element(
    'div',
    { 't-if': `record.${field}.raw_value` },
    ...(label === undefined ? [] : [element('span', { class: 'text-muted me-1' }, `${label}:`)]),
    element('field', { name: field }),
  );
}

function countOf(button: KanbanDescription['counts'][number]): XmlElement {
  const { field, label, opens } = button;
  return element(
    'a',
    { type: 'action', name: `%(${xmlId.window(opens)})d`, context: countContext(button), href: '#' },
    element('field', { name: field, class: 'fw-bold me-1' }),
    element('span', {}, label),
  );
}

/** Bars, one per value of the first field, divided by the others. */
export function graphOf({ rows }: GraphDescription): XmlElement {
  return element(
    'graph',
    { type: 'bar', sample: '1' },
    ...rows.map(({ field, interval }) => element('field', { name: field, interval })),
  );
}

/** The same as a table: the first field in rows, the others in columns. */
export function pivotOf({ rows }: GraphDescription): XmlElement {
  return element(
    'pivot',
    { sample: '1' },
    ...rows.map(({ field, interval }, index) =>
      element('field', { name: field, interval, type: index === 0 ? 'row' : 'col' }),
    ),
  );
}
