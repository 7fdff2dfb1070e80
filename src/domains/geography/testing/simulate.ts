import type { PlanInput } from '../../../core/domain.ts';
import { DEFAULT_TAX_POLICY } from '../../../core/domain.ts';
import type { Binding, FieldValues, ManagedRecord, Memory } from '../../../core/memory.ts';
import { EMPTY_MEMORY } from '../../../core/memory.ts';
import type { RecordRef } from '../../../core/operation.ts';
import type { DomainPlan } from '../../../core/plan.ts';
import type { OdooGeography, OdooState, StoreGeography } from '../facts.ts';

const BACKEND = '5b1f6a52-0000-4000-8000-000000000001';

export type Input = PlanInput<StoreGeography, OdooGeography>;

export function input(store: StoreGeography, odoo: OdooGeography, over: Partial<Input> = {}): Input {
  return {
    store,
    odoo,
    memory: EMPTY_MEMORY,
    mirror: null,
    policy: {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: false,
      recreateDeleted: false,
    },
    backendId: BACKEND,
    odooSeries: 18,
    found: () => null,
    ...over,
  };
}

/** Applies a plan to the lists in memory, the way the engine applies it to the servers. */
export function applied(before: Input, plan: DomainPlan): Input {
  const countries = [...before.odoo.countries];
  const states: OdooState[] = [...before.odoo.states];
  const bindings = new Map(
    before.memory.bindings.map((binding) => [`${binding.type} ${binding.key}`, binding]),
  );
  const managed = new Map(before.memory.managed.map((record) => [record.externalId, record]));
  let nextId = 1 + Math.max(0, ...countries.map(({ id }) => id), ...states.map(({ id }) => id));

  for (const operation of plan.operations) {
    const { kind, subject, record, write } = operation;
    let id = record?.id;
    if (operation.seen && record?.externalId !== undefined && record.id !== undefined) {
      managed.set(record.externalId, managedRecord(record, record.id, operation.seen, before.backendId));
    }
    if (write && record.externalId !== undefined) {
      const { name = '', code = '' } = write.fields;
      id ??= nextId++;
      if (subject.type === 'country') {
        countries.push({ id, code, name, stateRequired: false, zipRequired: false });
      } else {
        const at = states.findIndex((state) => state.id === id);
        const country = subject.key.slice(0, subject.key.indexOf(':'));
        const state = { id, country, code, name, externalId: record.externalId };
        if (at >= 0) states[at] = state;
        else states.push(state);
      }
      managed.set(record.externalId, managedRecord(record, id, write.fields, before.backendId));
    }
    if (id !== undefined && ['create', 'link', 'update', 'archive'].includes(kind)) {
      const archivedAt = kind === 'archive' ? '2026-01-01T00:00:00.000Z' : null;
      const binding: Binding = {
        type: subject.type,
        key: subject.key,
        model: record?.model ?? '',
        odooId: id,
        rule: operation.rule,
        archivedAt,
      };
      bindings.set(`${subject.type} ${subject.key}`, binding);
    }
  }
  const memory: Memory = {
    bindings: [...bindings.values()],
    managed: [...managed.values()],
    lastCounts: { country: before.store.countries.length, state: before.store.states.length },
  };
  return { ...before, odoo: { countries, states }, memory };
}

function managedRecord(
  { externalId = '', model }: RecordRef,
  odooId: number,
  written: FieldValues,
  owner: string,
): ManagedRecord {
  return { externalId, model, odooId, owner, written, intended: null };
}

/** How far a killed run came: its intent was recorded; Odoo had written; what was read back was recorded. */
export const KILLS = ['intended', 'loaded', 'confirmed'] as const;

/** What a run leaves behind that was killed before its writes were bound. Links are recorded before writes begin. */
export function killed(before: Input, plan: DomainPlan, at: (typeof KILLS)[number]): Input {
  const links = applied(before, {
    ...plan,
    operations: plan.operations.flatMap((operation) => {
      if (operation.write === undefined) return [operation];
      const { reason, record, rule, seen, subject } = operation;
      return seen ? [{ kind: 'keep' as const, subject, record, rule, reason, seen }] : [];
    }),
  });
  if (at === 'confirmed') {
    const whole = applied(before, plan);
    return { ...whole, memory: { ...whole.memory, bindings: links.memory.bindings } };
  }
  const managed = new Map(links.memory.managed.map((record) => [record.externalId, record]));
  for (const { record, write } of plan.operations) {
    if (record?.externalId === undefined || write === undefined) continue;
    const { written = null, odooId = null } = managed.get(record.externalId) ?? {};
    managed.set(record.externalId, {
      ...managedRecord(record, 0, {}, before.backendId),
      odooId,
      written,
      intended: write.fields,
    });
  }
  const { odoo } = at === 'loaded' ? applied(before, plan) : before;
  const { lastCounts } = before.memory;
  return { ...links, odoo, memory: { ...links.memory, managed: [...managed.values()], lastCounts } };
}
