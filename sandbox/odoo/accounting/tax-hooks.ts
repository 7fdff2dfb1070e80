import { textOf } from '../../json.ts';
import type { RecordHooks } from '../apps/record-hooks.ts';
import type { Environment } from '../environment.ts';
import { OdooException } from '../faults-of-odoo.ts';
import type { Row } from '../model.ts';
import { createRecords } from '../write.ts';
import { lineageOf, rootOf } from '../lineage.ts';
import { translationKey } from '../translation.ts';
import { checkCompany } from './check-company.ts';
import { fiscalCountry } from './fiscal-country.ts';

const LINE = 'account.tax.repartition.line';

/** What Odoo fills in and checks on taxes and the lines that say where they are booked. */
export const TAX_HOOKS: Readonly<Record<string, RecordHooks>> = {
  'account.tax': {
    prepare: (env, row, before, id, values) => {
      const whole = withGroup(env, withCompany(env, row, before, values), before, values);
      checkGroup(env, whole);
      checkCompany(env, { name: textOf(whole['name']), company: Number(whole['company_id']) }, [
        { field: 'tax_group_id', label: 'Tax Group', model: 'account.tax.group', id: whole['tax_group_id'] },
      ]);
      checkName(env, whole, id);
      return whole;
    },
    settled: (env, id, before, values) => {
      for (const type of ['invoice', 'refund'] as const) {
        if (before === undefined && linesOf(env, id, type).length === 0) addDefaultLines(env, id, type);
      }
      const touched = Object.keys(values).some((name) => name.endsWith('repartition_line_ids'));
      if (before === undefined || touched) checkLines(env, id);
    },
  },
  [LINE]: {
    prepare: (env, row, before, _id, values) => {
      const tax = env.database.row('account.tax', Number(row['tax_id']));
      checkCompany(
        env,
        { name: textOf(tax?.['name']), company: Number(tax?.['company_id'] ?? env.company) },
        [{ field: 'account_id', label: 'Account', model: 'account.account', id: row['account_id'] }],
      );
      const changed = before === undefined || 'account_id' in values || 'repartition_type' in values;
      if (!changed || 'use_in_tax_closing' in values) return row;
      const account = env.database.row('account.account', Number(row['account_id']));
      const profit = /^(income|expense)/.test(textOf(account?.['account_type']));
      return {
        ...row,
        use_in_tax_closing: row['repartition_type'] === 'tax' && account !== undefined && !profit,
      };
    },
  },
};

function withCompany(env: Environment, row: Row, before: Row | undefined, values: Row): Row {
  if (before !== undefined) return row;
  const company = Number(row['company_id'] || env.company);
  const country = 'country_id' in values ? (row['country_id'] ?? false) : fiscalCountry(env, company);
  return { ...row, company_id: company, country_id: country };
}

/** A tax without a group gets the first group of its country, or the first that names none. */
function withGroup(env: Environment, row: Row, before: Row | undefined, values: Row): Row {
  if ('tax_group_id' in values) return row;
  if (before !== undefined && before['country_id'] === row['country_id']) return row;
  const { database } = env;
  const groups = lineageOf(database, Number(row['company_id']))
    .flatMap((company) => database.holders('account.tax.group', 'company_id', company))
    .map((id) => ({ id, group: database.row('account.tax.group', id) ?? {} }))
    .sort((a, b) => Number(a.group['sequence']) - Number(b.group['sequence']) || a.id - b.id);
  const own = groups.find(({ group }) => group['country_id'] === row['country_id']);
  const any = groups.find(({ group }) => group['country_id'] === false);
  return { ...row, tax_group_id: (own ?? any)?.id ?? false };
}

function checkGroup(env: Environment, row: Row): void {
  const group = env.database.row('account.tax.group', Number(row['tax_group_id']));
  const country = group?.['country_id'] ?? false;
  if (country !== false && country !== row['country_id'])
    throw invalid('The tax group must have the same country_id as the tax using it.');
}

/**
 * Names are unique per use, scope and country in a company with all its branches, in the language of the call. 17 and 18 look
 * at what the caller may see, 19 at everything.
 */
