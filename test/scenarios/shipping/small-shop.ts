import type { Operation } from '../../../src/core/operation.ts';
import type { DomainPlan } from '../../../src/core/plan.ts';
import type { RunReport } from '../../../src/engine/run-work.ts';
import type { SandboxOdoo } from '../../../sandbox/index.ts';

/** The part of a report that is about shipping. */
export function shippingOf({ message, plan }: RunReport): DomainPlan {
  const shipping = plan?.domains.find(({ domain }) => domain === 'shipping');
  if (shipping === undefined) throw new Error(`shipping was not planned: ${message}`);
  return shipping;
}

/** What was planned for the methods. */
export function methodsOf(report: RunReport): Operation[] {
  return shippingOf(report).operations.filter(({ subject }) => subject.type === 'shipping_method');
}

type OdooRecord = Readonly<Record<string, unknown>> & { readonly id: number };

/** The template of a product: where Odoo keeps what it is. */
export function templateOf(odoo: SandboxOdoo, productId: number | null): OdooRecord | undefined {
  const [product] = odoo.control.records('product.product', [['id', '=', productId]]);
  const [template] = odoo.control.records('product.template', [
    ['id', '=', product?.['product_tmpl_id'] as number],
  ]);
  return template as OdooRecord | undefined;
}
