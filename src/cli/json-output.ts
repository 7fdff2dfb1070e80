import type { Alignment } from '../core/agreement.ts';
import type { Resolution } from '../core/domain.ts';
import type { Explanation } from '../core/explanation.ts';
import type { Plan, Replacement } from '../core/plan.ts';
import type { ApiToken, User } from '../database/account-port.ts';
import type { Backend, Proof, Run, SavedProofRow } from '../database/port.ts';
import type { ReplacedRecords } from '../engine/backends/replace-records.ts';
import type { PlannedTimes } from '../engine/backends/schedules.ts';
import type { BackendStatus } from '../engine/backends/status.ts';
import type { MergedTwins, Twins } from '../engine/backends/twins.ts';
import type { Check } from '../engine/doctor/doctor.ts';
import type { OrdersProof } from '../engine/proof/orders-report.ts';
import type { ShippingsProof } from '../engine/proof/shipping-report.ts';
import type { TaxesProof } from '../engine/proof/taxes-report.ts';
import type { Checked } from '../engine/queries/check.ts';
import type { RunDetails } from '../engine/queries/records.ts';
import type { RunReport } from '../engine/run/run-report.ts';
import type { OdooAppStatus } from './odoo-app-context.ts';

/** A run as `sync` and `apply` print it. */
export interface PrintedReport extends Omit<RunReport, 'error'> {
  /** Set when the run, or a part of it, broke off: its code, and what to do. */
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly hint: string | undefined;
  };
}

/** What `check --align` did. */
export interface PrintedAlignment extends Partial<Omit<Alignment, 'from' | 'to'>> {
  readonly key: string;
  readonly aligned: boolean;
}

/** An earlier check with its comparisons. */
export interface PrintedProof extends Proof {
  readonly rows: readonly SavedProofRow[];
}

/** How accurately Odoo represents one shipping method. */
export interface MethodReport {
  readonly method: string;
  readonly title: string;
  readonly zone: string;
  readonly report: string;
  /** Sentences: what Odoo does not support, and why there is no delivery method. */
  readonly reasons: readonly string[];
  /** The delivery method that represents it; null where there is none (yet). */
  readonly carrier: { readonly id: number | null; readonly name: string } | null;
}

/**
 * What each command prints with `--json`; `docs/cli-output.schema.json` is made from these types. `backend` is a command
 * of that name, `verify taxes` one below another. Times are ISO, UTC; what is undefined is left out.
 */
export interface JsonOutput {
  readonly 'backend list': readonly Backend[];
  readonly 'backend show': Backend;
  readonly plan: Plan;
  readonly sync: PrintedReport;
  readonly apply: PrintedReport;
  readonly 'runs list': readonly Run[];
  readonly 'runs show': RunDetails;
  readonly 'resolve address': readonly Resolution[];
  readonly 'resolve shipping': readonly Resolution[];
  readonly 'resolve tax-rate': readonly Resolution[];
  readonly 'resolve payment': readonly Resolution[];
  readonly 'resolve currency': readonly Resolution[];
  readonly check: Checked | PrintedAlignment;
  readonly 'tax explain': Explanation;
  readonly 'shipping explain': Explanation;
  readonly 'shipping report': readonly MethodReport[];
  readonly 'shipping merge-twins': Twins | MergedTwins;
  readonly 'verify orders': OrdersProof;
  readonly 'verify taxes': TaxesProof | RemovedRecords;
  readonly 'verify shipping': ShippingsProof | RemovedRecords;
  readonly 'verify history': readonly Proof[];
  readonly 'verify show': PrintedProof;
  readonly 'states rebind': readonly Replacement[] | ReplacedRecords;
  readonly 'schedule list': readonly PlannedTimes[];
  readonly status: readonly BackendStatus[];
  readonly 'odoo-app status': OdooAppStatus;
  readonly 'users list': readonly User[];
  readonly 'tokens list': readonly ApiToken[];
  readonly doctor: readonly Check[];
}

/** What `--clean` removed. */
export interface RemovedRecords {
  /** How many records. */
  readonly removed: number;
}
