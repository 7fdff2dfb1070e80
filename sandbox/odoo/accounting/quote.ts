import { OdooException } from '../faults-of-odoo.ts';
import type { Environment } from '../environment.ts';
import type { Address } from '../tax-rules/types.ts';
import { positionFor, productTaxes, computeQuotation } from './quotation.ts';
import type { QuotedLine, ComputedQuotation } from './quotation.ts';

/** An address by codes, and who sells to it. */
export interface AddressRequest {
  /** ISO code of a country; empty for a customer without one. */
  readonly country: string;
  /** Odoo's code of a state of that country; empty for none. */
  readonly state?: string;
  readonly zip?: string;
  readonly city?: string;
  readonly vat?: string;
  /** The company that sells; the first one when absent. */
  readonly companyId?: number;
}

/** A quotation as a user would type it: an address, and lines by product or by taxes. */
export interface QuoteRequest extends AddressRequest {
  readonly lines: readonly QuoteRequestLine[];
}

export interface QuoteRequestLine {
  /** The taxes of the product; or the product itself. */
  readonly taxIds?: readonly number[];
  readonly productTemplateId?: number;
  /** Unit price as it stands on the product: decimal text, or a number that means what it prints. */
  readonly price: string | number;
  readonly qty: string | number;
}

/** What Odoo would make of it. Amounts are decimal text in the company's currency. */
export interface Quote {
  readonly positionId: number | null;
  readonly lines: readonly { readonly taxIds: readonly number[]; readonly tax: string }[];
  readonly amountUntaxed: string;
  readonly amountTax: string;
  readonly amountTotal: string;
}

/** A quotation computed, with what an invoice made from it needs. */
export interface ComputedQuote {
  readonly companyId: number;
  readonly positionId: number | null;
  readonly quotation: ComputedQuotation;
}

/** Chooses the position, maps the taxes and computes, by the rules of the series. Throws an Error for unknown codes. */
export function computeQuote(env: Environment, request: QuoteRequest): ComputedQuote {
  const companyId = request.companyId ?? 1;
  const positionId = positionFor(env, companyId, findAddress(env, request));
  const lines = request.lines.map((line): QuotedLine => ({
    taxIds: line.taxIds ?? productTaxes(env, line.productTemplateId ?? 0, companyId),
    price: String(line.price),
    quantity: String(line.qty),
  }));
  return { companyId, positionId, quotation: computeQuotation(env, companyId, positionId, lines) };
}

/** The address that codes name. Throws an Error for unknown ones. */
export function findAddress(env: Environment, request: AddressRequest): Address {
  const countryId = request.country === '' ? null : codeId(env, 'res.country', 1, [request.country]);
  const state = request.state ?? '';
  const stateId =
    state === '' || countryId === null ? null : codeId(env, 'res.country.state', 0, [countryId, state]);
  return { countryId, stateId, zip: request.zip ?? '', hasVat: (request.vat ?? '') !== '' };
}

export function quote(env: Environment, request: QuoteRequest): Quote {
  const { positionId, quotation } = computeQuote(env, request);
  return {
    positionId,
    lines: quotation.lines.map(({ taxIds, amounts }) => ({ taxIds, tax: amounts.tax })),
    amountUntaxed: quotation.amounts.untaxed,
    amountTax: quotation.amounts.tax,
    amountTotal: quotation.amounts.total,
  };
}

function codeId(env: Environment, model: string, rule: number, key: readonly (string | number)[]): number {
  const id = env.database.lookup(model, rule, key);
  if (id === undefined) throw new OdooException('builtins.ValueError', `no ${model} ${key.join(' ')}`);
  return id;
}
