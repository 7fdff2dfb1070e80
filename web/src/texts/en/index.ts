import { account } from './account.ts';
import { audit } from './audit.ts';
import { backend } from './backend.ts';
import { common } from './common.ts';
import { connect } from './connect.ts';
import { connection } from './connection.ts';
import { consistency } from './consistency.ts';
import { domains } from './domains.ts';
import { explain } from './explain.ts';
import { home } from './home.ts';
import { fieldChoices, fields, lists, rows, values } from './rows.ts';
import { overview } from './overview.ts';
import { review } from './review.ts';
import { proof } from './proof.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { schedule } from './schedule.ts';
import { signIn } from './sign-in.ts';
import { states } from './states.ts';
import { tokens } from './tokens.ts';
import { users } from './users.ts';

/** All texts in English, by page. Every other language has the same keys (`test/web/texts.test.ts`). */
export const en = {
  account,
  audit,
  backend,
  common,
  connect,
  connection,
  consistency,
  domains,
  explain,
  fieldChoices,
  fields,
  home,
  lists,
  overview,
  review,
  rows,
  proof,
  run,
  runs,
  schedule,
  signIn,
  states,
  tokens,
  users,
  values,
};
