import type { Phrase } from '../phrases.ts';
import { policies } from './policies.ts';

/**
 * The most frequent reasons and remedies of the engine in German, without the full stop. The English text is the one in
 * the sources; a test finds each there, so that one that was reworded is noticed.
 */
export const phrases: readonly Phrase[] = [
  // How a row was matched.
  ['Chosen by a user', 'Von einem Benutzer gewählt'],
  ['Matched by an earlier sync', 'Bei einem früheren Abgleich zugeordnet'],
  [
    'Created by the connector and recognised by its external id',
    'Vom Connector angelegt und an seiner externen ID erkannt',
  ],
  ['Created by the connector', 'Vom Connector angelegt'],
  ['Matched by its code', 'Nach seinem Code zugeordnet'],
  [
    'Matched by the list of codes that differ between WooCommerce and Odoo',
    'Nach der Liste der Codes zugeordnet, die sich zwischen WooCommerce und Odoo unterscheiden',
  ],
  ['Matched by its name', 'Nach seinem Namen zugeordnet'],
  [
    'Nothing in Odoo matched, so a record is created',
    'In Odoo passte nichts, deshalb wird ein Datensatz angelegt',
  ],
  [
    'Matched to the default sale tax of the company',
    'Der Standard-Verkaufssteuer des Unternehmens zugeordnet',
  ],
  ['Matched by its percentage', 'Nach seinem Prozentsatz zugeordnet'],
  ['Matched by its tax class', 'Nach seiner Steuerklasse zugeordnet'],
  ['Matched by its tax', 'Nach seiner Steuer zugeordnet'],
  ['Matched by its type', 'Nach seiner Art zugeordnet'],
  // Reasons of operations.
  ['same code in both', 'derselbe Code auf beiden Seiten'],
  ["the store's {code} is {other} in Odoo", '{code} des Shops ist {other} in Odoo'],
  ['same name, though its code is {code} in Odoo', 'derselbe Name, obwohl der Code in Odoo {code} ist'],
  ['not in the app yet', 'noch nicht in der App'],
  ['a tax is created for rates of its kind', 'für Sätze dieser Art wird eine Steuer angelegt'],
  ['no tax of the company fits', 'keine Steuer des Unternehmens passt'],
  ['it is the only tax of the company that fits', 'es ist die einzige Steuer des Unternehmens, die passt'],
  ['taxes are different there', 'dort gelten andere Steuern'],
  ['its delivery method needs a product of its own', 'die Liefermethode braucht ein eigenes Produkt'],
  ['no delivery method of Odoo fits', 'keine Liefermethode in Odoo passt'],
  [
    'no state of this country in Odoo has its code or its name',
    'in Odoo hat kein Bundesland dieses Landes den Code oder den Namen',
  ],
  ['no zip prefix of Odoo has the same pattern', 'kein Postleitzahlen-Präfix in Odoo hat dasselbe Muster'],
  ['no journal is chosen', 'es ist kein Journal gewählt'],
  [
    'it is switched off in the store; it needs a journal once it is on',
    'im Shop ausgeschaltet; ein Journal wird erst gebraucht, wenn es eingeschaltet ist',
  ],
  [
    'the store has it again, so it is unarchived',
    'der Shop hat es wieder, deshalb wird die Archivierung aufgehoben',
  ],
  [
    'it is disabled, so its delivery method is archived',
    'sie ist deaktiviert, deshalb wird die Liefermethode in Odoo archiviert',
  ],
  [
    'it is disabled, and no delivery method was created for it',
    'sie ist deaktiviert, und es wurde keine Liefermethode für sie angelegt',
  ],
  ['it has the same name, provider and places', 'Name, Anbieter und Gebiete stimmen überein'],
  // Checks.
  ["the store's own address", 'die eigene Adresse des Shops'],
  ['{country} without a state', '{country} ohne Bundesland'],
  ['one line', 'eine Position'],
  ['several lines', 'mehrere Positionen'],
  ['with shipping', 'mit Versand'],
  ['address', 'Adresse'],
  ['fiscal position', 'Steuerposition'],
  ['source', 'Quelle'],
  ['cart', 'Warenkorb'],
  [
    "the store has a rate for the city {city}; Odoo's fiscal positions know no cities",
    'der Shop hat einen Satz für den Ort {city}; Steuerpositionen in Odoo kennen keine Orte',
  ],
  [
    'Give the rate the postcodes of the city in the store, then sync',
    'Dem Satz im Shop die Postleitzahlen des Ortes geben, dann abgleichen',
  ],
  // Points of agreement.
  ['Both sides charge tax', 'Beide Seiten berechnen Steuer'],
  ['Both sides sell from the same country', 'Beide Seiten verkaufen aus demselben Land'],
  ['Both sides sell in the same currency', 'Beide Seiten verkaufen in derselben Währung'],
  ['Both sides round the same amounts', 'Beide Seiten runden dieselben Beträge'],
  ['Both sides round to the same decimal', 'Beide Seiten runden auf dieselbe Nachkommastelle'],
  ['Both sides tax a sale where it is delivered', 'Beide Seiten besteuern einen Verkauf am Lieferort'],
  [
    'The same price contains the same tax on both sides',
    'Derselbe Preis enthält auf beiden Seiten dieselbe Steuer',
  ],
  ['Every product that can be sold has a tax', 'Jedes Produkt, das verkauft werden kann, hat eine Steuer'],
  [
    'Correct the address of the store (WooCommerce, Settings, General) or of the company (Odoo, Settings, Companies)',
    'Die Adresse des Shops (WooCommerce, Einstellungen, Allgemein) oder des Unternehmens (Odoo, Einstellungen, Unternehmen) berichtigen',
  ],
  [
    'Choose units of one system in WooCommerce (Settings, Products) and in Odoo (Settings, General Settings)',
    'In WooCommerce (Einstellungen, Produkte) und in Odoo (Einstellungen, Allgemeine Einstellungen) Einheiten desselben Systems wählen',
  ],
  [
    'Give them the tax of their class in Odoo (Sales, Products)',
    'Ihnen in Odoo (Verkauf, Produkte) die Steuer ihrer Klasse geben',
  ],
  // What to do.
  ['Run SYNC METADATA', 'METADATEN ABGLEICHEN ausführen'],
  [
    'Correct what Odoo refused, then run SYNC METADATA',
    'Berichtigen, was Odoo abgelehnt hat, dann METADATEN ABGLEICHEN ausführen',
  ],
  [
    'Choose the record that represents it, or leave it as it is',
    'Den Datensatz wählen, der ihm entspricht, oder es so lassen',
  ],
  [
    'Choose a record of Odoo, correct one of the two sides, or leave it as it is',
    'Einen Datensatz in Odoo wählen, eine der beiden Seiten berichtigen oder es so lassen',
  ],
  ['Then run SYNC METADATA', 'Danach METADATEN ABGLEICHEN ausführen'],
  [
    'Changes that were applied are kept; the next run finishes the rest',
    'Angewendete Änderungen bleiben; der nächste Lauf erledigt den Rest',
  ],
  [
    'Not done yet, because the run was interrupted; the next sync does it',
    'Noch nicht ausgeführt, weil der Lauf unterbrochen wurde; der nächste Abgleich holt es nach',
  ],
  ['Make a new preview', 'Eine neue Vorschau machen'],
  ['Make a new preview and review it', 'Eine neue Vorschau machen und durchsehen'],
  // What became of a run.
  ['Nothing to do: both sides agree', 'Nichts zu tun: beide Seiten stimmen überein'],
  ['Nothing to do', 'Nichts zu tun'],
  ['Something needs review', 'Etwas ist zu prüfen'],
  ['Planned', 'Geplant'],
  ['{n} create', '{n} anzulegen'],
  ['{n} link', '{n} zu verknüpfen'],
  ['{n} update', '{n} zu ändern'],
  ['{n} archive', '{n} zu archivieren'],
  ['{n} unsupported', '{n} in Odoo nicht möglich'],
  ['{n} row of the Odoo app to write', '{n} Zeile der Odoo-App zu schreiben'],
  ['{n} rows of the Odoo app to write', '{n} Zeilen der Odoo-App zu schreiben'],
  ['{n} created', '{n} angelegt'],
  ['{n} linked', '{n} verknüpft'],
  ['{n} updated', '{n} geändert'],
  ['{n} archived', '{n} archiviert'],
  ['{n} to review', '{n} zu prüfen'],
  ['{n} not supported by Odoo', '{n} in Odoo nicht möglich'],
  ['{n} skipped', '{n} übersprungen'],
  ['{n} failed', '{n} fehlgeschlagen'],
  ['{n} row of the Odoo app written', '{n} Zeile der Odoo-App geschrieben'],
  ['{n} rows of the Odoo app written', '{n} Zeilen der Odoo-App geschrieben'],
  ...policies,
];
