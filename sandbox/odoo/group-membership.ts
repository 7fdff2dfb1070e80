import type { Json } from '../json.ts';
import { textOf } from '../json.ts';
import type { OdooDatabase } from './database.ts';
import { GROUPS } from './groups.ts';
import type { SandboxUser } from './groups.ts';
import type { Series } from './model.ts';

/** The field of `res.groups` that lists its users, renamed in 19. */
export function usersField(series: Series): 'users' | 'user_ids' {
  return series >= 19 ? 'user_ids' : 'users';
}

/** The groups of actions, menus, views and users, renamed in 19. */
export function groupsField(series: Series): 'groups_id' | 'group_ids' {
  return series >= 19 ? 'group_ids' : 'groups_id';
}

/** The record of a group, as access rules and memberships name it. */
export function groupKey(id: number): string {
  return `res.groups,${id}`;
}

/** All groups a user holds, directly or because another one implies them: external ids and records. */
export function groupsOfUser(database: OdooDatabase, uid: number): ReadonlySet<string> {
  const field = usersField(database.series);
  const groups = new Set<number>();
  const take = (id: number): void => {
    if (groups.has(id)) return;
    groups.add(id);
    numbers(database.row('res.groups', id)?.['implied_ids']).forEach(take);
  };
  for (const [id, row] of database.rows('res.groups')) {
    if (numbers(row[field]).includes(uid)) take(id);
  }
  const names = new Set([...groups].map(groupKey));
  for (const id of database.holders('ir.model.data', 'model', 'res.groups')) {
    const row = database.row('ir.model.data', id) ?? {};
    if (groups.has(Number(row['res_id']))) names.add(`${textOf(row['module'])}.${textOf(row['name'])}`);
  }
  return names;
}

/** The name of a group as access errors show it: `Administration/Settings`. */
export function groupTitle(database: OdooDatabase, group: string): string {
  const [, id] = /^res\.groups,(\d+)$/.exec(group) ?? [];
  if (id === undefined) return GROUPS[group] ?? group;
  const row = database.row('res.groups', Number(id));
  const privilege = database.model('res.groups.privilege');
  const above =
    privilege === undefined
      ? database.row('ir.module.category', Number(row?.['category_id']))
      : database.row('res.groups.privilege', Number(row?.['privilege_id']));
  const name = textOf(row?.['name'] ?? '');
  return above === undefined ? name : `${textOf(above['name'])}/${name}`;
}

/** Makes a user hold exactly these of the groups the database was seeded with; groups of apps stay as they are. */
export function enroll(database: OdooDatabase, user: SandboxUser): void {
  const field = usersField(database.series);
  for (const group of Object.keys(GROUPS)) {
    const [module = '', name = ''] = group.split('.');
    const dataId = database.lookup('ir.model.data', 0, [module, name]);
    const id = Number(database.row('ir.model.data', dataId ?? 0)?.['res_id']);
    const row = database.row('res.groups', id);
    if (row === undefined) continue;
    const others = numbers(row[field]).filter((uid) => uid !== user.id);
    const users = user.groups.includes(group) ? [...others, user.id] : others;
    database.put('res.groups', id, { ...row, [field]: users });
  }
}

function numbers(value: Json | undefined): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}
