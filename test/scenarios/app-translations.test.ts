import { afterEach, describe, expect, it } from 'vitest';
import { appFile, rowOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const GERMAN = 'name@de_DE';

describe.each(EACH_SERIES)('the app in other languages, Odoo %s', (series) => {
  it('is translated at its installation into the languages that are active then, and into others at the next claim', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, sync } = rig;
    const menu = () => rowOf(odoo, 'ir.ui.menu', { name: 'Tax Rates' });
    const app = () => rowOf(odoo, 'x_woo_app');
    expect(app()).toMatchObject({ x_languages: 'en_US' });
    expect(menu()).not.toHaveProperty([GERMAN]);

    odoo.control.installLanguage('de_DE');
    expect(menu()).not.toHaveProperty([GERMAN]);
    expect((await sync()).status).toBe('done');
    expect(menu()).toMatchObject({ name: 'Tax Rates', [GERMAN]: 'Steuersätze' });
    expect(app()).toMatchObject({ x_languages: 'de_DE,en_US' });
    expect(rowOf(odoo, 'ir.model.fields', { model: 'x_woo_backend', name: 'x_last_sync' })).toMatchObject({
      field_description: 'Last Sync',
      'field_description@de_DE': 'Letzter Abgleich',
    });
    // What another label is for the same English has its own words.
    expect(rowOf(odoo, 'ir.model.fields', { model: 'x_woo_fiscal_position', name: 'x_place' })).toMatchObject(
      {
        field_description: 'Area',
        'field_description@de_DE': 'Ort',
      },
    );
    expect((await sync()).status).toBe('nothing');
  });

  it('keeps a word that was changed in Odoo while other languages come, until the app is imported again', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, sync } = rig;
    const menu = () => rowOf(odoo, 'ir.ui.menu', { name: 'Tax Rates' });
    odoo.control.installLanguage('de_DE');
    await sync();
    odoo.control.write('ir.ui.menu', [menu().id], { name: 'Sätze' }, { lang: 'de_DE' });
    expect(menu()).toMatchObject({ name: 'Tax Rates', [GERMAN]: 'Sätze' });

    odoo.control.create('res.lang', [{ code: 'fr_FR', name: 'French / Français', active: true }]);
    await sync();
    expect(menu()).toMatchObject({ [GERMAN]: 'Sätze', 'name@fr_FR': 'Taux de taxe' });

    odoo.control.installApp(appFile(series));
    expect(menu()).toMatchObject({ [GERMAN]: 'Steuersätze', 'name@fr_FR': 'Taux de taxe' });
  });
});
