import type { Catalogue } from '../catalogue.ts';

/** Sentences of the Odoo app in Spanish. */
export const texts: Catalogue = {
  'Affects how the store calculates taxes.': 'Influye en cómo la tienda calcula los impuestos.',
  'After the first sync, the settings that the store and Odoo calculate with are compared here.':
    'Tras la primera sincronización, aquí se comparan los ajustes con los que calculan la tienda y Odoo.',
  'Also charged on shipping.': 'También se cobra sobre el envío.',
  'Calculated on the price plus the other rates.': 'Se calcula sobre el precio más las otras tasas.',
  'Calculated on the price plus the other taxes.': 'Se calcula sobre el precio más los otros impuestos.',
  'Causes of differences between the store and Odoo. Each has a row in To Review.':
    'Causas de diferencias entre la tienda y Odoo. Cada una tiene una fila en «Por revisar».',
  'Change this setting in Odoo so that it matches the store? Documents that are posted keep their amounts. You need the right to change the setting.':
    '¿Cambiar este ajuste en Odoo para que coincida con la tienda? Los documentos contabilizados conservan sus importes. Necesita el permiso para cambiar el ajuste.',
  'Changes made in Odoo.': 'Cambios realizados en Odoo.',
  'Corrects which Odoo record represents an object of the store.':
    'Corrige qué registro de Odoo representa un objeto de la tienda.',
  'Countries, states, continents and postcodes. If empty, the zone covers all other addresses.':
    'Países, provincias, continentes y códigos postales. Si está vacío, la zona cubre todas las demás direcciones.',
  'For the user the connector works as.': 'Para el usuario con el que trabaja el conector.',
  'How it affects amounts.': 'Cómo afecta a los importes.',
  'How long the run took.': 'Cuánto duró la ejecución.',
  'If any are listed, the address must be in one of these cities.':
    'Si se indican, la dirección debe estar en una de estas ciudades.',
  'If the connector matched the wrong record, choose the right one here. The next sync uses your choice.':
    'Si el conector asoció el registro equivocado, elija aquí el correcto. La próxima sincronización usará su elección.',
  'It is not counted any more, until its text changes. The web page and the commands follow it.':
    'Deja de contarse hasta que cambie su texto. La página web y los comandos lo respetan.',
  'Items that waited for a user.': 'Elementos que esperaban a un usuario.',
  'Lets SYNC METADATA change the fiscal positions of the chart of accounts that are named here, as the remedy describes. Clear it to be asked again.':
    'Permite que SINCRONIZAR METADATOS cambie las posiciones fiscales del plan contable indicadas aquí, según la solución descrita. Vacíe el campo para que se le pregunte de nuevo.',
  'No record in Odoo matched, so the connector created one.':
    'Ningún registro de Odoo coincidía, así que el conector creó uno.',
  'No store is connected to this Odoo database yet. Add one with the connector: woo-odoo backend add':
    'Ninguna tienda está conectada todavía a esta base de datos de Odoo. Añada una con el conector: woo-odoo backend add',
  'No sync has run yet. Open a backend and click SYNC METADATA.':
    'Todavía no hay ninguna sincronización. Abra un backend y haga clic en SINCRONIZAR METADATOS.',
  'Nothing here: no row of this backend matches the filters.':
    'Aquí no hay nada: ninguna fila de este backend coincide con los filtros.',
  'Nothing to review: the connector needs no decision from you.':
    'Nada por revisar: el conector no necesita ninguna decisión suya.',
  'One change in Odoo makes both sides agree: the button Align makes it, as woo-odoo check --align does.':
    'Un cambio en Odoo hace que ambos lados coincidan: lo realiza el botón «Alinear», igual que woo-odoo check --align.',
  'Only one of the matching rates with the same priority applies.':
    'De las tasas coincidentes con la misma prioridad solo se aplica una.',
  'Only the connector changes the other fields of this row.':
    'Solo el conector cambia los demás campos de esta fila.',
  'Position at checkout. 999: the store has not sorted it, so it comes last.':
    'Posición al finalizar la compra. 999: la tienda no la ha ordenado, por lo que va al final.',
  'Prices are entered in the store with this tax included.':
    'Los precios se introducen en la tienda con este impuesto incluido.',
  'Reads everything of the WooCommerce app and may request a sync.':
    'Lee todo en la aplicación WooCommerce y puede solicitar una sincronización.',
  'The ID in the store.': 'El identificador en la tienda.',
  'The address must match one of these: a postcode, a range (90000...90210) or a prefix (902*).':
    'La dirección debe coincidir con uno de estos: un código postal, un rango (90000...90210) o un prefijo (902*).',
  'The code of the type in the store, for example "flat_rate".':
    'El código del tipo en la tienda, por ejemplo «flat_rate».',
  'The connector installation that manages this backend.':
    'La instalación del conector que gestiona este backend.',
  'The connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"':
    'El servicio del conector no responde. Inícielo en el equipo donde está instalado el conector: "woo-odoo serve"',
  'The connector service reports again by this time. If it does not, it is not running.':
    'El servicio del conector vuelve a dar señal antes de esta hora. Si no lo hace, no está en marcha.',
  "The connector's own user: keeps the rows of the WooCommerce app.":
    'El usuario del conector: mantiene las filas de la aplicación WooCommerce.',
  'The countries of the store appear here after the first sync.':
    'Los países de la tienda aparecen aquí tras la primera sincronización.',
  'The country code in the store. If empty, every country.':
    'El código del país en la tienda. Si está vacío, todos los países.',
  'The currency of the store appears here after the first sync.':
    'La moneda de la tienda aparece aquí tras la primera sincronización.',
  'The description customers see.': 'La descripción que ven los clientes.',
  'The first sync creates a fiscal position for each area with its own taxes.':
    'La primera sincronización crea una posición fiscal para cada zona con impuestos propios.',
  'The instance ID in the store. Orders refer to the method by this ID.':
    'El identificador de la instancia en la tienda. Los pedidos se refieren al método con él.',
  'The last run was interrupted. The next run will complete its work.':
    'La última ejecución se interrumpió. La próxima completará su trabajo.',
  'The model, field and type, then a line for each record: its number, the value now, the new value.':
    'El modelo, el campo y el tipo; después, una línea por registro: su número, el valor actual y el nuevo.',
  'The number of decimals the store shows and rounds prices to. The Consistency tab compares it with Odoo.':
    'El número de decimales que la tienda muestra y al que redondea los precios. La pestaña «Coherencia» lo compara con Odoo.',
  'The number of store tax rates this tax represents.':
    'El número de tasas de impuesto de la tienda que representa este impuesto.',
  'The payment gateways of the store appear here after the first sync. Then choose a journal for each.':
    'Las pasarelas de pago de la tienda aparecen aquí tras la primera sincronización. Elija después un diario para cada una.',
  'The payment term for orders paid this way. A sync never changes it.':
    'Las condiciones de pago de los pedidos pagados así. Una sincronización nunca las cambia.',
  'The results of the last check of each kind: taxes, shipping and orders.':
    'Los resultados de la última comprobación de cada tipo: impuestos, envío y pedidos.',
  'The rule that matched this row to the record in Odoo.':
    'La regla que asoció esta fila con el registro de Odoo.',
  'The settings of the store appear here after the first sync.':
    'Los ajustes de la tienda aparecen aquí tras la primera sincronización.',
  'The settings that affect taxes appear here after the first sync.':
    'Los ajustes que afectan a los impuestos aparecen aquí tras la primera sincronización.',
  'The settings that decide the price, as entered in the store.':
    'Los ajustes que determinan el precio, tal como se introdujeron en la tienda.',
  'The shipping methods of the store appear here after the first sync.':
    'Los métodos de envío de la tienda aparecen aquí tras la primera sincronización.',
  'The shipping zones of the store appear here after the first sync.':
    'Las zonas de envío de la tienda aparecen aquí tras la primera sincronización.',
  'The slug of the class in the store.': 'El slug de la clase en la tienda.',
  'The slug of the class in the store. The prefix "ship:" marks the tax charged on shipping in this class.':
    'El slug de la clase en la tienda. El prefijo «ship:» señala el impuesto que se cobra sobre el envío en esta clase.',
  'The slug of the tax class.': 'El slug de la clase de impuesto.',
  'The state code in the store. If empty, every state.':
    'El código de la provincia en la tienda. Si está vacío, todas las provincias.',
  'The states of the store appear here after the first sync.':
    'Las provincias de la tienda aparecen aquí tras la primera sincronización.',
  'The store checks zones in this order and uses the first one that contains the address.':
    'La tienda comprueba las zonas en este orden y usa la primera que contiene la dirección.',
  'The store has no shipping classes, or they have not been read yet.':
    'La tienda no tiene clases de envío, o todavía no se han leído.',
  'The tax classes of the store appear here after the first sync.':
    'Las clases de impuesto de la tienda aparecen aquí tras la primera sincronización.',
  'The tax in Odoo that represents this rate on shipping, if it is a different one.':
    'El impuesto de Odoo que representa esta tasa sobre el envío, si es otro.',
  'The tax rates of the store appear here after the first sync.':
    'Las tasas de impuesto de la tienda aparecen aquí tras la primera sincronización.',
  'The tax that replaces each class tax in this area.':
    'El impuesto que sustituye al de cada clase en esta zona.',
  'The taxes that fiscal positions map to appear here after the first sync.':
    'Los impuestos a los que remiten las posiciones fiscales aparecen aquí tras la primera sincronización.',
  'The title customers see.': 'El título que ven los clientes.',
  "The total percentage of the class at the store's own address. The tax on its products has this percentage.":
    'El porcentaje total de la clase en la dirección de la tienda. El impuesto de sus productos tiene este porcentaje.',
  'The types of shipping method that the store supports appear here after the first sync.':
    'Los tipos de método de envío que admite la tienda aparecen aquí tras la primera sincronización.',
  'The values the connector last wrote to the record it created.':
    'Los últimos valores que el conector escribió en el registro que creó.',
  'Unknown: one side could not be read, or the result depends on the order.':
    'Desconocido: un lado no se pudo leer, o el resultado depende del pedido.',
  'Use of the WooCommerce app.': 'Uso de la aplicación WooCommerce.',
  'What Odoo does not support for this method, and what happens instead. Orders are still matched to it.':
    'Lo que Odoo no admite de este método, y qué sucede en su lugar. Los pedidos se le siguen asociando.',
  'What Odoo does not support for this rate, and what happens instead. Orders are still matched to their tax by the rate.':
    'Lo que Odoo no admite de esta tasa, y qué sucede en su lugar. Los pedidos siguen encontrando su impuesto por la tasa.',
  'What the gateway supports in addition to payments, such as refunds and subscriptions.':
    'Lo que la pasarela admite además de pagos, como reembolsos y suscripciones.',
  'What the last preview found. Nothing was written.':
    'Lo que encontró la última vista previa. No se escribió nada.',
  'When the connector last compared taxes, shipping or orders of the store with Odoo.':
    'Cuándo comparó el conector por última vez los impuestos, el envío o los pedidos de la tienda con Odoo.',
  'When the connector service last checked for requests. Updated about once a minute.':
    'Cuándo consultó por última vez las solicitudes el servicio del conector. Se actualiza aproximadamente una vez por minuto.',
  'Where the position applies. The most specific area that contains the address is used.':
    'Dónde se aplica la posición. Se usa la zona más específica que contiene la dirección.',
  'Where the store shows the currency symbol. Odoo has its own setting for this.':
    'Dónde muestra la tienda el símbolo de la moneda. Odoo tiene su propio ajuste para ello.',
  'Whether Odoo can offer this method for the same addresses at the same price.':
    'Si Odoo puede ofrecer este método para las mismas direcciones al mismo precio.',
  'Whether customers can choose it at checkout.': 'Si los clientes pueden elegirla al finalizar la compra.',
  'Whether the connector service is running. It reports about once a minute.':
    'Si el servicio del conector está en marcha. Da señal aproximadamente una vez por minuto.',
  'Your request is waiting for the connector.': 'Su solicitud está esperando al conector.',
  'No run in progress': 'Ninguna ejecución en curso',
  'Not running: it has never been seen': 'Detenido: nunca visto',
  'Not running: last seen {age} ago': 'Detenido: visto por última vez hace {age}',
  'Odoo has now: {value}. The next sync checks it again.':
    'Odoo tiene ahora: {value}. La próxima sincronización lo comprobará de nuevo.',
  'Requested, but the connector service is not responding':
    'Solicitado, pero el servicio del conector no responde',
  'Requested: the run will start within seconds': 'Solicitado: la ejecución empezará en unos segundos',
  'Running: last seen {age} ago': 'En marcha: visto por última vez hace {age}',
  'The last run was interrupted; the next run will complete its work':
    'La última ejecución se interrumpió; la próxima completará su trabajo',
  'The preview was requested, but the connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"':
    'La vista previa se solicitó, pero el servicio del conector no responde. Inícielo en el equipo donde está instalado el conector: "woo-odoo serve"',
  'The preview was requested. Progress and results will appear on this form.':
    'La vista previa se solicitó. El progreso y el resultado aparecerán en este formulario.',
  'The sync was requested, but the connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"':
    'La sincronización se solicitó, pero el servicio del conector no responde. Inícielo en el equipo donde está instalado el conector: "woo-odoo serve"',
  'The sync was requested. Progress and results will appear on this form.':
    'La sincronización se solicitó. El progreso y el resultado aparecerán en este formulario.',
  'There is nothing to align here. Run SYNC METADATA to check again.':
    'Aquí no hay nada que alinear. Ejecute SINCRONIZAR METADATOS para comprobarlo de nuevo.',
  'This point no longer exists.': 'Este punto ya no existe.',
  'This setting was changed in Odoo after the last sync. Nothing was written. Run SYNC METADATA to check again.':
    'Este ajuste se cambió en Odoo después de la última sincronización. No se escribió nada. Ejecute SINCRONIZAR METADATOS para comprobarlo de nuevo.',
  '{n} days': '{n} días',
};
