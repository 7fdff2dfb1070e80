import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../core/errors.ts';
import { readConfig, renderConfigTable } from './config.ts';

function failure(env: Record<string, string>): ConnectorError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('readConfig', () => {
  it('has a default for everything but the secret key', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ timeoutSeconds: 60, defaultStoreConcurrency: 2, odooBatchSize: 500 });
    expect(config.secretKey).toBeUndefined();
    expect(path.isAbsolute(config.dataDir)).toBe(true);
    expect(config.dataDir).toContain('woo-odoo');
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ WOO_ODOO_TIMEOUT: '', WOO_ODOO_SECRET_KEY: ' ' })).toEqual(readConfig({}));
  });

  it('takes a receiver of notifications with its secret, or neither', () => {
    const url = 'https://hooks.example/canary';
    const secret = 'sixteen characters';
    const both = { WOO_ODOO_WEBHOOK_URL: url, WOO_ODOO_WEBHOOK_SECRET: secret };
    expect(readConfig(both)).toMatchObject({ webhookUrl: url, webhookSecret: secret });
    expect(readConfig({}).webhookUrl).toBeUndefined();
    for (const unfit of [
      { WOO_ODOO_WEBHOOK_URL: url },
      { WOO_ODOO_WEBHOOK_SECRET: secret },
      { WOO_ODOO_WEBHOOK_URL: 'ftp://hooks.example/canary', WOO_ODOO_WEBHOOK_SECRET: secret },
      { WOO_ODOO_WEBHOOK_URL: url, WOO_ODOO_WEBHOOK_SECRET: 'canary' },
    ]) {
      const { code, message } = failure(unfit);
      expect([code, message.includes('canary')]).toEqual(['config.invalid', false]);
    }
  });

  it('makes a relative data folder absolute', () => {
    expect(readConfig({ WOO_ODOO_DATA_DIR: 'some/folder' }).dataDir).toBe(path.resolve('some/folder'));
  });

  it('reads 32 bytes as base64, base64url and hexadecimal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        for (const encoding of ['base64', 'base64url', 'hex'] as const) {
          const text = Buffer.from(bytes).toString(encoding);
          expect(Buffer.from(readConfig({ WOO_ODOO_SECRET_KEY: text }).secretKey ?? [])).toEqual(
            Buffer.from(bytes),
          );
        }
      }),
    );
  });

  it('refuses a key of another length without repeating it', () => {
    for (const length of [0, 16, 31, 33, 48]) {
      const text =
        length === 0 ? 'correct horse battery staple' : Buffer.alloc(length, 0xab).toString('base64');
      const error = failure({ WOO_ODOO_SECRET_KEY: text });
      expect(error.code).toBe('config.invalid');
      expect(error.message).toContain('WOO_ODOO_SECRET_KEY');
      expect(`${error.message} ${error.hint ?? ''} ${error.stack ?? ''}`).not.toContain(text);
      expect(error.cause).toBeUndefined();
    }
  });

  it('takes the address of a PostgreSQL database, and repeats nothing of an unfit one', () => {
    const url = 'postgresql://someone:canary-password@db.example:5432/connector?sslmode=verify-full';
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    expect(readConfig({ DATABASE_URL: 'postgres:///local?host=/run/postgresql' }).databaseUrl).toBeDefined();
    for (const unfit of [
      'mysql://someone:canary-password@db.example/connector',
      'postgresql://someone:canary-password@db.example',
      'postgresql://someone:canary-password@db.example:99999/connector',
      'canary-password',
      'postgresql://someone:canary%password@db.example/connector',
      'postgresql://someone:12/canary@db.example/connector',
    ]) {
      const error = failure({ DATABASE_URL: unfit });
      expect(error.message).toContain('DATABASE_URL');
      expect(`${error.message} ${error.hint ?? ''} ${error.stack ?? ''}`).not.toContain('canary');
    }
  });

  it('refuses to run without checks of certificates, and with a proxy that is no address', () => {
    expect(failure({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }).message).toContain('NODE_TLS_REJECT_UNAUTHORIZED');
    expect(readConfig({ NODE_TLS_REJECT_UNAUTHORIZED: '1' }).timeoutSeconds).toBe(60);
    for (const value of ['user:canary@proxy', 'socks5://proxy:1080']) {
      const error = failure({ HTTPS_PROXY: value });
      expect(error.message).toContain('HTTPS_PROXY');
      expect(`${error.message} ${error.hint ?? ''}`).not.toContain('canary');
    }
    expect(readConfig({ http_proxy: 'http://user:secret@proxy:3128', HTTPS_PROXY: '' }).port).toBe(8080);
  });

  it('names every unfit number and its bounds', () => {
    for (const text of ['0', '-1', '2.5', '1e3', '0x10', '60s', '99999999999', 'NaN'])
      expect(failure({ WOO_ODOO_TIMEOUT: text }).message).toBe(
        'WOO_ODOO_TIMEOUT must be a whole number from 1 to 3600.',
      );
    expect(failure({ WOO_ODOO_TIMEOUT: 'x', WOO_ODOO_BATCH_SIZE: '0' }).message).toMatch(
      /WOO_ODOO_TIMEOUT .*WOO_ODOO_BATCH_SIZE/,
    );
  });
});

describe('renderConfigTable', () => {
  it('has a row with a meaning for each setting', () => {
    const rows = renderConfigTable().trim().split('\n').slice(2);
    expect(rows).toHaveLength(Object.keys(readConfig({})).length);
    for (const row of rows) {
      const [name, byDefault, meaning, ...rest] = row.split(' | ').map((cell) => cell.trim());
      expect(name).toMatch(/^\| `(WOO_ODOO|DATABASE)_[A-Z_]+`$/);
      expect(byDefault).toMatch(/\w/);
      expect(byDefault, name).not.toContain('undefined');
      expect([meaning, rest]).toEqual([expect.stringMatching(/\w\. \|$|`\. \|$|\)\. \|$/), []]);
    }
    expect(rows.join('\n')).toContain('| `WOO_ODOO_TIMEOUT` | `60` |');
  });
});
