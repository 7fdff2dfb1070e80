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
  { name: 'backend', path: '/backends/{backend}', ready: 'main h1' },
  { name: 'users', path: '/users', ready: 'tbody tr' },
  { name: 'tokens', path: '/tokens', ready: 'main h2, tbody tr' },
  { name: 'audit', path: '/audit', ready: 'tbody tr' },
  { name: 'account', path: '/account', ready: 'form' },
];
