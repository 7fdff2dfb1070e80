import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStore, STORE_KEYS } from '../../sandbox/index.ts';
import type { SandboxStore } from '../../sandbox/index.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { ask } from './ask.ts';
import type { Question } from './ask.ts';
import { findRecordings, readRecording, recordingsFolder } from './recordings.ts';
import { shapeDifferences } from './shape.ts';
import { questionFor } from './woocommerce-requests.ts';
import { reasonWhyNot } from './uncovered.ts';

/** What the sandbox leaves out on purpose. */
const LEFT_OUT: Readonly<Record<string, readonly RegExp[]>> = {
  // Hundreds of facts about the machine; a client may read the version and the addresses.
  GET_system_status: [
    /^environment\./,
    /^settings\./,
    /^(database|active|inactive|dropins|theme|pages|post_type|logging)/,
  ],
  // Each gateway has a form of its own, and PayPal, recorded alone, is one more here; each is compared by itself.
  GET_payment_gateways: [/^\[\]\.settings\.(?!title)/],
  // An entry per route of the real store.
  'index-wc-v3': [/^routes\b/, /^_links/],
};

/** Sentences of WooCommerce's, and choices named by the plugins and pages of the recorded store. */
const LEFT_OUT_OF_SETTINGS: readonly RegExp[] = [/(?:^|\.)tip$/, /(?:^|\.)options\./];

const names = findRecordings(recordingsFolder()).filter(
  (name) => name.startsWith('woocommerce/') && reasonWhyNot(name) === null,
);

describe('the sandbox store answers like WooCommerce 11.0.1', () => {
  const certificate = makeCertificate();
  let secure: SandboxStore;
  let plain: SandboxStore;

  beforeAll(async () => {
    secure = await startStore({ tls: certificate });
    plain = await startStore();
    secure.control.snapshot('fresh');
  });
  beforeEach(() => secure.control.restore('fresh'));
  afterAll(async () => {
    await Promise.all([secure.close(), plain.close()]);
  });

  it.each(names)('%s', async (name) => {
    const recording = readRecording(name);
    const short = name.replace(/^woocommerce\/11\.0\.1\//, '').replace(/\.json$/, '');
    const sent: Question[] = questionFor(short, recording, {
      secure: secure.url,
      plain: plain.url,
      keys: STORE_KEYS,
    });
    // All but the last prepare it: a nonce can only be refused after it was used.
    let reply = await ask({ ca: certificate.cert, ...(sent[0] ?? unsayable(short)) });
    for (const question of sent.slice(1)) reply = await ask({ ca: certificate.cert, ...question });

    const leftOut = LEFT_OUT[short] ?? (/setting|gateway/.test(short) ? LEFT_OUT_OF_SETTINGS : []);
    const body = 'body' in recording ? recording['body'] : recording;
    expect(reply.status).toBe(recordedStatus(recording, body));
    if (sent.at(-1)?.method === 'HEAD') {
      expect(reply.text).toBe('');
    } else {
      expect(codeOf(reply.json)).toEqual(codeOf(body));
      expect(shapeDifferences(body, reply.json, leftOut)).toEqual([]);
    }
    const headers = recordedHeaders(recording);
    if (headers !== null) expect(pagingHeaders(reply.headers)).toEqual(pagingHeaders(headers));
  });
});

function unsayable(name: string): never {
  throw new Error(`no request is known for the recording ${name}`);
}

function recordedStatus(recording: Readonly<Record<string, unknown>>, body: unknown): number {
  if (typeof recording['status'] === 'number') return recording['status'];
  const data = (body as { data?: { status?: number } }).data;
  return data?.status ?? 200;
}

function codeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body ? body.code : null;
}

/** Null where the probe kept no headers. */
function recordedHeaders(recording: Readonly<Record<string, unknown>>): Record<string, string> | null {
  if (!Array.isArray(recording['headers'])) return null;
  const list = recording['headers'] as readonly (readonly [string, string])[];
  return Object.fromEntries(list.map(([header, value]) => [header.toLowerCase(), value]));
}

/** Which headers of paging there are, and where the links lead. */
function pagingHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): unknown {
  const link = String(headers['link'] ?? '');
  return {
    total: headers['x-wp-total'] !== undefined,
    pages: headers['x-wp-totalpages'],
    links: [...link.matchAll(/\?([^>]*)>; rel="(\w+)"/g)].map(([, query, rel]) => `${rel}: ${query}`),
  };
}
