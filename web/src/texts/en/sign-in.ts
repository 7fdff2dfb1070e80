/** Signing in, and the first user. */
export const signIn = {
  title: 'Sign in',
  login: 'Login',
  password: 'Password',
  button: 'Sign in',
  noUser:
    'There is no user yet. Open the one-time link that the service printed on its terminal when it started, or run: woo-odoo users add LOGIN --role admin',
  setupTitle: 'Create the first user',
  setupIntro: 'This user is an administrator and can add other users later.',
  setupButton: 'Create and sign in',
  setupDone: 'The first user was created already. Sign in, or ask an administrator to add you.',
  newPassword: 'Password, at least 12 characters',
  repeat: 'Repeat the password',
  differ: 'The two passwords differ.',
  short: 'Use at least 12 characters.',
  noLink: 'This link is incomplete. Copy it from the terminal as a whole, with everything after #.',
} as const;
