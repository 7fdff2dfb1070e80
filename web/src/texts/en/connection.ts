import { plural } from '../format.ts';

/** The connection of a backend, its policies, and taking it out of use. */
export const connection = {
  address: 'Address',
  signIn: 'Sign-in',
  basic: 'Basic sign-in over https',
  oauth: 'OAuth 1.0a signature',
  query: 'Keys in the address',
  unknownVersion: 'Version not known',
  concurrency: 'Requests at once',
  connected: 'Connected',
  user: "Connector's user",
  company: 'Company',
  change: 'Change',
  changeStore: 'Change the connection to the store',
  changeOdoo: 'Change the connection to Odoo',
  changeText:
    'Enter the credentials again: stored ones are never shown. Both connections are tested first; if a test fails, nothing changes.',
  test: 'Test and save',
  saved: 'The changes were saved.',
  acceptDatabase: 'This is the right database now',
  acceptDatabaseText:
    'What is known of the former database is forgotten; the next sync finds the bindings again.',
  health: 'Connection test',
  healthText: 'Signs in to both sides with the stored credentials. Nothing is written.',
  testNow: 'Test both sides',
  notConnected: 'Not connected',
  app: 'WooCommerce app in Odoo',
  appCurrent: 'Version {version}, up to date',
  appOld: 'Version {version}, an upgrade is available',
  appOldText: 'An administrator of Odoo upgrades it with: woo-odoo odoo-app upgrade',
  appAbsent:
    'Without it nothing is shown in Odoo, and nobody can choose records there. To install it: woo-odoo odoo-app install',
  appDenied:
    'The user of the connector may not read it: an administrator of Odoo adds the user to the group Connector of the app.',
  policies: 'Policies',
  policiesNext: 'They apply from the next sync.',
  policiesSame: 'Nothing was changed.',
  notSet: 'Not set',
  remove: 'Take out of use',
  removeText:
    'The backend is no longer synced, and its row in the Odoo app is archived. Everything that was created in Odoo stays. Connecting the same pair again continues where it ended.',
  removeButton: 'Remove the backend',
  removeTitle: 'Remove {name}?',
  typeName: 'To confirm, type the name of the backend: {name}',
  otherName: 'This is another name.',
  nameFirst: 'Type the whole name of the backend first.',
  removed: '{name} was taken out of use.',
  removedRowFailed: '{name} was taken out of use. Its row in the Odoo app could not be archived: {message}',
  takeBack: 'Also archive what it created in Odoo',
  takeBackHint:
    'Only what no other backend, order, invoice or product uses. What was found in Odoo, and all documents, stay.',
  takeBackText:
    'The backend is no longer synced, and its row in the Odoo app is archived, with what it alone created in Odoo. Nothing is deleted; whoever needs a record again can unarchive it.',
  takeBackReading: 'Reading what it created in Odoo …',
  takeBackEffects: 'This is changed in Odoo',
  takeBackNothing: 'Nothing is changed in Odoo: nothing is left that only this backend created and uses.',
  takeBackArchives: '{type}: {count} archived',
  takeBackLines: plural(
    '{n} mapping line is removed from fiscal positions of the chart of accounts',
    '{n} mapping lines are removed from fiscal positions of the chart of accounts',
  ),
  takeBackPutsBack: 'These get their former values back: {names}',
  takeBackStays: 'This stays in Odoo',
  takeBackMore: plural('{n} more record', '{n} more records'),
  takeBackUnarchivable: '{type}: {count}, which Odoo cannot archive',
  takeBackButton: 'Remove it and archive these',
  takeBackWorking: 'Archiving in Odoo. This can take a minute.',
  takenBack: plural(
    '{n} record was archived or changed back in Odoo.',
    '{n} records were archived or changed back in Odoo.',
  ),
} as const;
