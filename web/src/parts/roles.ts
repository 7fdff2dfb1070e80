/** The roles with the texts of their names, the least first. */
export const ROLE_NAMES = {
  viewer: 'users.viewer',
  operator: 'users.operator',
  admin: 'users.admin',
} as const;

/** What each role may do. */
export const ROLE_TEXTS = {
  viewer: 'account.roleViewer',
  operator: 'account.roleOperator',
  admin: 'account.roleAdmin',
} as const;

export type Role = keyof typeof ROLE_NAMES;
export const ROLES = Object.keys(ROLE_NAMES) as Role[];
