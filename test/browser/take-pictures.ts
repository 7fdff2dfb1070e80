// npm run pictures: pictures of all pages in light, dark and phone width, into docs/pictures. The store and the Odoo of the
// sandbox, so that they look the same each time.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startPageRig } from './page-rig.ts';
import { PAGES } from './pages.ts';

const FOLDER = join(import.meta.dirname, '../../docs/pictures');
const LOOKS = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 800 } },
} as const;

const rig = await startPageRig({ app: true });
try {
  await rig.add('shop', '--environment', 'staging');
  await rig.cli.run('sync');
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) if (name.endsWith('.png')) rmSync(join(FOLDER, name));
  for (const [look, options] of Object.entries(LOOKS)) {
    const settings = { ...options, reducedMotion: 'reduce' } as const;
    const stranger = await rig.open(settings);
    const admin = await rig.signedIn(settings);
    for (const { name, path, ready, open } of PAGES) {
      const { page } = open === true ? stranger : admin;
      await page.goto(path.replace('{backend}', 'shop'));
      await page.locator(ready).first().waitFor();
      await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined);
      await page.screenshot({ path: join(FOLDER, `${name}-${look}.png`) });
    }
    await stranger.context.close();
    await admin.context.close();
  }
  if (rig.faults.length > 0) throw new Error(rig.faults.join('\n'));
} finally {
  await rig.close();
}