function checkName(env: Environment, row: Row, id: number): void {
  if (row['type_tax_use'] === 'none') return;
  const same = (other: Row) =>
    ['type_tax_use', 'tax_scope', 'country_id'].every((name) => other[name] === row[name]) &&
    rootOf(env.database, Number(other['company_id'])) === rootOf(env.database, Number(row['company_id']));
  const hidden = (other: Row) => env.context['active_test'] !== false && other['active'] !== true;
  const key = translationKey('name', env.lang);
  const nameIn = (each: Row) => each[key] ?? each['name'] ?? false;
  const known = nameIn(row);
  const candidates =
    key === 'name'
      ? env.database.holders('account.tax', 'name', known)
      : env.database.rows('account.tax').map(([each]) => each);
  const twins = candidates
    .map((other) => [other, env.database.row('account.tax', other) ?? {}] as const)
    .filter(([other, theirs]) => other !== id && nameIn(theirs) === known && same(theirs) && !hidden(theirs))
    .filter(([other]) => env.database.series >= 19 || !env.isForeign(env.model('account.tax'), other));
  if (twins.length === 0) return;
  const lines = twins.map(
    ([other, theirs]) =>
      `- ${env.displayName('account.tax', other)} in ${env.displayName('res.company', Number(theirs['company_id']))}`,
  );
  throw invalid(['Tax names must be unique!', ...lines].join('\n'));
}

function linesOf(env: Environment, tax: number, type: 'invoice' | 'refund'): Row[] {
  return env.database
    .holders(LINE, 'tax_id', tax)
    .map((id): Row => ({ ...env.database.row(LINE, id), id }))
    .filter((row) => row['document_type'] === type)
    .sort((a, b) => Number(a['sequence']) - Number(b['sequence']) || Number(a['id']) - Number(b['id']));
}

function addDefaultLines(env: Environment, tax: number, type: 'invoice' | 'refund'): void {
  if (env.database.row('account.tax', tax)?.['amount_type'] === 'group') return;
  const parts = ['base', 'tax'].map((part) => ({ tax_id: tax, document_type: type, repartition_type: part }));
  createRecords(env, env.model(LINE), parts);
}

/** Throws the ValidationError of lines that do not make one tax: one base, all of the tax, the same for refunds. */
function checkLines(env: Environment, tax: number): void {
  const [invoice, refund] = [linesOf(env, tax, 'invoice'), linesOf(env, tax, 'refund')];
  const group = env.database.row('account.tax', tax)?.['amount_type'] === 'group';
  if (group && invoice.length === 0 && refund.length === 0) return;
  const ofType = (lines: readonly Row[], type: string) =>
    lines.filter((row) => row['repartition_type'] === type);
  const fail = (text: string) => invalid(`Invoice and credit note ${text}`);
  if ([invoice, refund].some((lines) => ofType(lines, 'base').length !== 1))
    throw fail('distribution should each contain exactly one line for the base.');
  if (invoice.length !== refund.length) throw fail('distribution should have the same number of lines.');
  if ([invoice, refund].some((lines) => ofType(lines, 'tax').length === 0))
    throw fail('repartition should have at least one tax repartition line.');
  const differ = invoice.some((row, index) =>
    ['repartition_type', 'factor_percent'].some((name) => row[name] !== refund[index]?.[name]),
  );
  if (differ) throw fail('distribution should match (same percentages, in the same order).');
  const factors = ofType(invoice, 'tax').map((row) => Number(row['factor_percent']));
  const sum = (sign: number) =>
    factors.filter((each) => each * sign > 0).reduce((all, each) => all + each, 0);
  if (Math.abs(sum(1) - 100) >= 0.5) throw fail('distribution should have a total factor (+) equals to 100.');
  if (sum(-1) !== 0 && Math.abs(sum(-1) + 100) >= 0.5)
    throw fail('distribution should have a total factor (-) equals to 100.');
}

function invalid(message: string): OdooException {
  return new OdooException('odoo.exceptions.ValidationError', message);
}
