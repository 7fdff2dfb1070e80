import type { Generated } from 'kysely';
import type { ApiToken, AuditEntry, KeptAnswer, Session, StoreConsent, User } from '../account-port.ts';

/** The tables of those who may use page and API, see `Database`. */
export interface AccountSchema {
  readonly appUser: User & { readonly loginKey: string; readonly passwordHash: string };
  readonly userSession: Session;
  readonly apiToken: ApiToken & { readonly hash: string };
  readonly setupLink: { readonly id: number; readonly hash: string; readonly expiresAt: string };
  readonly auditEntry: Omit<AuditEntry, 'id'> & { readonly id: Generated<number> };
  readonly keptAnswer: KeptAnswer;
  readonly storeConsent: StoreConsent & {
    readonly tokenHash: string;
    readonly sealedKey: string | null;
    readonly sealedSecret: string | null;
  };
}
