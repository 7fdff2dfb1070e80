import type { Role } from '../core/roles.ts';

/** A user who signs in to the page. */
export interface User {
  /** A UUID. */
  readonly id: string;
  /** Unique whatever the case of its letters. */
  readonly login: string;
  readonly role: Role;
  /** ISO dates. */
  readonly createdAt: string;
  readonly disabledAt: string | null;
}

export interface UserChange {
  readonly role?: Role;
  readonly passwordHash?: string;
  readonly disabledAt?: string | null;
}

export interface UserTable {
  /** @throws ConnectorError `user.exists` */
  add(user: User, passwordHash: string): Promise<void>;
  /** By login. */
  list(): Promise<User[]>;
  find(id: string): Promise<User | null>;
  /** Whatever the case of its letters. */
  findByLogin(login: string): Promise<{ user: User; passwordHash: string } | null>;
  /** @throws ConnectorError `user.last_admin` where no admin would be left who can sign in */
  change(id: string, change: UserChange): Promise<void>;
}

/** A user's signed-in browser. */
export interface Session {
  /** Hash of what the cookie contains. */
  readonly hash: string;
  readonly userId: string;
  /** Sent back with every request that writes. */
  readonly csrfToken: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
}

export interface SessionTable {
  add(session: Session): Promise<void>;
  find(hash: string): Promise<Session | null>;
  seen(hash: string, seenAt: string, expiresAt: string): Promise<void>;
  remove(hash: string): Promise<void>;
  /** Ends all sessions of a user, but the one that is named. */
  removeOf(userId: string, exceptHash?: string): Promise<void>;
  removeExpired(now: string): Promise<void>;
}

/** A program's way in. */
export interface ApiToken {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  /** `write` may do what an operator may. */
  readonly scope: 'read' | 'write';
  /** Who made it, as the audit list names them: `user:anna`. */
  readonly createdBy: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export interface ApiTokenTable {
  /** @throws ConnectorError `token.exists` where one in use has the name */
  add(token: ApiToken, hash: string): Promise<void>;
  /** The newest first. */
  list(): Promise<ApiToken[]>;
  findByHash(hash: string): Promise<ApiToken | null>;
  used(id: string, at: string): Promise<void>;
  /** False when there is none, or it was revoked before. */
  revoke(id: string, at: string): Promise<boolean>;
  /** Revokes all that somebody made, as `createdBy` names them; answers their names. */
  revokeOf(createdBy: string, at: string): Promise<string[]>;
}

/** The link that makes the first user. */
export interface SetupLinkTable {
  /** Earlier links end. */
  replace(hash: string, expiresAt: string): Promise<void>;
  /** True once for a link that has not expired. */
  use(hash: string, now: string): Promise<boolean>;
}

/** One thing that somebody did. */
export interface AuditEntry {
  readonly id: number;
  readonly at: string;
  /** `user:anna`, `token:reports`, `command line`. */
  readonly actor: string;
  /** `backend.add`, `sync.request`, `user.change`. */
  readonly action: string;
  readonly backendId: string | null;
  /** For people; contains no secret. */
  readonly detail: string;
}

export interface AuditTable {
  add(entry: Omit<AuditEntry, 'id'>): Promise<void>;
  /** Newest first, older than `before` where it is given. */
  list(page: { readonly before?: number | undefined; readonly limit: number }): Promise<AuditEntry[]>;
}

/** An answer that was given to a request with an `Idempotency-Key`. */
export interface KeptAnswer {
  /** Who asked, and the key. */
  readonly key: string;
  /** Hash of method, path and body. */
  readonly request: string;
  /** Null while the request is being answered. */
  readonly body: string | null;
  readonly createdAt: string;
}

export interface KeptAnswerTable {
  /**
   * Begins an answer; gives back the one that is there already instead. One that was begun before `abandonedBefore` and
   * never ended belongs to a process that is gone: it is begun anew.
   */
  begin(
    answer: Pick<KeptAnswer, 'key' | 'request' | 'createdAt'>,
    abandonedBefore: string,
  ): Promise<KeptAnswer | null>;
  end(key: string, body: string): Promise<void>;
  /** Drops one that was begun. */
  drop(key: string): Promise<void>;
  /** Drops those begun before the date. */
  removeBefore(date: string): Promise<void>;
}

/** Keys that a store hands over on its own page to somebody who is signed in here, until the connection is finished. */
export interface StoreConsent {
  /** Names it for its owner; 256 random bits. */
  readonly id: string;
  /** Who began it: nobody else sees or uses it. */
  readonly owner: string;
  readonly storeUrl: string;
  /** ISO. */
  readonly expiresAt: string;
  /** The end of the key, as the store lists it; null until the keys have come. */
  readonly keyHint: string | null;
}

export interface StoreConsentKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

export interface StoreConsentTable {
  put(consent: Omit<StoreConsent, 'keyHint'>, tokenHash: string): Promise<void>;
  /** Drops those that have expired, with their keys. */
  removeExpired(now: string): Promise<void>;
  /** Takes the keys, encrypted at rest, once; false where the token is not known, was used or has expired. */
  receive(tokenHash: string, id: string, keys: StoreConsentKeys, now: string): Promise<boolean>;
  find(id: string, owner: string, now: string): Promise<StoreConsent | null>;
  /** The keys that came. */
  keys(id: string, owner: string, now: string): Promise<StoreConsentKeys | null>;
  remove(id: string, owner: string): Promise<boolean>;
}

/** The tables of those who may use page and API. */
export interface AccountTables {
  readonly users: UserTable;
  readonly sessions: SessionTable;
  readonly tokens: ApiTokenTable;
  readonly setupLinks: SetupLinkTable;
  readonly audit: AuditTable;
  readonly keptAnswers: KeptAnswerTable;
  readonly storeConsents: StoreConsentTable;
}
