/** A page that pictures are made of and that axe looks at. */
export interface ListedPage {
  /** Of the picture: `home`. */
  readonly name: string;
  /** With `{backend}` where the name of a backend goes. */
  readonly path: string;
  /** What is on the page when it has loaded. */
  readonly ready: string;
  /** Whether it needs nobody to be signed in. */
  readonly open?: true;
}

/** All pages. Whoever adds a page adds it here. */
export const PAGES: readonly ListedPage[] = [
  { name: 'sign-in', path: '/sign-in', ready: 'form button[type=submit]', open: true },
  { name: 'home', path: '/', ready: 'article' },
  { name: 'home-table', path: '/?view=table', ready: 'tbody tr' },
  { name: 'connect', path: '/connect', ready: 'input[type=url]' },
  { name: 'backend', path: '/backends/{backend}', ready: 'main tbody tr' },
  { name: 'geography', path: '/backends/{backend}/geography', ready: 'tbody tr' },
  { name: 'state', path: '/backends/{backend}/geography?row=DE:DE-BY', ready: '[role=dialog] h2' },
  { name: 'settings', path: '/backends/{backend}/settings', ready: 'tbody tr' },
  { name: 'taxes', path: '/backends/{backend}/taxes', ready: 'tbody tr' },
  { name: 'fiscal-positions', path: '/backends/{backend}/taxes?list=fiscal_position', ready: 'tbody tr' },
  { name: 'shipping', path: '/backends/{backend}/shipping', ready: 'tbody tr' },
  { name: 'payments', path: '/backends/{backend}/payments', ready: 'tbody tr' },
  { name: 'consistency', path: '/backends/{backend}/consistency', ready: 'main h2' },
  { name: 'review', path: '/backends/{backend}/review', ready: 'main article, main h2' },
  { name: 'backend-runs', path: '/backends/{backend}/runs', ready: 'tbody tr' },
  { name: 'backend-run', path: '/backends/{backend}/runs/1', ready: 'main h3' },
  {
    ...{ name: 'backend-explain', ready: 'tbody tr' },
    path: '/backends/{backend}/explain?country=US&state=CA&postcode=90210&amount=100',
  },
  { name: 'backend-schedule', path: '/backends/{backend}/schedule', ready: 'main section' },
  { name: 'backend-connection', path: '/backends/{backend}/connection', ready: '[role=radiogroup]' },
  { name: 'backend-proof', path: '/backends/{backend}/proof', ready: 'main h2' },
  { name: 'users', path: '/users', ready: 'tbody tr' },
  { name: 'tokens', path: '/tokens', ready: 'main h2, tbody tr' },
  { name: 'audit', path: '/audit', ready: 'tbody tr' },
  { name: 'account', path: '/account', ready: 'form' },
];
