import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { geographyApp } from '../../domains/geography/app/description.ts';
import { settingsApp } from '../../domains/settings/app/description.ts';
import { taxesApp } from '../../domains/taxes/app/description.ts';
import { basePart } from './base-part.ts';
import { buildApp, zipWithoutFields, type BuiltApp } from './build.ts';

const PARTS = [basePart, geographyApp, settingsApp, taxesApp];
const build = (series: number) => buildApp(PARTS, { series });

describe('the file', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('has the same bytes every time and in every time zone', () => {
    const first = build(18).zip;
    for (const name of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) {
      process.env['TZ'] = name;
      expect(Buffer.from(build(18).zip).equals(first)).toBe(true);
    }
  });

  it('contains the files, in order', () => {
    const app = build(18);
    const entries = unzipSync(app.zip);
    expect(Object.keys(entries)).toEqual([...app.files.keys()].sort());
    for (const [path, text] of app.files) expect(strFromU8(entries[path] ?? new Uint8Array())).toBe(text);
  });

  it('can leave out fields that need no change, and nothing else', () => {
    const app = build(18);
    const entries = unzipSync(zipWithoutFields(app, new Set(['field_x_woo_state_x_code'])));
    const csv = strFromU8(entries['woo_connector/data/ir.model.fields.csv'] ?? new Uint8Array());
    expect(csv).not.toContain('field_x_woo_state_x_code"');
    const guards = strFromU8(entries['woo_connector/data/ir.model.fields-dependent.csv'] ?? new Uint8Array());
    expect(`${csv}${guards}`.match(/^"woo_connector\./gmu)).toHaveLength(app.fields.size - 1);
    expect(Object.keys(entries)).toEqual([...app.files.keys()].sort());
  });

  it('is named after the release of the server', () => {
    expect(buildApp(PARTS, { series: 18, serverVersion: 'saas~18.2' }).version).toBe('saas~18.2.1.12.1');
    expect(buildApp(PARTS, { series: 18, serverVersion: '18.0-20260101' }).version).toBe('18.0.1.12.1');
  });

  it('is made in the newest form, with a warning, for a series nobody knows yet', () => {
    const later = build(20);
    expect(later.warning).toContain('Odoo 20');
    expect(later.version).toBe('20.0.1.12.1');
    expect(build(19).warning).toBeNull();
    const withoutVersion = (app: BuiltApp) =>
      [...app.files.values()].map((text) => text.replaceAll(app.version, ''));
    expect(withoutVersion(later)).toEqual(withoutVersion(build(19)));
    expect(() => build(16)).toThrow('series 16');
  });
});
