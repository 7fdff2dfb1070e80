import { compareText } from '../../core/plan.ts';
import type { SettingFacts, SettingRow } from './facts.ts';
import { SITE_GROUP, STATUS_GROUP } from './facts.ts';
import { wordsOf } from './group-names.ts';
import { normaliseValue } from './normalise.ts';
import { isTaxPolicy } from './tax-policy.ts';

/** The type of a row whose value stays in the store. */
export const HIDDEN_TYPE = 'hidden';

/**
 * The settings as they are shown in Odoo, sorted by key, each key once: the store's settings with normalised values,
 * those it keeps to itself without one, its order statuses, and its time zone and language.
 */
export function settingRows(facts: SettingFacts): SettingRow[] {
  const rows = [
    ...siteRows(facts),
    ...facts.statuses.map(({ slug, name }) =>
      row(STATUS_GROUP, slug, { label: name, type: 'status', value: name }),
    ),
    ...facts.settings.map(({ group, id, label, type, value, default: preset }) =>
      row(group, id, {
        label,
        type,
        value: normaliseValue(type, value),
        default: normaliseValue(type, preset),
      }),
    ),
    ...facts.hidden.map(({ group, id }) => row(group, id, { label: '', type: HIDDEN_TYPE, value: '' })),
  ];
  // The first of a key counts: a plugin's group with the name of one of the connector's does not replace it.
  const byKey = new Map(rows.reverse().map((one) => [one.key, one]));
  return distinct([...byKey.values()]).sort((a, b) => compareText(a.key, b.key));
}

/** Settings of one group with the same title differ by their keys, in words. */
function distinct(rows: readonly SettingRow[]): SettingRow[] {
  const titles = Map.groupBy(rows, ({ group, label }) => `${group}:${label}`);
  return rows.map((each) => {
    const { group, id, label } = each;
    if ((titles.get(`${group}:${label}`) ?? []).length < 2) return each;
    return { ...each, label: `${label}: ${wordsOfId(id).toLowerCase()}` };
  });
}

/** An id in words, for a setting without a title: `Notify no stock`. */
const wordsOfId = (id: string) => wordsOf(id.replace(/^woocommerce_/u, '')) || id;

/** The key of a setting. Names of groups contain no colon (the reader sees to that), so two keys never meet. */
export function settingKey(group: string, id: string): string {
  return `${group}:${id}`;
}

/** The group of a key, and the id within it. */
export function keyParts(key: string): [group: string, id: string] {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
}

function siteRows({ site }: SettingFacts): SettingRow[] {
  if (site === null) return [];
  return [
    row(SITE_GROUP, 'timezone', { label: 'Time zone', type: 'timezone', value: site.timeZone }),
    row(SITE_GROUP, 'language', { label: 'Language', type: 'locale', value: site.language }),
  ];
}

function row(
  group: string,
  id: string,
  shown: Pick<SettingRow, 'label' | 'type' | 'value'> & { readonly default?: string },
): SettingRow {
  const { label, type, value, default: preset = '' } = shown;
  return {
    key: settingKey(group, id),
    group,
    id,
    label: label || wordsOfId(id),
    type,
    value,
    default: preset,
    taxPolicy: isTaxPolicy(group, id),
  };
}
