import type { AccountServices } from '../accounts/services.ts';

/** Users and tokens of page and API, as the command line reaches them: the database alone, no sign-in. */
export interface AccountContext {
  openAccounts(options: { dataDir?: string | undefined }): Promise<OpenAccounts>;
}

export interface OpenAccounts {
  readonly accounts: AccountServices;
  close(): Promise<void>;
}
