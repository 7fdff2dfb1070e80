import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { startProcessRig, type ProcessRig, type ProcessRigOptions } from '../testing/process-rig.ts';
import { until } from '../testing/service-rig.ts';
import { startChromium } from './chromium.ts';

export const PASSWORD = 'four plain words together';

/** A service with its page, a store and an Odoo of the sandbox, and a browser. */
export interface PageRig extends ProcessRig {
  readonly browser: Browser;
  /** `http://127.0.0.1:43210` */
  readonly url: string;
  /** The link of the first user, as `serve` printed it. */
  readonly setupLink: string;
  /** Faults that pages reported: errors of scripts, and what the policy of the page stopped. */
  readonly faults: string[];
  /** A browser of its own: no cookie, no cache. */
  readonly open: (options?: BrowserContextOptions) => Promise<{ context: BrowserContext; page: Page }>;
  /** Makes the first user over the API and returns a browser in which that user is signed in. */
  readonly signedIn: (options?: BrowserContextOptions) => Promise<{ context: BrowserContext; page: Page }>;
}

/** Starts the built program as a user does, and a browser. */
export async function startPageRig(options: ProcessRigOptions = {}): Promise<PageRig> {
  const rig = await startProcessRig({ ...options, env: { WOO_ODOO_POLL_SECONDS: '1', ...options.env } });
  const service = rig.cli.start('serve', '--port', '0');
  await until(() => service.output().includes('The service is running.'), 'the service to start');
  await until(() => /\/setup#\S+/u.test(service.output()), 'the link of the first user');
  const [, url = ''] = /(http:\/\/127\.0\.0\.1:\d+)\/readyz/u.exec(service.output()) ?? [];
  const [setupLink = ''] = /http:\S+\/setup#\S+/u.exec(service.output()) ?? [];
  const browser = await startChromium();
  const faults: string[] = [];
  let admin: { login: string; password: string } | undefined;

  async function open(contextOptions: BrowserContextOptions = {}) {
    const context = await browser.newContext({ locale: 'en-US', baseURL: url, ...contextOptions });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // The browser itself writes a line for each answer that is no success; those are part of the stories.
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isAnswer) faults.push(message.text());
    });
    return { context, page };
  }

  return {
    ...rig,
    ...{ browser, url, setupLink, faults, open },
    async signedIn(contextOptions) {
      const opened = await open(contextOptions);
      const path = admin === undefined ? '/setup' : '/session';
      const link = setupLink.split('#')[1];
      admin ??= { login: 'anna', password: PASSWORD };
      const answer = await opened.context.request.post(`${url}/api/v1${path}`, {
        data: path === '/setup' ? { ...admin, link } : admin,
      });
      if (!answer.ok()) throw new Error(await answer.text());
      return opened;
    },
    async close() {
      await browser.close();
      service.child.kill('SIGTERM');
      await service.finished;
      await rig.close();
    },
  };
}
