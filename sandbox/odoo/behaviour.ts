import { accountingHooks } from './accounting/hooks.ts';
import { computedTaxFields } from './accounting/tax-fields.ts';
import { APP_HOOKS } from './apps/app-hooks.ts';
import { CONNECTOR_FIELDS } from './apps/connector-state.ts';
import { registerHooks } from './apps/record-hooks.ts';
import { registerComputations } from './computed-fields.ts';
import { CURRENCY_FIELDS } from './currency/currency-fields.ts';
import { CURRENCY_HOOKS } from './currency/currency-hooks.ts';
import { DELIVERY_FIELDS } from './delivery/delivery-fields.ts';
import { DELIVERY_HOOKS } from './delivery/delivery-hooks.ts';
import { ORDER_HOOKS } from './sales/order-hooks.ts';

// What models do besides keeping rows is registered, so that writing and reading need to know none of them.
registerHooks(
  (model) =>
    APP_HOOKS[model] ??
    accountingHooks(model) ??
    CURRENCY_HOOKS[model] ??
    DELIVERY_HOOKS[model] ??
    ORDER_HOOKS[model],
);
registerComputations(
  (model) =>
    computedTaxFields(model) ?? CURRENCY_FIELDS[model] ?? DELIVERY_FIELDS[model] ?? CONNECTOR_FIELDS[model],
);
