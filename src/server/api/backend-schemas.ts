import { z } from '@hono/zod-openapi';
import { ConnectorError } from '../../core/errors.ts';
import type { RemovedBackend } from '../../engine/backends/remove.ts';

const policies = {
  environment: z.enum(['production', 'staging']).openapi({ description: 'Shown as a ribbon in Odoo.' }),
  onPersonChange: z.enum(['keep', 'store_wins']).openapi({
    description:
      'What happens to a value that somebody changed in Odoo: keep it, or take the value of the store.',
  }),
  storeConcurrency: z
    .int()
    .min(1)
    .max(16)
    .openapi({ description: 'Requests to the store in flight at once.' }),
  taxAmbiguous: z
    .enum(['create', 'ask'])
    .openapi({ description: 'What to do where several taxes of Odoo match a rate: create one, or ask.' }),
  taxPositionLimit: z.int().min(1).openapi({ description: 'The most fiscal positions that are created.' }),
  taxLimit: z.int().min(1).openapi({ description: 'The most taxes that are created without a question.' }),
  taxPositionOrder: z.enum(['ask', 'align']).openapi({
    description:
      'What to do where fiscal positions of the chart of accounts stand in the way on Odoo 19: ask, or move them with every sync.',
  }),
  taxChartPositions: z.enum(['ask', 'map']).openapi({
    description:
      "What to do where fiscal positions of the chart of accounts do not replace the taxes of the store's products: ask, or have every sync add it.",
  }),
  inactiveCurrency: z
    .enum(['activate', 'ask'])
    .openapi({ description: "What to do where the store's currency is inactive in Odoo." }),
  shippingCurrency: z
    .enum(['convert', 'refuse'])
    .openapi({ description: "Shipping prices in another currency than the company's: convert or refuse." }),
  verifyAfterSync: z.enum(['never', 'after_changes']).openapi({
    description: 'Whether a sync that changed something is followed by a check of both servers.',
  }),
};

/** A backend as the API shows it. It has no field for a secret. */
export const backendSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    storeUrl: z.string(),
    storeSignIn: z.enum(['basic', 'oauth1', 'query']),
    storeVersion: z.string().nullable(),
    odooUrl: z.string(),
    odooDatabase: z.string(),
    odooLogin: z.string(),
    odooCompanyId: z.int(),
    odooCompanyName: z.string(),
    ...policies,
    taxAccount: z.string().nullable(),
    createdAt: z.string(),
  })
  .openapi('Backend');

const connection = {
  storeUrl: z.string().min(1),
  consumerKey: z.string().min(1),
  consumerSecret: z.string().min(1),
  odooUrl: z.string().min(1),
  odooDatabase: z.string().min(1),
  odooLogin: z.string().min(1),
  odooSecret: z
    .string()
    .min(1)
    .openapi({ description: 'API key or password of the Odoo user; never shown again.' }),
  odooCompanyId: z.int().optional(),
};

const newBackend = z.strictObject({
  name: z.string().min(1),
  ...connection,
  environment: policies.environment.default('production'),
  onPersonChange: policies.onPersonChange.default('keep'),
  storeConcurrency: policies.storeConcurrency.optional(),
  taxAmbiguous: policies.taxAmbiguous.optional(),
  taxAccount: z.string().optional(),
  taxPositionLimit: policies.taxPositionLimit.optional(),
  taxLimit: policies.taxLimit.optional(),
  taxPositionOrder: policies.taxPositionOrder.optional(),
  taxChartPositions: policies.taxChartPositions.optional(),
  inactiveCurrency: policies.inactiveCurrency.optional(),
  shippingCurrency: policies.shippingCurrency.optional(),
  verifyAfterSync: policies.verifyAfterSync.optional(),
  takeOver: z.boolean().optional().openapi({
    description:
      'Whether to continue a backend that another installation had; absent: the answer reports when it matters.',
  }),
});

/** What pairs a store with an Odoo. */
export const newBackendSchema = newBackend
  .partial({ consumerKey: true, consumerSecret: true })
  .extend({
    consent: z.string().min(1).max(200).optional().openapi({
      description: 'The id of a consent by which the store handed its keys over, in place of the keys.',
    }),
  })
  .refine(
    ({ consent, consumerKey, consumerSecret }) =>
      (consent !== undefined) !== (consumerKey !== undefined && consumerSecret !== undefined),
    'give either consumerKey and consumerSecret, or consent',
  )
  .openapi('NewBackend');

/** What may be changed of a backend; what is left out stays. */
export const backendChangeSchema = newBackend
  .omit({ takeOver: true })
  .extend({
    environment: policies.environment,
    onPersonChange: policies.onPersonChange,
    acceptDatabase: z.boolean().openapi({
      description: 'The Odoo database was replaced on purpose; bindings are found again by the next sync.',
    }),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'nothing is to be changed')
  .openapi('BackendChange');

const side = z.object({
  ok: z.boolean(),
  code: z.string().nullable(),
  message: z.string(),
  hint: z.string().nullable(),
  version: z.string().nullable().openapi({ description: 'Of WooCommerce or Odoo, where it is known.' }),
});
const appSchema = z
  .object({
    state: z.enum(['ready', 'absent', 'denied']),
    version: z.string().nullable(),
    current: z.boolean().openapi({ description: 'Whether it is the version that this connector brings.' }),
  })
  .nullable()
  .openapi({ description: 'The WooCommerce app in Odoo; null where Odoo did not answer.' });
export const connectionTestSchema = z
  .object({ store: side, odoo: side, app: appSchema })
  .openapi('ConnectionTest');

export const rowOutcome = z.enum(['archived', 'none', 'taken', 'failed']);
export const rowMessage = z.string().nullable().openapi({ description: 'Why it failed.' });

export const removedSchema = z
  .object({
    name: z.string(),
    row: rowOutcome.openapi({ description: 'What became of its row in the Odoo app.' }),
    message: rowMessage,
  })
  .openapi('RemovedBackend');

/** What became of the row in the Odoo app of a backend that was taken out of use, and why where it failed. */
export function shownRow(row: RemovedBackend['row']): {
  row: z.infer<typeof rowOutcome>;
  message: string | null;
} {
  return row instanceof ConnectorError ? { row: 'failed', message: row.message } : { row, message: null };
}
