import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApi, type ApiRig } from './api-rig.ts';

let api: ApiRig;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const get = (path: string) => api.app.request(path, { headers: { host: 'localhost' } });

it('the link of the first user and the sign-in lead to pages that load nothing from elsewhere', async () => {
  for (const path of ['/setup', '/sign-in']) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    const text = await answer.text();
    expect(text).not.toMatch(/(?:https?:)?\/\/[a-z]/u);
    // Nothing stands in the page that its own policy would stop.
    expect(text).not.toMatch(/<script>|\son[a-z]+=|<style/u);
    for (const [, file] of text.matchAll(/(?:src|href)="(\/[^"]+)"/gu))
      expect((await get(file ?? '')).status, file).toBe(200);
  }
  expect((await get('/')).headers.get('location')).toBe('/sign-in');
});
