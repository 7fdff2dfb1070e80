import type { Phrase } from '../phrases.ts';

/** The policies of a backend: the command line, the API and the page have the same English words for them. */
export const policies: readonly Phrase[] = [
  ['Environment', 'Umgebung'],
  [
    'Which kind of store this is; shown as a ribbon in Odoo',
    'Welche Art von Shop das ist; Odoo zeigt es als Band',
  ],
  ['Production', 'Produktion'],
  ['Odoo shows no ribbon', 'Odoo zeigt kein Band'],
  ['Staging', 'Test'],
  [
    'Odoo shows a ribbon, so that nobody takes it for the real store',
    'Odoo zeigt ein Band, damit ihn niemand für den echten Shop hält',
  ],
  ['Values that a user changed in Odoo', 'Werte, die ein Benutzer in Odoo geändert hat'],
  [
    'What happens to a value of a record created by the connector that a user has changed in Odoo',
    'Was mit einem Wert geschieht, den der Connector angelegt und ein Benutzer in Odoo geändert hat',
  ],
  ["Keep the user's value", 'Wert des Benutzers behalten'],
  [
    "The user's value stays, and the difference is listed for review",
    'Der Wert des Benutzers bleibt, und der Unterschied steht unter „Zu prüfen“',
  ],
  ['Use the value of the store', 'Wert des Shops nehmen'],
  [
    'The next sync overwrites it with the value of the store',
    'Der nächste Abgleich überschreibt ihn mit dem Wert des Shops',
  ],
  ['Several taxes match a rate', 'Mehrere Steuern passen zu einem Satz'],
  [
    'What to do if several taxes of Odoo match one tax of the store',
    'Was geschieht, wenn mehrere Steuern in Odoo zu einer Steuer des Shops passen',
  ],
  ['Ask', 'Fragen'],
  [
    'Nothing is created; the rate is listed for review with the taxes to choose from',
    'Nichts wird angelegt; der Satz steht unter „Zu prüfen“, mit den Steuern zur Auswahl',
  ],
  ['Create a tax', 'Eine Steuer anlegen'],
  [
    'The connector creates a tax of its own beside those that match',
    'Der Connector legt neben den passenden eine eigene Steuer an',
  ],
  ['Account of created taxes', 'Konto angelegter Steuern'],
  [
    "The code of the account on which created taxes book; empty: the account of the company's default sale tax",
    'Der Code des Kontos, auf das angelegte Steuern buchen; leer: das Konto der Standard-Verkaufssteuer des Unternehmens',
  ],
  ['Fiscal positions at most', 'Höchstens so viele Steuerpositionen'],
  [
    'Areas beyond this number get no fiscal position and are listed, so that Odoo stays clear',
    'Weitere Gebiete bekommen keine Steuerposition und werden aufgelistet, damit Odoo übersichtlich bleibt',
  ],
  ['Taxes created without a question', 'Steuern ohne Rückfrage'],
  [
    'How many taxes may be created without a question',
    'Wie viele Steuern ohne Rückfrage angelegt werden dürfen',
  ],
  ['Order of fiscal positions', 'Reihenfolge der Steuerpositionen'],
  [
    'What to do if fiscal positions of the chart of accounts stand in the way on Odoo 19',
    'Was geschieht, wenn in Odoo 19 Steuerpositionen des Kontenplans im Weg stehen',
  ],
  [
    'They stay where they are and are listed for review',
    'Sie bleiben, wo sie sind, und stehen unter „Zu prüfen“',
  ],
  ['Move them', 'Verschieben'],
  [
    'Every sync moves them behind those of the store, so that the right one applies',
    'Jeder Abgleich stellt sie hinter die des Shops, damit die richtige gilt',
  ],
  ['Fiscal positions of the chart of accounts', 'Steuerpositionen des Kontenplans'],
  [
    "What to do if fiscal positions of the chart, such as reverse charge, do not replace the taxes of the store's products",
    'Was geschieht, wenn Steuerpositionen des Kontenplans, etwa Reverse Charge, die Steuern der Produkte des Shops nicht ersetzen',
  ],
  [
    'They stay as they are and are listed for review with the amounts',
    'Sie bleiben, wie sie sind, und stehen mit den Beträgen unter „Zu prüfen“',
  ],
  ['Replace them, too', 'Auch diese ersetzen'],
  [
    "Every sync has them treat the taxes of the store's products like the chart's taxes of the same percentage",
    'Nach jedem Abgleich behandeln sie die Steuern der Produkte des Shops wie die des Kontenplans mit demselben Prozentsatz',
  ],
  ['The currency of the store is inactive in Odoo', 'Die Währung des Shops ist in Odoo nicht aktiv'],
  [
    'What to do if the currency of the store is inactive in Odoo',
    'Was geschieht, wenn die Währung des Shops in Odoo nicht aktiv ist',
  ],
  ['It stays inactive and is listed for review', 'Sie bleibt inaktiv und steht unter „Zu prüfen“'],
  ['Activate it', 'Aktivieren'],
  ['The next sync activates it in Odoo', 'Der nächste Abgleich aktiviert sie in Odoo'],
  ['Shipping prices in another currency', 'Versandpreise in einer anderen Währung'],
  [
    'What to do if the prices of the store are in another currency than that of the company',
    'Was geschieht, wenn die Preise des Shops in einer anderen Währung sind als der des Unternehmens',
  ],
  ['Do not convert', 'Nicht umrechnen'],
  [
    'Delivery methods with such a price are not offered in Odoo, and listed',
    'Liefermethoden mit einem solchen Preis werden in Odoo nicht angeboten, sondern aufgelistet',
  ],
  ['Convert', 'Umrechnen'],
  [
    "Prices are converted at Odoo's rate of the day of the sync",
    'Preise werden zu dem Kurs umgerechnet, den Odoo am Tag des Abgleichs hat',
  ],
  ['Check both servers after a sync', 'Nach einem Abgleich beide Server prüfen'],
  [
    'Whether the service verifies taxes, shipping and orders after a sync that changed something',
    'Ob der Dienst nach einem Abgleich, der etwas geändert hat, Steuern, Versand und Bestellungen prüft',
  ],
  ['Never', 'Nie'],
  ['They are verified on request and by schedule only', 'Geprüft wird nur auf Anforderung und nach Zeitplan'],
  ['After changes', 'Nach Änderungen'],
  [
    'Both servers are asked some hundred times after each such sync; nothing is left behind on either of them',
    'Beide Server werden nach jedem solchen Abgleich einige Hundert Mal gefragt; auf keinem bleibt etwas zurück',
  ],
];
