import type { Catalogue } from '../catalogue.ts';
import { account } from './account.ts';
import { common } from './common.ts';
import { home } from './home.ts';
import { signIn } from './sign-in.ts';
import { states } from './states.ts';

/** All texts in German, by page. */
export const de: Catalogue = { account, common, home, signIn, states };
