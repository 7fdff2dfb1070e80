import { withoutTrailingSlash } from '../../core/address.ts';
import { OdooError } from './errors.ts';

/**
 * The address of an Odoo in the one form the client uses: no trailing slash, query or fragment.
 * Refuses (`odoo.bad_address`) what is no http address, and one that contains a user or password: those would end up
 * in messages. The refused text is therefore not repeated.
 */
export function checkAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw badAddress('The address of the Odoo is not an http or https address.');
  }
  if (url.username !== '' || url.password !== '') {
    throw badAddress(`The address of the Odoo at ${url.host} contains a user name or a password.`);
  }
  if (url.search !== '' || url.hash !== '') {
    throw badAddress(`The address of the Odoo at ${url.host} has a part after ? or #.`);
  }
  return url.origin + withoutTrailingSlash(url.pathname);
}

function badAddress(message: string): OdooError {
  return new OdooError({
    code: 'odoo.bad_address',
    message,
    hint: 'Give it as https://odoo.example.com; login and key are entered separately.',
  });
}
