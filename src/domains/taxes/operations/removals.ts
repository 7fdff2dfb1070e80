import { closeBinding, namesOfBound, vanishedBindings } from '../../../core/close-bindings.ts';
import { classColumnOf } from '../../shared/class-taxes.ts';
import type { Binding } from '../../../core/memory.ts';
import { subjectName, type Operation } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import type { OdooPosition, OdooTax } from '../facts.ts';
import {
  POSITION_MODEL,
  POSITION_TYPE,
  positionKeyOf,
  RATE_TYPE,
  RETIRED_TYPE,
  TAX_MODEL,
} from '../models.ts';
import type { PlanContext } from '../match/context.ts';
import { isOnProducts } from '../match/sources.ts';

/** What the rest of the plan has use for. */
export interface Needed {
  /** Keys of taxes that the connector created. */
  readonly taxKeys: ReadonlySet<string>;
  /** Ids of taxes that are bound or mapped, created by the connector or not. */
  readonly taxIds: ReadonlySet<number>;
  /** Keys of subjects, by type: of those types whose bindings end with their subjects. */
  readonly subjects: ReadonlyMap<string, Pick<ReadonlySet<string>, 'has'>>;
}

/**
 * What vanished: bindings are closed, and positions and taxes of the connector that no backend needs are archived,
 * positions first.
 */
export function planRemovals(needed: Needed, context: PlanContext): Operation[] {
  const archived = [
    ...retiredPositions(needed, context).map(archivePosition(context)),
    ...retiredTaxes(needed, context).map(archiveTax(needed, context)),
  ];
  const done = new Set(archived.map(({ subject }) => subjectName(subject)));
  const vanished = vanishedBindings(
    context.input.memory.bindings,
    (binding) =>
      needed.subjects.get(binding.type)?.has(binding.key) !== false || done.has(subjectName(binding)),
  );
  const nameInOdoo = namesOfBound({
    [TAX_MODEL]: context.input.odoo.taxes,
    [POSITION_MODEL]: context.input.odoo.positions,
  });
  const closed = vanished.map((binding) => {
    // Rates share taxes, so that the name of one does not show which it was.
    const label = binding.type === RATE_TYPE ? `Rate ${binding.key}` : nameInOdoo(binding);
    return closeBinding(binding, reasonToClose(binding), label);
  });
  return [...closed, ...archived];
}

function reasonToClose({ type }: Binding): string {
  return type === RATE_TYPE
    ? 'the store no longer lists it; its binding is closed, and stays for old orders'
    : 'the store no longer needs it; its binding is closed';
}

/** Positions of the connector that change nothing any more. */
export function retiredPositions(
  { subjects }: Pick<Needed, 'subjects'>,
  context: PlanContext,
): OdooPosition[] {
  const { companyId, input } = context;
  return input.odoo.positions.filter(({ active, externalId, id }) => {
    const key = positionKeyOf(companyId, externalId);
    if (!active || key === undefined || subjects.get(POSITION_TYPE)?.has(key)) return false;
    return isKnownAsMade(externalId, context) && !context.isBoundByOthers(POSITION_MODEL, id);
  });
}

/** Class taxes stay while products carry them or will. */
function retiredTaxes({ taxIds, taxKeys }: Needed, context: PlanContext): OdooTax[] {
  const { companyId, input } = context;
  return input.odoo.taxes.filter(({ active, externalId, id }) => {
    const key = context.taxKeys.get(id);
    if (!active || key === undefined || taxKeys.has(key) || taxIds.has(id)) return false;
    if (classColumnOf(companyId, externalId) !== undefined && isOnProducts(id, context)) return false;
    return isKnownAsMade(externalId, context) && !context.isBoundByOthers(TAX_MODEL, id);
  });
}

/** Another installation of the connector may serve this company, too: what is not known to be of this one is left alone. */
function isKnownAsMade(externalId: string | undefined, { managed }: PlanContext): boolean {
  return externalId !== undefined && managed.has(externalId);
}

function archivePosition({ companyId }: PlanContext) {
  return ({ externalId = '', id, name }: OdooPosition): Operation => ({
    kind: 'archive',
    subject: { type: POSITION_TYPE, key: positionKeyOf(companyId, externalId) ?? externalId, label: name },
    record: { model: POSITION_MODEL, id, externalId, label: name },
    rule: 'vanished',
    reason: 'taxes are no longer different there',
    write: { fields: { active: '' }, references: {} },
  });
}

/**
 * A destination tax is its own subject, unless another tax was bound in its place; the subject of a class tax is its
 * class, which has another one by now.
 */
function archiveTax({ subjects }: Needed, { companyId, released, taxKeys }: PlanContext) {
  // Which of them the tax of a place is for, Odoo does not show before 19.
  const usedUntil = [...new Set([...released.values()].flat())].sort(compareText);
  return ({ externalId = '', id, name }: OdooTax): Operation => {
    const key = taxKeys.get(id) ?? externalId;
    const isSubject = classColumnOf(companyId, externalId) === undefined && !subjects.get('tax')?.has(key);
    return {
      kind: 'archive',
      subject: { type: isSubject ? 'tax' : RETIRED_TYPE, key, label: name },
      record: { model: TAX_MODEL, id, externalId, label: name },
      rule: 'vanished',
      reason: 'no rate of the store and no product needs it any more',
      write: { fields: { active: '' }, references: {} },
      ...(usedUntil.length > 0 && { usedUntil }),
      ...(!isSubject && { unbound: true }),
    };
  };
}
