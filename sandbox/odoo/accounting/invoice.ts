import { Decimal } from 'decimal.js';
import { textOf } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { OdooException } from '../faults-of-odoo.ts';
import { createRecords } from '../write.ts';
import { fiscalCountry } from './fiscal-country.ts';
import { computeQuote } from './quote.ts';
import type { QuoteRequest } from './quote.ts';
import { roundingOf } from './quotation.ts';

/** A customer invoice that was posted. */
export interface PostedInvoice {
  readonly id: number;
  readonly positionId: number | null;
  /** Where each tax was booked, in parts as its distribution says. Amounts are decimal text. */
  readonly taxes: readonly {
    readonly taxId: number;
    readonly amount: string;
    readonly accountId: number;
    readonly accountCode: string;
  }[];
}

/**
 * Posts a customer invoice of a quotation. Its taxes count as used from then on: they can no longer be deleted, and
 * their percentage can still be rewritten, as in Odoo. Throws the ValidationError of taxes of a foreign country.
 */
export function postInvoice(env: Environment, request: QuoteRequest): PostedInvoice {
  const { companyId, positionId, quotation } = computeQuote(env, request);
  for (const { taxIds } of quotation.lines) checkCountries(env, companyId, taxIds);
  const income = incomeAccount(env, companyId);
  const [id = 0] = createRecords(env, env.model('account.move'), [
    { company_id: companyId, fiscal_position_id: positionId ?? false },
  ]);
  const taxes = quotation.amounts.taxes.flatMap(({ taxId, amount }) =>
    partsOf(env, taxId).map(({ accountId, factor }) => ({
      taxId,
      amount: new Decimal(amount)
        .times(factor)
        .div(100)
        .toDecimalPlaces(roundingOf(env, companyId).decimals, Decimal.ROUND_HALF_UP)
        .toString(),
      // Where a distribution names no account, the tax lands among the income.
      accountId: accountId ?? income,
    })),
  );
  createRecords(env, env.model('account.move.line'), [
    ...quotation.lines.map(({ taxIds, amounts }) => ({
      move_id: id,
      account_id: income,
      tax_ids: [...taxIds],
      credit: Number(amounts.untaxed),
    })),
    ...taxes.map(({ taxId, amount, accountId }) => ({
      move_id: id,
      account_id: accountId,
      tax_line_id: taxId,
      credit: Number(amount),
    })),
  ]);
  return {
    id,
    positionId,
    taxes: taxes.map((tax) => ({
      ...tax,
      accountCode: textOf(env.database.row('account.account', tax.accountId)?.['code'] ?? ''),
    })),
  };
}

/** An invoice takes taxes of the country in which the company declares them, and no others. */
function checkCountries(env: Environment, company: number, taxIds: readonly number[]): void {
  const own = fiscalCountry(env, company);
  const foreign = taxIds.filter((id) => env.database.row('account.tax', id)?.['country_id'] !== own);
  if (foreign.length === 0) return;
  const names = foreign.map((id) => env.displayName('account.tax', id)).join(', ');
  throw new OdooException(
    'odoo.exceptions.ValidationError',
    `This entry contains taxes that are not compatible with the fiscal country of the company: ${names}`,
  );
}

function incomeAccount(env: Environment, company: number): number {
  const found = env.database.rows('account.account').find(([, row]) => {
    const owners = env.database.series === 17 ? [row['company_id']] : row['company_ids'];
    return row['account_type'] === 'income' && Array.isArray(owners) && owners.includes(company);
  });
  if (found === undefined) throw new Error(`company ${company} has no account for income`);
  return found[0];
}

/** How a tax is distributed over accounts on an invoice. */
function partsOf(env: Environment, tax: number): { accountId: number | null; factor: number }[] {
  const model = 'account.tax.repartition.line';
  return env.database
    .holders(model, 'tax_id', tax)
    .map((id) => env.database.row(model, id) ?? {})
    .filter((row) => row['document_type'] === 'invoice' && row['repartition_type'] === 'tax')
    .map((row) => ({
      accountId: typeof row['account_id'] === 'number' ? row['account_id'] : null,
      factor: Number(row['factor_percent']),
    }));
}
