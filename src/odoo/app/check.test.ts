import { describe, expect, it } from 'vitest';
import { currencyApp } from '../../domains/currency/app/description.ts';
import { geographyApp } from '../../domains/geography/app/description.ts';
import { paymentsApp } from '../../domains/payments/app/description.ts';
import { settingsApp } from '../../domains/settings/app/description.ts';
import { shippingApp } from '../../domains/shipping/app/description.ts';
import { taxesApp } from '../../domains/taxes/app/description.ts';
import { basePart } from './base-part.ts';
import { buildApp } from './build.ts';
import { checkApp } from './check.ts';
import type { AppPart, ModelDescription } from './description.ts';
import { joinParts } from './names.ts';

const faultsOf = (...parts: readonly AppPart[]) => checkApp(joinParts([basePart, ...parts]));

const EMPTY: AppPart = { name: 'zones', depends: [], models: [], menus: [], tabs: [] };
const ZONE: ModelDescription = {
  model: 'x_woo_zone',
  label: 'Zone',
  fields: [{ name: 'x_name', label: 'Name', type: 'char' }],
};
const VIEWS: NonNullable<ModelDescription['views']> = {
  list: { columns: [{ field: 'x_name' }] },
  form: { groups: [{ fields: [] }] },
  search: { fields: ['x_name'], filters: [], groupBy: [] },
};

describe('checkApp', () => {
  it('finds nothing wrong with what we bring', () => {
    expect(faultsOf(geographyApp, settingsApp, taxesApp, shippingApp, paymentsApp, currencyApp)).toEqual([]);
    expect(faultsOf({ ...EMPTY, models: [{ ...ZONE, views: VIEWS }] })).toEqual([]);
  });

  it.each<[string, Partial<ModelDescription>, string]>([
    [
      'a column',
      { views: { ...VIEWS, list: { columns: [{ field: 'x_cost' }] } } },
      'the list of x_woo_zone names x_cost',
    ],
    ['an order', { views: { ...VIEWS, list: { columns: [], order: 'x_cost desc' } } }, 'names x_cost'],
    [
      'a filter',
      {
        views: {
          ...VIEWS,
          search: {
            ...VIEWS.search,
            filters: [[{ name: 'dear', label: 'Dear', domain: [['x_cost', '>', 9]] }]],
          },
        },
      },
      'the search of x_woo_zone names x_cost',
    ],
    [
      'a condition',
      {
        views: {
          ...VIEWS,
          form: {
            groups: [{ fields: [{ field: 'x_name', when: [{ field: 'x_cost', is: '>', value: 1 }] }] }],
          },
        },
      },
      'the form of x_woo_zone names x_cost',
    ],
    [
      'a button',
      { views: { ...VIEWS, form: { groups: [], buttons: [{ action: 'action_fly', label: 'Fly' }] } } },
      'action_fly, which is no server action',
    ],
    [
      'a relation',
      {
        fields: [
          ...ZONE.fields,
          { name: 'x_a', label: 'A', type: 'many2one', relation: 'account.move', onDelete: 'cascade' },
        ],
      },
      'points to account.move, which is no known model',
    ],
    [
      'a list',
      {
        fields: [
          ...ZONE.fields,
          { name: 'x_a', label: 'A', type: 'one2many', relation: 'x_woo_run', inverse: 'x_backend_id' },
        ],
      },
      'which does not point to x_woo_zone',
    ],
    ['a twin field', { fields: [...ZONE.fields, ...ZONE.fields] }, 'two fields x_name'],
    [
      'a label of two fields',
      { fields: [...ZONE.fields, { name: 'x_title', label: 'Name', type: 'char' }] },
      'x_woo_zone has two fields with the label Name',
    ],
  ])('names %s that is wrong', (_, change, fault) => {
    const faults = faultsOf({ ...EMPTY, models: [{ ...ZONE, ...change }] });
    expect(faults.join('; ')).toContain(fault);
    expect(() =>
      buildApp([basePart, { ...EMPTY, models: [{ ...ZONE, ...change }] }], { series: 18 }),
    ).toThrow(fault);
  });

  it('names menus, tabs and counts that lead nowhere', () => {
    const menu = {
      name: 'zones',
      label: 'Zones',
      section: 'tax',
      model: 'x_woo_zone',
      sequence: 1,
      empty: '',
    } as const;
    expect(faultsOf({ ...EMPTY, models: [ZONE], menus: [menu] })).toEqual([
      'the menu zones opens x_woo_zone, which has no views',
    ]);
    const [tab] = geographyApp.tabs;
    if (tab === undefined) throw new Error('geography has no tab');
    const moved = { ...geographyApp, tabs: [{ ...tab, beside: 'zip' }] };
    expect(faultsOf(moved)).toEqual([
      'the tab state stands beside zip, where base.view_country_state_form has no place for it',
    ]);
    const elsewhere = { ...geographyApp, tabs: [{ ...tab, view: 'base.view_partner_form' }] };
    expect(faultsOf(elsewhere)).toEqual([expect.stringContaining('which is no known form')]);
    const nowhere = {
      ...geographyApp,
      tabs: [{ name: 'state', model: tab.model, view: tab.view, label: '', lines: [] }],
    };
    expect(faultsOf(nowhere)).toEqual([expect.stringContaining('stands beside no field')]);
    const count = {
      field: 'x_zone_count',
      label: 'Zones',
      icon: 'fa-map',
      opens: 'x_woo_zone',
      by: 'x_backend_id',
    };
    const counting = { ...EMPTY, models: [ZONE], backend: { fields: [], counts: [count], pages: [] } };
    expect(faultsOf(counting).join('; ')).toContain('names x_zone_count');
    expect(faultsOf(counting).join('; ')).toContain(
      'opens x_woo_zone by x_backend_id, which its search has not',
    );
  });

  it('names the module of a native model that the app would come without', () => {
    const field = {
      name: 'x_tax_id',
      label: 'Tax',
      type: 'many2one',
      relation: 'account.tax',
      onDelete: 'set null',
    } as const;
    const part = { ...EMPTY, models: [{ ...ZONE, fields: [...ZONE.fields, field] }] };
    expect(faultsOf(part)).toEqual(['account.tax belongs to account, on which the app does not depend']);
    expect(faultsOf({ ...part, depends: ['account'] })).toEqual([]);
    expect(faultsOf({ ...taxesApp, depends: [] })).toEqual([
      expect.stringContaining('account.tax belongs to account'),
      expect.stringContaining('account.fiscal.position belongs to account'),
    ]);
  });

  it('names a preset of a count that its list has not', () => {
    const count = {
      field: 'x_zone_count',
      label: 'Zones',
      icon: 'fa-map',
      opens: 'x_woo_zone',
      by: 'x_name',
      presets: ['near'],
    };
    const fields = [{ name: 'x_zone_count', label: 'Zones', type: 'integer' }] as const;
    const counting = {
      ...EMPTY,
      models: [{ ...ZONE, views: VIEWS }],
      backend: { fields, counts: [count], pages: [] },
    };
    expect(faultsOf(counting)).toEqual([
      'the form of x_woo_backend opens x_woo_zone by near, which its search has not',
    ]);
  });
});
