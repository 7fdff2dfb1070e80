import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.ts';

/** What both sides are asked about. */
export type ExplainDomain = 'taxes' | 'shipping';
/** The values of a question, as the API takes them: `{ country: 'US', state: 'CA' }`. */
export type Question = Readonly<Record<string, string>>;

/** How long an answer is shown without asking both servers again. */
const ANSWER_MS = 60_000;

/** How both sides calculate a tax or a shipping price; asked where a country is given. */
export const explainQuery = (backend: string, domain: ExplainDomain, values: Question) =>
  queryOptions({
    queryKey: ['explain', backend, domain, values],
    queryFn: ({ signal }) =>
      ask(
        api.POST('/backends/{backend}/explain', {
          ...{ params: { path: { backend } }, body: { domain, values: { ...values } }, signal },
        }),
      ),
    enabled: (values['country'] ?? '') !== '',
    staleTime: ANSWER_MS,
  });

/** The rows of a short list of the store, to choose from: countries, the states of one, classes. */
export const choicesQuery = (backend: string, type: string, filter?: string) =>
  queryOptions({
    queryKey: ['backend', backend, 'choices', type, filter ?? null],
    queryFn: async ({ signal }) => {
      const { items } = await ask(
        api.GET('/backends/{backend}/rows/{type}', {
          params: {
            path: { backend, type },
            query: { limit: 500, sort: 'label', ...(filter !== undefined && { filter: [filter] }) },
          },
          signal,
        }),
      );
      return items;
    },
    // Before the first run there is no list: the field is typed then.
    retry: false,
    staleTime: ANSWER_MS,
  });
