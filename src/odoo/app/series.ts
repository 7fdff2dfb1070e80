import { OdooError } from '../rpc/errors.ts';

/** How the series of Odoo differ in what an app's files may contain. This table is the only place that knows. */
export interface SeriesForm {
  /** 17 accepts only `tree` as a list view, 18 and later only `list`. */
  readonly list: 'tree' | 'list';
  /** How the template of a card is called: `card` came in 18, and 19 knows nothing else. */
  readonly card: 'kanban-box' | 'card';
  /** The groups of actions and users, renamed in 19. */
  readonly groups: 'groups_id' | 'group_ids';
  /** From 19 on groups stand under a privilege, which stands under a category. */
  readonly privileges: boolean;
  /** How code asks whether a user may create records, and is refused if not; renamed in 18. */
  readonly requireCreate: `check_access${string}('create')`;
}

const FORMS: ReadonlyMap<number, SeriesForm> = new Map([
  [
    17,
    {
      list: 'tree',
      card: 'kanban-box',
      groups: 'groups_id',
      privileges: false,
      requireCreate: "check_access_rights('create')",
    },
  ],
  [
    18,
    {
      list: 'list',
      card: 'card',
      groups: 'groups_id',
      privileges: false,
      requireCreate: "check_access('create')",
    },
  ],
  [
    19,
    {
      list: 'list',
      card: 'card',
      groups: 'group_ids',
      privileges: true,
      requireCreate: "check_access('create')",
    },
  ],
]);

/** The series the app is generated and tested for. */
export const KNOWN_SERIES: readonly number[] = [...FORMS.keys()];

export interface ChosenForm {
  readonly form: SeriesForm;
  /** Set where the series is newer than any known one. */
  readonly warning: string | null;
}

/** The form for a series; a later one than known gets the newest form and a warning. Throws `app.series`. */
export function formOfSeries(series: number): ChosenForm {
  const form = FORMS.get(series);
  if (form !== undefined) return { form, warning: null };
  const [oldest, newest] = [Math.min(...KNOWN_SERIES), Math.max(...KNOWN_SERIES)];
  const newestForm = FORMS.get(newest);
  if (!Number.isSafeInteger(series) || series < oldest || newestForm === undefined) {
    throw new OdooError({
      code: 'app.series',
      message: `The Odoo app cannot be made for series ${series}.`,
      hint: `It is made for Odoo ${KNOWN_SERIES.join(', ')} and tried on later ones.`,
    });
  }
  const warning = `Odoo ${series} is newer than this connector knows; its app is made in the form of Odoo ${newest}.`;
  return { form: newestForm, warning };
}
