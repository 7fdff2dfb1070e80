import type { PlanInput } from '../../core/domain.ts';
import type { DomainPlan, Note } from '../../core/plan.ts';
import { compareText } from '../../core/plan.ts';
import { removalsBlocked } from '../../core/removals.ts';
import { counted } from '../../core/counted.ts';
import { namedList } from '../../core/named-list.ts';
import type { HiddenSetting } from '../../woocommerce/port.ts';
import type { SettingFacts } from './facts.ts';
import { SETTING_MODEL } from './app/rows.ts';
import { keyParts, settingKey } from './rows.ts';

/** How many settings a note names; the rows of the app show all. */
const NAMED = 20;

/** What the app's rows and the store's list together show. */
interface Compared {
  /** How many settings the store lists. */
  readonly listed: number;
  /** Keys of the rows whose setting it does not list. */
  readonly vanished: readonly string[];
  readonly input: PlanInput<SettingFacts, null>;
}

/** The notes where the app is not installed. */
export function settingNotes(store: SettingFacts): Note[] {
  return [
    ...readNotes(store),
    {
      level: 'info',
      code: 'app_missing',
      message:
        "Settings are shown in the WooCommerce app of Odoo, which is not installed or not open to the connector's user.",
      hint: 'An administrator installs it, and gives the user its Connector group, with woo-odoo odoo-app install.',
    },
  ];
}

/** What the settings show beside the rows of the app: the notes, and whether rows without a setting are archived. */
export function compareSettings(
  store: SettingFacts,
  compared: Compared,
): Required<Pick<DomainPlan, 'notes' | 'removals'>> {
  const notes = readNotes(store);
  const withheld = withheldNote(store, compared);
  return withheld === null
    ? { notes, removals: 'trusted' }
    : { notes: [...notes, withheld], removals: 'withheld' };
}

function readNotes(store: SettingFacts): Note[] {
  return [...unavailableNotes(store), ...hiddenNotes(store.hidden)];
}

function unavailableNotes({ unavailable }: SettingFacts): Note[] {
  const sorted = [...unavailable].sort((a, b) => compareText(a.group, b.group));
  return sorted.map(({ group, code, message }) => ({
    level: 'review',
    code: 'settings_unread',
    message: `${group === '' ? 'A settings group' : `The settings group ${group}`} could not be read, or not all of it (${code}): ${message}`,
    hint: 'Its rows are left as they are; all other settings were read. A plugin adds settings that WooCommerce cannot list: update it, or switch plugins off one by one until this note is gone, and report it to the maker of the plugin.',
  }));
}

function hiddenNotes(hidden: readonly HiddenSetting[]): Note[] {
  const of = (why: HiddenSetting['why']) =>
    hidden
      .filter((setting) => setting.why === why)
      .map(({ group, id }) => settingKey(group, id))
      .sort();
  const secret = of('secret');
  const large = of('too_large');
  const notes: Note[] = [];
  if (secret.length > 0) {
    const message = `${counted(secret.length, 'setting')} may contain secrets; the values stay in the store: ${namedList(secret, NAMED)}.`;
    notes.push({ level: 'info', code: 'settings_hidden', message });
  }
  if (large.length > 0) {
    const message = `${counted(large.length, 'setting is', 'settings are')} too large to be shown in Odoo: ${namedList(large, NAMED)}.`;
    notes.push({ level: 'info', code: 'settings_too_large', message });
  }
  return notes;
}

/**
 * Why no row may be archived now, or null. Removals are blocked as a whole: rows of a group that could not be read
 * are not gone, and the app's rows are compared with what was read alone.
 */
function withheldNote({ unavailable, skipped }: SettingFacts, compared: Compared): Note | null {
  const { listed: now, vanished, input } = compared;
  const missing = new Set(unavailable.map((part) => part.group));
  // A group without a readable name may be any of those that are not listed.
  const unseen = vanished.filter((key) => missing.has('') || missing.has(keyParts(key)[0]));
  if (unseen.length > 0) {
    return {
      level: 'review',
      code: 'removals_blocked',
      message:
        `${counted(unseen.length, 'setting belongs', 'settings belong')} to groups that could not be read; ` +
        `all missing ones (${vanished.length}) were left unchanged.`,
      hint: 'Run again when the store returns those groups.',
    };
  }
  // Templates that are no longer read are missing on purpose.
  const gone = vanished.filter((key) => !skipped.includes(keyParts(key)[0])).length;
  const { type } = SETTING_MODEL;
  return removalsBlocked(type, now, input.memory.lastCounts[type], gone, input.policy.allowRemovals);
}
