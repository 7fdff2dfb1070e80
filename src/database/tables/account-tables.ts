import type { Kysely } from 'kysely';
import type { AccountTables } from '../account-port.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { storeConsentTable } from './store-consent-table.ts';
import type { Tables } from './schema.ts';
import { apiTokenTable } from './api-token-table.ts';
import { auditTable } from './audit-table.ts';
import { keptAnswerTable } from './kept-answer-table.ts';
import { sessionTable } from './session-table.ts';
import { setupLinkTable } from './setup-link-table.ts';
import { userTable } from './user-table.ts';

/** Everything about those who may use page and API. */
export function accountTables(db: Kysely<Tables>, box: SecretBox): AccountTables {
  return {
    users: userTable(db),
    sessions: sessionTable(db),
    tokens: apiTokenTable(db),
    setupLinks: setupLinkTable(db),
    audit: auditTable(db),
    keptAnswers: keptAnswerTable(db),
    storeConsents: storeConsentTable(db, box),
  };
}
