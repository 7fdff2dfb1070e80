import type { Catalogue } from '../catalogue.ts';

/** Sentences of the Odoo app in French. */
export const texts: Catalogue = {
  'Affects how the store calculates taxes.': 'Influe sur le calcul des taxes par la boutique.',
  'After the first sync, the settings that the store and Odoo calculate with are compared here.':
    "Après la première synchronisation, les paramètres de calcul de la boutique et d'Odoo sont comparés ici.",
  'Also charged on shipping.': "S'applique aussi à l'expédition.",
  'Calculated on the price plus the other rates.': 'Calculé sur le prix augmenté des autres taux.',
  'Calculated on the price plus the other taxes.': 'Calculée sur le prix augmenté des autres taxes.',
  'Causes of differences between the store and Odoo. Each has a row in To Review.':
    'Causes des différences entre la boutique et Odoo. Chacune a une ligne sous « À vérifier ».',
  'Change this setting in Odoo so that it matches the store? Documents that are posted keep their amounts. You need the right to change the setting.':
    "Modifier ce paramètre dans Odoo pour qu'il corresponde à la boutique ? Les documents comptabilisés gardent leurs montants. Vous devez avoir le droit de modifier ce paramètre.",
  'Changes made in Odoo.': 'Modifications effectuées dans Odoo.',
  'Corrects which Odoo record represents an object of the store.':
    'Corrige quel enregistrement Odoo représente un objet de la boutique.',
  'Countries, states, continents and postcodes. If empty, the zone covers all other addresses.':
    'Pays, États, continents et codes postaux. Si ce champ est vide, la zone couvre toutes les autres adresses.',
  'For the user the connector works as.': "Pour l'utilisateur avec lequel le connecteur travaille.",
  'How it affects amounts.': 'Son effet sur les montants.',
  'How long the run took.': "Durée de l'exécution.",
  'If any are listed, the address must be in one of these cities.':
    "Si des villes sont indiquées, l'adresse doit se trouver dans l'une d'elles.",
  'If the connector matched the wrong record, choose the right one here. The next sync uses your choice.':
    'Si le connecteur a associé le mauvais enregistrement, choisissez le bon ici. La prochaine synchronisation utilisera votre choix.',
  'It is not counted any more, until its text changes. The web page and the commands follow it.':
    "Il n'est plus compté tant que son texte ne change pas. La page web et les commandes en tiennent compte.",
  'Items that waited for a user.': "Éléments en attente d'un utilisateur.",
  'Lets SYNC METADATA change the fiscal positions of the chart of accounts that are named here, as the remedy describes. Clear it to be asked again.':
    'Autorise SYNCHRONISER LES MÉTADONNÉES à modifier les positions fiscales du plan comptable nommées ici, comme indiqué dans le remède. Videz le champ pour être interrogé à nouveau.',
  'No record in Odoo matched, so the connector created one.':
    'Aucun enregistrement ne correspondait dans Odoo, le connecteur en a donc créé un.',
  'No store is connected to this Odoo database yet. Add one with the connector: woo-odoo backend add':
    "Aucune boutique n'est encore connectée à cette base Odoo. Ajoutez-en une avec le connecteur : woo-odoo backend add",
  'No sync has run yet. Open a backend and click SYNC METADATA.':
    "Aucune synchronisation n'a encore eu lieu. Ouvrez un backend et cliquez sur SYNCHRONISER LES MÉTADONNÉES.",
  'Nothing here: no row of this backend matches the filters.':
    'Rien ici : aucune ligne de ce backend ne correspond aux filtres.',
  'Nothing to review: the connector needs no decision from you.':
    "Rien à vérifier : le connecteur n'attend aucune décision de votre part.",
  'One change in Odoo makes both sides agree: the button Align makes it, as woo-odoo check --align does.':
    "Une modification dans Odoo met les deux côtés d'accord : le bouton « Aligner » l'effectue, comme woo-odoo check --align.",
  'Only one of the matching rates with the same priority applies.':
    "Parmi les taux correspondants de même priorité, un seul s'applique.",
  'Only the connector changes the other fields of this row.':
    'Seul le connecteur modifie les autres champs de cette ligne.',
  'Position at checkout. 999: the store has not sorted it, so it comes last.':
    "Position lors du paiement. 999 : la boutique ne l'a pas triée, elle vient donc en dernier.",
  'Prices are entered in the store with this tax included.':
    'Les prix sont saisis dans la boutique taxe comprise.',
  'Reads everything of the WooCommerce app and may request a sync.':
    "Lit tout dans l'application WooCommerce et peut demander une synchronisation.",
  'The ID in the store.': "L'identifiant dans la boutique.",
  'The address must match one of these: a postcode, a range (90000...90210) or a prefix (902*).':
    "L'adresse doit correspondre à l'un de ces éléments : un code postal, une plage (90000...90210) ou un préfixe (902*).",
  'The code of the type in the store, for example "flat_rate".':
    'Le code du type dans la boutique, par exemple « flat_rate ».',
  'The connector installation that manages this backend.':
    "L'installation du connecteur qui gère ce backend.",
  'The connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"':
    'Le service du connecteur ne répond pas. Démarrez-le sur l\'ordinateur où le connecteur est installé : "woo-odoo serve"',
  'The connector service reports again by this time. If it does not, it is not running.':
    'Le service du connecteur se signale à nouveau avant cette heure. Sinon, il ne fonctionne pas.',
  "The connector's own user: keeps the rows of the WooCommerce app.":
    "L'utilisateur du connecteur : tient à jour les lignes de l'application WooCommerce.",
  'The countries of the store appear here after the first sync.':
    'Les pays de la boutique apparaissent ici après la première synchronisation.',
  'The country code in the store. If empty, every country.':
    'Le code du pays dans la boutique. Si ce champ est vide, tous les pays.',
  'The currency of the store appears here after the first sync.':
    'La devise de la boutique apparaît ici après la première synchronisation.',
  'The description customers see.': 'La description que voient les clients.',
  'The first sync creates a fiscal position for each area with its own taxes.':
    'La première synchronisation crée une position fiscale pour chaque zone ayant ses propres taxes.',
  'The instance ID in the store. Orders refer to the method by this ID.':
    "L'identifiant de l'instance dans la boutique. Les commandes désignent la méthode par cet identifiant.",
  'The last run was interrupted. The next run will complete its work.':
    'La dernière exécution a été interrompue. La prochaine terminera son travail.',
  'The model, field and type, then a line for each record: its number, the value now, the new value.':
    'Le modèle, le champ et le type, puis une ligne par enregistrement : son numéro, la valeur actuelle, la nouvelle valeur.',
  'The number of decimals the store shows and rounds prices to. The Consistency tab compares it with Odoo.':
    "Le nombre de décimales que la boutique affiche et auquel elle arrondit les prix. L'onglet « Cohérence » le compare avec Odoo.",
  'The number of store tax rates this tax represents.':
    'Le nombre de taux de taxe de la boutique que cette taxe représente.',
  'The payment gateways of the store appear here after the first sync. Then choose a journal for each.':
    'Les passerelles de paiement de la boutique apparaissent ici après la première synchronisation. Choisissez ensuite un journal pour chacune.',
  'The payment term for orders paid this way. A sync never changes it.':
    'Les conditions de paiement des commandes payées ainsi. Une synchronisation ne les modifie jamais.',
  'The results of the last check of each kind: taxes, shipping and orders.':
    'Les résultats du dernier contrôle de chaque genre : taxes, expédition et commandes.',
  'The rule that matched this row to the record in Odoo.':
    "La règle qui a associé cette ligne à l'enregistrement dans Odoo.",
  'The settings of the store appear here after the first sync.':
    'Les paramètres de la boutique apparaissent ici après la première synchronisation.',
  'The settings that affect taxes appear here after the first sync.':
    'Les paramètres qui concernent les taxes apparaissent ici après la première synchronisation.',
  'The settings that decide the price, as entered in the store.':
    'Les paramètres qui déterminent le prix, tels que saisis dans la boutique.',
  'The shipping methods of the store appear here after the first sync.':
    "Les méthodes d'expédition de la boutique apparaissent ici après la première synchronisation.",
  'The shipping zones of the store appear here after the first sync.':
    "Les zones d'expédition de la boutique apparaissent ici après la première synchronisation.",
  'The slug of the class in the store.': 'Le slug de la classe dans la boutique.',
  'The slug of the class in the store. The prefix "ship:" marks the tax charged on shipping in this class.':
    "Le slug de la classe dans la boutique. Le préfixe « ship: » désigne la taxe appliquée à l'expédition dans cette classe.",
  'The slug of the tax class.': 'Le slug de la classe de taxe.',
  'The state code in the store. If empty, every state.':
    "Le code de l'État dans la boutique. Si ce champ est vide, tous les États.",
  'The states of the store appear here after the first sync.':
    'Les États de la boutique apparaissent ici après la première synchronisation.',
  'The store checks zones in this order and uses the first one that contains the address.':
    "La boutique examine les zones dans cet ordre et utilise la première qui contient l'adresse.",
  'The store has no shipping classes, or they have not been read yet.':
    "La boutique n'a aucune classe d'expédition, ou elles n'ont pas encore été lues.",
  'The tax classes of the store appear here after the first sync.':
    'Les classes de taxe de la boutique apparaissent ici après la première synchronisation.',
  'The tax in Odoo that represents this rate on shipping, if it is a different one.':
    "La taxe dans Odoo qui représente ce taux sur l'expédition, si elle est différente.",
  'The tax rates of the store appear here after the first sync.':
    'Les taux de taxe de la boutique apparaissent ici après la première synchronisation.',
  'The tax that replaces each class tax in this area.':
    'La taxe qui remplace celle de chaque classe dans cette zone.',
  'The taxes that fiscal positions map to appear here after the first sync.':
    'Les taxes vers lesquelles les positions fiscales renvoient apparaissent ici après la première synchronisation.',
  'The title customers see.': 'Le titre que voient les clients.',
  "The total percentage of the class at the store's own address. The tax on its products has this percentage.":
    "Le pourcentage total de la classe à l'adresse de la boutique. La taxe de ses produits a ce pourcentage.",
  'The types of shipping method that the store supports appear here after the first sync.':
    "Les types de méthode d'expédition pris en charge par la boutique apparaissent ici après la première synchronisation.",
  'The values the connector last wrote to the record it created.':
    "Les dernières valeurs que le connecteur a écrites dans l'enregistrement qu'il a créé.",
  'Unknown: one side could not be read, or the result depends on the order.':
    "Inconnu : un des côtés n'a pas pu être lu, ou le résultat dépend de la commande.",
  'Use of the WooCommerce app.': "Utilisation de l'application WooCommerce.",
  'What Odoo does not support for this method, and what happens instead. Orders are still matched to it.':
    "Ce qu'Odoo ne prend pas en charge pour cette méthode, et ce qui se passe à la place. Les commandes lui restent associées.",
  'What Odoo does not support for this rate, and what happens instead. Orders are still matched to their tax by the rate.':
    "Ce qu'Odoo ne prend pas en charge pour ce taux, et ce qui se passe à la place. Les commandes retrouvent leur taxe par le taux.",
  'What the gateway supports in addition to payments, such as refunds and subscriptions.':
    'Ce que la passerelle prend en charge en plus des paiements, comme les remboursements et les abonnements.',
  'What the last preview found. Nothing was written.': "Le résultat du dernier aperçu. Rien n'a été écrit.",
  'When the connector last compared taxes, shipping or orders of the store with Odoo.':
    "Date à laquelle le connecteur a comparé pour la dernière fois les taxes, l'expédition ou les commandes de la boutique avec Odoo.",
  'When the connector service last checked for requests. Updated about once a minute.':
    'Date à laquelle le service du connecteur a vérifié les demandes pour la dernière fois. Mise à jour environ une fois par minute.',
  'Where the position applies. The most specific area that contains the address is used.':
    "Où la position s'applique. La zone la plus précise qui contient l'adresse est utilisée.",
  'Where the store shows the currency symbol. Odoo has its own setting for this.':
    'Où la boutique affiche le symbole de la devise. Odoo a son propre paramètre pour cela.',
  'Whether Odoo can offer this method for the same addresses at the same price.':
    'Indique si Odoo peut proposer cette méthode aux mêmes adresses et au même prix.',
  'Whether customers can choose it at checkout.':
    'Indique si les clients peuvent la choisir lors du paiement.',
  'Whether the connector service is running. It reports about once a minute.':
    'Indique si le service du connecteur fonctionne. Il se signale environ une fois par minute.',
  'Your request is waiting for the connector.': 'Votre demande attend le connecteur.',
  'No run in progress': 'Aucune exécution en cours',
  'Not running: it has never been seen': 'Arrêté : jamais vu',
  'Not running: last seen {age} ago': 'Arrêté : vu pour la dernière fois il y a {age}',
  'Odoo has now: {value}. The next sync checks it again.':
    'Odoo a maintenant : {value}. La prochaine synchronisation le vérifiera à nouveau.',
  'Requested, but the connector service is not responding':
    'Demandé, mais le service du connecteur ne répond pas',
  'Requested: the run will start within seconds': "Demandé : l'exécution commencera dans quelques secondes",
  'Running: last seen {age} ago': 'En marche : vu pour la dernière fois il y a {age}',
  'The last run was interrupted; the next run will complete its work':
    'La dernière exécution a été interrompue ; la prochaine terminera son travail',
  'The preview was requested, but the connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"':
    'L\'aperçu a été demandé, mais le service du connecteur ne répond pas. Démarrez-le sur l\'ordinateur où le connecteur est installé : "woo-odoo serve"',
  'The preview was requested. Progress and results will appear on this form.':
    "L'aperçu a été demandé. La progression et le résultat apparaîtront sur ce formulaire.",
  'The sync was requested, but the connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"':
    'La synchronisation a été demandée, mais le service du connecteur ne répond pas. Démarrez-le sur l\'ordinateur où le connecteur est installé : "woo-odoo serve"',
  'The sync was requested. Progress and results will appear on this form.':
    'La synchronisation a été demandée. La progression et le résultat apparaîtront sur ce formulaire.',
  'There is nothing to align here. Run SYNC METADATA to check again.':
    "Il n'y a rien à aligner ici. Lancez SYNCHRONISER LES MÉTADONNÉES pour vérifier à nouveau.",
  'This point no longer exists.': "Ce point n'existe plus.",
  'This setting was changed in Odoo after the last sync. Nothing was written. Run SYNC METADATA to check again.':
    "Ce paramètre a été modifié dans Odoo après la dernière synchronisation. Rien n'a été écrit. Lancez SYNCHRONISER LES MÉTADONNÉES pour vérifier à nouveau.",
  '{n} days': '{n} jours',
};
