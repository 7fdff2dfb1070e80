import type { Catalogue } from '../catalogue.ts';
import { account } from './account.ts';
import { audit } from './audit.ts';
import { common } from './common.ts';
import { connect } from './connect.ts';
import { domains } from './domains.ts';
import { home } from './home.ts';
import { signIn } from './sign-in.ts';
import { states } from './states.ts';
import { tokens } from './tokens.ts';
import { users } from './users.ts';

/** All texts in German, by page. */
export const de: Catalogue = {
  account,
  audit,
  common,
  connect,
  domains,
  home,
  signIn,
  states,
  tokens,
  users,
};
