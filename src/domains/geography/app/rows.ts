import { X_ROW } from '../../../core/app-names.ts';
import { isNativeExternalId } from '../../../core/external-id.ts';
import type { AppRowsInput, AppRow } from '../../../core/app-rows.ts';
import { writtenText } from '../../../core/app-rows.ts';
import type { Operation } from '../../../core/operation.ts';
import type { StoreGeography } from '../facts.ts';
import { stateKey } from '../match/match.ts';
import { ROW_MODELS } from './row-models.ts';
import { X_COUNTRY, X_STATE } from './names.ts';

/** The status of a country or state in Odoo, as the app's list shows it. */
type Status = 'bound' | 'pending' | 'conflict' | 'unsupported';

/** The rows of the app that show the store's countries and states and what they are bound to. */
export function geographyRows(input: AppRowsInput<StoreGeography>): AppRow[] {
  const [countryModel, stateModel] = ROW_MODELS;
  const operations = new Map(
    input.operations.map((operation) => [`${operation.subject.type} ${operation.subject.key}`, operation]),
  );
  const countries = input.store.countries.map(({ code, name }): AppRow => {
    const { id, ...binding } = bindingValues('country', code, operations, input);
    return {
      model: countryModel.model,
      key: code,
      values: { [X_ROW.name]: name || code, [X_COUNTRY.code]: code, [X_COUNTRY.country]: id, ...binding },
      placement: {},
    };
  });
  const states = input.store.states.map((state): AppRow => {
    const key = stateKey(state);
    const { id, ...binding } = bindingValues('state', key, operations, input);
    return {
      model: stateModel.model,
      key,
      values: {
        [X_ROW.name]: state.name || state.code,
        [X_STATE.code]: state.code,
        [X_STATE.countryCode]: state.country,
        [X_STATE.state]: id,
        ...binding,
        [X_ROW.written]: writtenValues(operations.get(`state ${key}`), input),
      },
      placement: { [X_STATE.countryRow]: state.country },
    };
  });
  return [...countries, ...states];
}

function bindingValues(
  type: string,
  key: string,
  operations: ReadonlyMap<string, Operation>,
  input: AppRowsInput<StoreGeography>,
) {
  const operation = operations.get(`${type} ${key}`);
  // The record of a deleted one is known by a number that represents nothing any more.
  const id = operation?.target === 'missing' ? null : input.recordId(type, key);
  const isOwn = isNativeExternalId(operation?.record?.externalId);
  const status = statusOf(operation, id);
  return {
    id: id === null ? '' : String(id),
    [X_ROW.status]: status,
    // The rule by which the next run will find what this one created; else every first run would be followed by rewrites.
    [X_ROW.rule]: isOwn && id !== null ? 'external id' : (operation?.rule ?? ''),
    [X_ROW.reason]: status === 'bound' ? '' : (operation?.reason ?? ''),
    [X_ROW.created]: isOwn && id !== null ? '1' : '',
  };
}

function statusOf(operation: Operation | undefined, id: number | null): Status {
  if (operation?.kind === 'conflict' || operation?.kind === 'unsupported') return operation.kind;
  return id === null ? 'pending' : 'bound';
}

function writtenValues(operation: Operation | undefined, input: AppRowsInput<StoreGeography>): string {
  const externalId = operation?.record?.externalId;
  const values = externalId === undefined ? null : input.written(externalId);
  return externalId === undefined || values === null ? '' : writtenText({ record: externalId, values });
}
