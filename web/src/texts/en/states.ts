/** What a page shows where there is nothing else to show: problems, and the state of the connection. */
export const states = {
  failedTitle: 'This could not be loaded',
  crashTitle: 'Something went wrong on this page',
  crashText:
    'The rest of the connector is not affected. Reload the page; if it happens again, report the text below.',
  reload: 'Reload the page',
  notFoundTitle: 'There is nothing at this address',
  notFoundText: 'The link may be old, or the backend was removed.',
  toBackends: 'To the backends',
  unreachable: 'The connector does not answer.',
  unreachableHint: 'Check that the service is running and that you are connected to the network.',
  offlineTitle: 'No connection to the connector',
  offlineText: 'The page shows what was known at {time} and tries again by itself.',
  endedTitle: 'Your session has ended',
  endedText: 'Sign in again to continue. You come back to this page.',
  endedButton: 'Sign in',
  notAllowedTitle: 'This page is for administrators',
  notAllowedText: 'Users, tokens and the audit list are managed by administrators.',
} as const;
