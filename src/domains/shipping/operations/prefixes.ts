import type { Operation, Subject } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import { bind } from '../../../core/bind.ts';
import { prefixExternalId, ZIP_PREFIX_MODEL, ZIP_PREFIX_TYPE } from '../models.ts';
import type { PlanContext } from '../match/context.ts';

/** Plans the zip prefixes that carriers name: those of Odoo are taken by name, since names are unique. */
export function planPrefixes(methods: readonly Operation[], context: PlanContext): Operation[] {
  const names = methods.flatMap(({ write }) => write?.links?.['zip_prefix_ids'] ?? []);
  // Those of carriers that are not written stay bound.
  const kept = methods.filter(({ write }) => write === undefined);
  const linked = kept.flatMap(({ record }) =>
    (context.carriers.get(record?.id ?? 0)?.zipPrefixIds ?? []).flatMap(
      (id) => context.prefixNames.get(id) ?? [],
    ),
  );
  const bound = linked.filter((pattern) => context.bindingOf(ZIP_PREFIX_TYPE, pattern) !== undefined);
  const patterns = new Set([...names.map((name) => name.slice(ZIP_PREFIX_TYPE.length + 1)), ...bound]);
  return [...patterns].sort(compareText).map((pattern) => planPrefix(pattern, context));
}

function planPrefix(pattern: string, context: PlanContext): Operation {
  const subject: Subject = { type: ZIP_PREFIX_TYPE, key: pattern, label: pattern };
  const found = context.prefixesByName.get(pattern);
  if (found !== undefined) {
    const externalId = prefixExternalId(pattern);
    const isOurs = found.externalId === externalId;
    const record = { model: ZIP_PREFIX_MODEL, id: found.id, label: pattern, ...(isOurs && { externalId }) };
    return bind(
      subject,
      record,
      { rule: isOurs ? 'external id' : 'name', reason: 'it has the same pattern' },
      context,
    );
  }
  return {
    ...{ kind: 'create', subject, rule: 'new', reason: 'no zip prefix of Odoo has the same pattern' },
    record: { model: ZIP_PREFIX_MODEL, externalId: prefixExternalId(pattern), label: pattern },
    write: { fields: { name: pattern }, references: {} },
  };
}
