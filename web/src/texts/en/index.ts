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

/** All texts in English, by page. Every other language has the same keys (`test/web/texts.test.ts`). */
export const en = { account, audit, common, connect, domains, home, signIn, states, tokens, users };
