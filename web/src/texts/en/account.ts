/** One's own account. */
export const account = {
  role: 'Role',
  roleViewer: 'Viewer: sees everything, changes nothing',
  roleOperator: 'Operator: also syncs, previews and sets schedules',
  roleAdmin: 'Administrator: also connects backends and manages users and tokens',
  sessionEnds: 'This session ends',
  passwordTitle: 'Change password',
  passwordText: 'Your other sessions end. This one stays.',
  current: 'Current password',
  next: 'New password, at least 12 characters',
  change: 'Change password',
  changed: 'Your password was changed. Your other sessions have ended.',
} as const;
