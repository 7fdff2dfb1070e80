import { expect, test } from 'vitest';
import { faultError } from './errors.ts';

const plain = (text: string) => text;

test.each([
  ['odoo.exceptions.AccessDenied', 'odoo.access_denied', false],
  ['odoo.exceptions.AccessError', 'odoo.access_error', false],
  ['odoo.exceptions.ValidationError', 'odoo.validation', false],
  ['odoo.exceptions.UserError', 'odoo.user_error', false],
  ['odoo.exceptions.MissingError', 'odoo.missing_record', false],
  ['odoo.exceptions.RedirectWarning', 'odoo.user_error', false],
  ['psycopg2.errors.SerializationFailure', 'odoo.concurrency', true],
  ['psycopg2.errors.LockNotAvailable', 'odoo.concurrency', true],
  ['psycopg2.OperationalError', 'odoo.database_unavailable', true],
  ['psycopg2.IntegrityError', 'odoo.server_error', false],
  ['builtins.ValueError', 'odoo.wrong_call', false],
  ['builtins.AttributeError', 'odoo.missing_model', false],
  ['werkzeug.exceptions.NotFound', 'odoo.missing_model', false],
  ['odoo.http.SessionExpiredException', 'odoo.access_denied', false],
  ['toString', 'odoo.server_error', false],
])('%s is %s', (name, code, retryable) => {
  const error = faultError({ name, message: 'Words of Odoo\n' }, 'load on res.partner', plain);
  expect(error).toMatchObject({ code, retryable, applied: 'no' });
  expect(error.message).toBe('Odoo refused load on res.partner: Words of Odoo');
  expect(error.hint).toBeTruthy();
});

test('the text decides nothing', () => {
  const text = 'Access Denied: could not serialize access, does not exist';
  expect(faultError({ name: 'odoo.exceptions.ValidationError', message: text }, 'x', plain).code).toBe(
    'odoo.validation',
  );
});

test('an endless text is cut', () => {
  expect(faultError({ name: 'x', message: 'a'.repeat(1_000_000) }, 'x', plain).message.length).toBeLessThan(
    3_000,
  );
});
