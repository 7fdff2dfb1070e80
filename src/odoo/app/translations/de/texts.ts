import type { Catalogue } from '../catalogue.ts';

/** Sentences of the Odoo app in German. */
export const texts: Catalogue = {
  'Affects how the store calculates taxes.': 'Beeinflusst, wie der Shop Steuern berechnet.',
  'After the first sync, the settings that the store and Odoo calculate with are compared here.':
    'Nach dem ersten Abgleich werden hier die Einstellungen verglichen, mit denen Shop und Odoo rechnen.',
  'Also charged on shipping.': 'Wird auch auf den Versand berechnet.',
  'Calculated on the price plus the other rates.': 'Wird auf den Preis samt den anderen Sätzen berechnet.',
  'Calculated on the price plus the other taxes.': 'Wird auf den Preis samt den anderen Steuern berechnet.',
  'Causes of differences between the store and Odoo. Each has a row in To Review.':
    'Ursachen von Abweichungen zwischen Shop und Odoo. Jede hat eine Zeile unter „Zu prüfen“.',
  'Change this setting in Odoo so that it matches the store? Documents that are posted keep their amounts. You need the right to change the setting.':
    'Diese Einstellung in Odoo ändern, sodass sie dem Shop entspricht? Gebuchte Belege behalten ihre Beträge. Sie brauchen das Recht, die Einstellung zu ändern.',
  'Changes made in Odoo.': 'In Odoo ausgeführte Änderungen.',
  'Corrects which Odoo record represents an object of the store.':
    'Berichtigt, welcher Datensatz in Odoo einem Objekt des Shops entspricht.',
  'Countries, states, continents and postcodes. If empty, the zone covers all other addresses.':
    'Länder, Bundesländer, Kontinente und Postleitzahlen. Wenn leer, gilt die Zone für alle übrigen Anschriften.',
  'For the user the connector works as.': 'Für den Benutzer, als der der Connector arbeitet.',
  'How it affects amounts.': 'Wie es sich auf Beträge auswirkt.',
  'How long the run took.': 'Wie lange der Lauf gedauert hat.',
  'If any are listed, the address must be in one of these cities.':
    'Sind welche genannt, muss die Anschrift in einem dieser Orte liegen.',
  'If the connector matched the wrong record, choose the right one here. The next sync uses your choice.':
    'Hat der Connector den falschen Datensatz zugeordnet, wählen Sie hier den richtigen. Der nächste Abgleich verwendet Ihre Wahl.',
  'It is not counted any more, until its text changes. The web page and the commands follow it.':
    'Es zählt nicht mehr mit, bis sich sein Text ändert. Webseite und Befehle richten sich danach.',
  'Items that waited for a user.': 'Einträge, die auf einen Benutzer warteten.',
  'Lets SYNC METADATA change the fiscal positions of the chart of accounts that are named here, as the remedy describes. Clear it to be asked again.':
    'METADATEN ABGLEICHEN darf die hier genannten Steuerpositionen des Kontenplans ändern, wie die Abhilfe es beschreibt. Leeren, um wieder gefragt zu werden.',
  'No record in Odoo matched, so the connector created one.':
    'In Odoo passte kein Datensatz, deshalb hat der Connector einen angelegt.',
  'No store is connected to this Odoo database yet. Add one with the connector: woo-odoo backend add':
    'Mit dieser Odoo-Datenbank ist noch kein Shop verbunden. Verbinden Sie einen mit dem Connector: woo-odoo backend add',
  'No sync has run yet. Open a backend and click SYNC METADATA.':
    'Noch ist kein Abgleich gelaufen. Öffnen Sie ein Backend und klicken Sie auf METADATEN ABGLEICHEN.',
  'Nothing here: no row of this backend matches the filters.':
    'Hier ist nichts: Keine Zeile dieses Backends passt zu den Filtern.',
  'Nothing to review: the connector needs no decision from you.':
    'Nichts zu prüfen: Der Connector braucht keine Entscheidung von Ihnen.',
  'One change in Odoo makes both sides agree: the button Align makes it, as woo-odoo check --align does.':
    'Eine Änderung in Odoo bringt beide Seiten in Übereinstimmung: Der Knopf „Angleichen“ führt sie aus, wie woo-odoo check --align.',
  'Only one of the matching rates with the same priority applies.':
    'Von den passenden Sätzen derselben Priorität gilt nur einer.',
  'Only the connector changes the other fields of this row.':
    'Die anderen Felder dieser Zeile ändert nur der Connector.',
  'Position at checkout. 999: the store has not sorted it, so it comes last.':
    'Stelle an der Kasse. 999: Der Shop hat sie nicht einsortiert, deshalb steht sie zuletzt.',
  'Prices are entered in the store with this tax included.':
    'Preise sind im Shop einschließlich dieser Steuer eingegeben.',
  'Reads everything of the WooCommerce app and may request a sync.':
    'Liest alles in der WooCommerce-App und darf einen Abgleich anfordern.',
  'The ID in the store.': 'Die ID im Shop.',
  'The address must match one of these: a postcode, a range (90000...90210) or a prefix (902*).':
    'Die Anschrift muss zu einem davon passen: einer Postleitzahl, einem Bereich (90000...90210) oder einem Anfang (902*).',
  'The code of the type in the store, for example "flat_rate".':
    'Das Kürzel der Art im Shop, zum Beispiel „flat_rate“.',
  'The connector installation that manages this backend.':
    'Die Installation des Connectors, die dieses Backend betreut.',
  'The connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"':
    'Der Dienst des Connectors antwortet nicht. Starten Sie ihn auf dem Computer, auf dem der Connector installiert ist: "woo-odoo serve"',
  'The connector service reports again by this time. If it does not, it is not running.':
    'Bis dahin meldet sich der Dienst des Connectors wieder. Meldet er sich nicht, läuft er nicht.',
  "The connector's own user: keeps the rows of the WooCommerce app.":
    'Der Benutzer des Connectors: pflegt die Zeilen der WooCommerce-App.',
  'The countries of the store appear here after the first sync.':
    'Die Länder des Shops erscheinen hier nach dem ersten Abgleich.',
  'The country code in the store. If empty, every country.':
    'Das Länderkürzel im Shop. Wenn leer, jedes Land.',
  'The currency of the store appears here after the first sync.':
    'Die Währung des Shops erscheint hier nach dem ersten Abgleich.',
  'The description customers see.': 'Die Beschreibung, die Kunden sehen.',
  'The first sync creates a fiscal position for each area with its own taxes.':
    'Der erste Abgleich legt für jedes Gebiet mit eigenen Steuern eine Steuerposition an.',
  'The instance ID in the store. Orders refer to the method by this ID.':
    'Die ID der Instanz im Shop. Bestellungen verweisen mit dieser ID auf die Methode.',
  'The last run was interrupted. The next run will complete its work.':
    'Der letzte Lauf wurde unterbrochen. Der nächste Lauf erledigt den Rest.',
  'The model, field and type, then a line for each record: its number, the value now, the new value.':
    'Modell, Feld und Typ, dann eine Zeile je Datensatz: seine Nummer, der jetzige Wert, der neue Wert.',
  'The number of decimals the store shows and rounds prices to. The Consistency tab compares it with Odoo.':
    'Auf so viele Nachkommastellen zeigt und rundet der Shop Preise. Der Reiter „Übereinstimmung“ vergleicht sie mit Odoo.',
  'The number of store tax rates this tax represents.':
    'Wie vielen Steuersätzen des Shops diese Steuer entspricht.',
  'The payment gateways of the store appear here after the first sync. Then choose a journal for each.':
    'Die Zahlungsarten des Shops erscheinen hier nach dem ersten Abgleich. Wählen Sie dann für jede ein Journal.',
  'The payment term for orders paid this way. A sync never changes it.':
    'Die Zahlungsbedingung für Bestellungen, die so bezahlt werden. Ein Abgleich ändert sie nie.',
  'The results of the last check of each kind: taxes, shipping and orders.':
    'Die Ergebnisse der letzten Prüfung jeder Art: Steuern, Versand und Bestellungen.',
  'The rule that matched this row to the record in Odoo.':
    'Die Regel, nach der diese Zeile dem Datensatz in Odoo zugeordnet wurde.',
  'The settings of the store appear here after the first sync.':
    'Die Einstellungen des Shops erscheinen hier nach dem ersten Abgleich.',
  'The settings that affect taxes appear here after the first sync.':
    'Die Einstellungen, die Steuern betreffen, erscheinen hier nach dem ersten Abgleich.',
  'The settings that decide the price, as entered in the store.':
    'Die Einstellungen, die den Preis bestimmen, wie im Shop eingegeben.',
  'The shipping methods of the store appear here after the first sync.':
    'Die Versandmethoden des Shops erscheinen hier nach dem ersten Abgleich.',
  'The shipping zones of the store appear here after the first sync.':
    'Die Versandzonen des Shops erscheinen hier nach dem ersten Abgleich.',
  'The slug of the class in the store.': 'Der Kurzname der Klasse im Shop.',
  'The slug of the class in the store. The prefix "ship:" marks the tax charged on shipping in this class.':
    'Der Kurzname der Klasse im Shop. Die Vorsilbe „ship:“ kennzeichnet die Steuer, die in dieser Klasse auf den Versand berechnet wird.',
  'The slug of the tax class.': 'Der Kurzname der Steuerklasse.',
  'The state code in the store. If empty, every state.':
    'Das Kürzel des Bundeslands im Shop. Wenn leer, jedes Bundesland.',
  'The states of the store appear here after the first sync.':
    'Die Bundesländer des Shops erscheinen hier nach dem ersten Abgleich.',
  'The store checks zones in this order and uses the first one that contains the address.':
    'Der Shop prüft die Zonen in dieser Reihenfolge und nimmt die erste, in der die Anschrift liegt.',
  'The store has no shipping classes, or they have not been read yet.':
    'Der Shop hat keine Versandklassen, oder sie wurden noch nicht gelesen.',
  'The tax classes of the store appear here after the first sync.':
    'Die Steuerklassen des Shops erscheinen hier nach dem ersten Abgleich.',
  'The tax in Odoo that represents this rate on shipping, if it is a different one.':
    'Die Steuer in Odoo, die diesem Satz beim Versand entspricht, falls es eine andere ist.',
  'The tax rates of the store appear here after the first sync.':
    'Die Steuersätze des Shops erscheinen hier nach dem ersten Abgleich.',
  'The tax that replaces each class tax in this area.':
    'Die Steuer, die in diesem Gebiet die Steuer jeder Klasse ersetzt.',
  'The taxes that fiscal positions map to appear here after the first sync.':
    'Die Steuern, auf die Steuerpositionen umstellen, erscheinen hier nach dem ersten Abgleich.',
  'The title customers see.': 'Der Titel, den Kunden sehen.',
  "The total percentage of the class at the store's own address. The tax on its products has this percentage.":
    'Der gesamte Prozentsatz der Klasse an der Adresse des Shops. Die Steuer ihrer Produkte hat diesen Prozentsatz.',
  'The types of shipping method that the store supports appear here after the first sync.':
    'Die Arten von Versandmethoden, die der Shop unterstützt, erscheinen hier nach dem ersten Abgleich.',
  'The values the connector last wrote to the record it created.':
    'Die Werte, die der Connector zuletzt in den von ihm angelegten Datensatz geschrieben hat.',
  'Unknown: one side could not be read, or the result depends on the order.':
    'Unbekannt: Eine Seite konnte nicht gelesen werden, oder das Ergebnis hängt von der Bestellung ab.',
  'Use of the WooCommerce app.': 'Benutzung der WooCommerce-App.',
  'What Odoo does not support for this method, and what happens instead. Orders are still matched to it.':
    'Was Odoo bei dieser Methode nicht kann und was stattdessen geschieht. Bestellungen werden ihr trotzdem zugeordnet.',
  'What Odoo does not support for this rate, and what happens instead. Orders are still matched to their tax by the rate.':
    'Was Odoo bei diesem Satz nicht kann und was stattdessen geschieht. Bestellungen finden ihre Steuer trotzdem über den Satz.',
  'What the gateway supports in addition to payments, such as refunds and subscriptions.':
    'Was die Zahlungsart außer Zahlungen unterstützt, etwa Erstattungen und Abonnements.',
  'What the last preview found. Nothing was written.':
    'Was die letzte Vorschau ergab. Nichts wurde geschrieben.',
  'When the connector last compared taxes, shipping or orders of the store with Odoo.':
    'Wann der Connector zuletzt Steuern, Versand oder Bestellungen des Shops mit Odoo verglichen hat.',
  'When the connector service last checked for requests. Updated about once a minute.':
    'Wann der Dienst des Connectors zuletzt nach Anforderungen gefragt hat. Etwa einmal in der Minute aktualisiert.',
  'Where the position applies. The most specific area that contains the address is used.':
    'Wo die Position gilt. Verwendet wird das engste Gebiet, in dem die Anschrift liegt.',
  'Where the store shows the currency symbol. Odoo has its own setting for this.':
    'Wo der Shop das Währungszeichen zeigt. Odoo hat dafür eine eigene Einstellung.',
  'Whether Odoo can offer this method for the same addresses at the same price.':
    'Ob Odoo diese Methode für dieselben Anschriften zum selben Preis anbieten kann.',
  'Whether customers can choose it at checkout.': 'Ob Kunden sie an der Kasse wählen können.',
  'Whether the connector service is running. It reports about once a minute.':
    'Ob der Dienst des Connectors läuft. Er meldet sich etwa einmal in der Minute.',
  'Your request is waiting for the connector.': 'Ihre Anforderung wartet auf den Connector.',
  'No run in progress': 'Kein Lauf im Gang',
  'Not running: it has never been seen': 'Läuft nicht: noch nie gesehen',
  'Not running: last seen {age} ago': 'Läuft nicht: zuletzt gesehen vor {age}',
  'Odoo has now: {value}. The next sync checks it again.':
    'Odoo hat jetzt: {value}. Der nächste Abgleich prüft es erneut.',
  'Requested, but the connector service is not responding':
    'Angefordert, aber der Dienst des Connectors antwortet nicht',
  'Requested: the run will start within seconds': 'Angefordert: Der Lauf beginnt in wenigen Sekunden',
  'Running: last seen {age} ago': 'Läuft: zuletzt gesehen vor {age}',
  'The last run was interrupted; the next run will complete its work':
    'Der letzte Lauf wurde unterbrochen; der nächste Lauf erledigt den Rest',
  'The preview was requested, but the connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"':
    'Die Vorschau wurde angefordert, aber der Dienst des Connectors antwortet nicht. Starten Sie ihn auf dem Computer, auf dem der Connector installiert ist: "woo-odoo serve"',
  'The preview was requested. Progress and results will appear on this form.':
    'Die Vorschau wurde angefordert. Fortschritt und Ergebnis erscheinen auf diesem Formular.',
  'The sync was requested, but the connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"':
    'Der Abgleich wurde angefordert, aber der Dienst des Connectors antwortet nicht. Starten Sie ihn auf dem Computer, auf dem der Connector installiert ist: "woo-odoo serve"',
  'The sync was requested. Progress and results will appear on this form.':
    'Der Abgleich wurde angefordert. Fortschritt und Ergebnis erscheinen auf diesem Formular.',
  'There is nothing to align here. Run SYNC METADATA to check again.':
    'Hier ist nichts anzugleichen. METADATEN ABGLEICHEN prüft es erneut.',
  'This point no longer exists.': 'Diesen Punkt gibt es nicht mehr.',
  'This setting was changed in Odoo after the last sync. Nothing was written. Run SYNC METADATA to check again.':
    'Diese Einstellung wurde nach dem letzten Abgleich in Odoo geändert. Nichts wurde geschrieben. METADATEN ABGLEICHEN prüft es erneut.',
  '{n} days': '{n} Tagen',
};
