import { X_REVIEW } from '../../core/app-names.ts';
import type { AppRowModel } from '../../core/app-rows.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { DomainName } from '../../core/operation.ts';
import type { EngineDomain } from '../ports.ts';
import { REVIEW_TYPE } from './review-facts.ts';
import { LIMITATION_LIST } from './limitation-facts.ts';
import { shownColumns, valueName } from './row-facts.ts';

/** A list of the page: one type of object of the store. */
export interface RowType {
  readonly type: string;
  /** Null for items to review and for limitations, which are of every domain. */
  readonly domain: DomainName | null;
  /** The names of the values of its rows. */
  readonly values: readonly string[];
  /** The values by which it is filtered and sorted, in the order of their places. */
  readonly filters: readonly string[];
  /** Whether a user may choose the record in Odoo, and of which model it is. */
  readonly choice: string | null;
}

/** What a domain shows, with the model of the app in which it does. */
export interface ShownType extends RowType {
  readonly model: AppRowModel;
}

const REVIEW: RowType = {
  type: REVIEW_TYPE,
  domain: null,
  values: [X_REVIEW.domain, X_REVIEW.type, X_REVIEW.key].map(valueName),
  filters: [X_REVIEW.domain, X_REVIEW.type].map(valueName),
  choice: null,
};

const LIMITATION: RowType = { ...REVIEW, type: LIMITATION_LIST };

/** The lists of all domains, the items to review, and what Odoo does not support. */
export function rowTypes(domains: readonly EngineDomain[]): RowType[] {
  return [...shownTypes(domains), REVIEW, LIMITATION];
}

/** The lists of all domains, each with the model of the app that shows the same. */
export function shownTypes(domains: readonly EngineDomain[]): ShownType[] {
  return domains.flatMap(({ name, rowModels }) =>
    rowModels.map((model) => ({
      ...{ type: model.type, domain: name, model },
      values: shownColumns(model).map(valueName),
      filters: (model.filters ?? []).map((column = '') => valueName(column)),
      choice: model.binding === undefined || model.binding.choice === false ? null : model.binding.model,
    })),
  );
}

/** @throws ConnectorError `rows.unknown_type` */
export function requireType<Type extends RowType>(types: readonly Type[], name: string): Type {
  const found = types.find(({ type }) => type === name);
  if (found !== undefined) return found;
  throw new ConnectorError({
    code: 'rows.unknown_type',
    message: `There is no list "${name}".`,
    hint: `There are: ${types.map(({ type }) => type).join(', ')}.`,
  });
}
