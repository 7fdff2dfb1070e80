/** Who did what and when. */
export const audit = {
  intro: 'Everything that was changed here or over the API, and every sign-in. The newest first.',
  at: 'When',
  actor: 'Who',
  action: 'What',
  backend: 'Backend',
  removedBackend: 'a removed backend',
  detail: 'Details',
  emptyTitle: 'Nothing yet',
  emptyText: 'Sign-ins and changes appear here.',
} as const;
