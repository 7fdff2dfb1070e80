import type { SandboxStore } from '../../sandbox/index.ts';
import { flatRate, rate } from './shops.ts';

/** What a change is about, so that a person does not change the same thing in the same moment. */
export type About = 'states' | 'taxes' | 'shipping' | 'other';

interface StoreChange {
  readonly about: About;
  readonly make: (control: SandboxStore['control']) => void;
}

/** What merchants do to a store between two syncs, and during one. */
export const STORE_CHANGES = {
  'a state is added': {
    about: 'states',
    make: (control) => control.putState('AL', { code: 'AL-99', name: 'New county' }),
  },
  'a state is renamed': {
    about: 'states',
    make: (control) => control.putState('AL', { code: 'AL-01', name: 'Renamed county' }),
  },
  'a state is removed': { about: 'states', make: (control) => control.removeState('AL', 'AL-02') },
  'a state of Germany goes': { about: 'states', make: (control) => control.removeState('DE', 'DE-BW') },
  'a rate is added': { about: 'taxes', make: (control) => control.putRate(rate(31, 'AT', '10.0000')) },
  'a rate is raised': { about: 'taxes', make: (control) => control.putRate(rate(7, 'FR', '21.0000')) },
  'a rate is renamed': {
    about: 'taxes',
    make: (control) => control.putRate(rate(1, 'US', '7.2500', { state: 'CA', name: 'Sales tax' })),
  },
  'a rate goes': { about: 'taxes', make: (control) => control.removeRate(5) },
  'a class is added': {
    about: 'taxes',
    make: (control) => {
      control.putClass({ slug: 'books', name: 'Books' });
      control.putRate(rate(32, 'DE', '7.0000', { class: 'books' }));
    },
  },
  'prices include tax': {
    about: 'taxes',
    make: (control) => control.setSetting('tax', 'woocommerce_prices_include_tax', 'yes'),
  },
  'a method costs more': {
    about: 'shipping',
    make: (control) => control.changeMethod(101, { settings: { cost: '9.90' } }),
  },
  'a method is added': {
    about: 'shipping',
    make: (control) => control.putMethod(12, flatRate(141, 'Express', '25', { order: 2 })),
  },
  'a method is switched off': {
    about: 'shipping',
    make: (control) => control.changeMethod(103, { enabled: false }),
  },
  'a method goes': {
    about: 'shipping',
    make: (control) => {
      const { zones } = control.data();
      // It may have gone before.
      if (zones.some(({ methods }) => methods.some((each) => each.instanceId === 102)))
        control.removeMethod(102);
    },
  },
  'a zone gets a place': {
    about: 'shipping',
    make: (control) => {
      const zone = control.data().zones.find(({ id }) => id === 13);
      control.changeZone(13, { locations: [...(zone?.locations ?? []), { type: 'country', code: 'AL' }] });
    },
  },
  'a gateway is renamed': {
    about: 'other',
    make: (control) => control.changeGateway('cod', { title: 'Cash' }),
  },
  'a gateway goes': { about: 'other', make: (control) => control.removeGateway('cheque') },
  'a setting changes': {
    about: 'other',
    make: (control) => control.setSetting('general', 'woocommerce_store_city', 'Elsewhere'),
  },
} as const satisfies Readonly<Record<string, StoreChange>>;

export function changeStore({ control }: SandboxStore, name: string): void {
  changeNamed(name).make(control);
}

/** @throws Error for a name that is none */
export function changeNamed(name: string): StoreChange {
  const found = Object.entries(STORE_CHANGES).find(([each]) => each === name);
  if (found === undefined) throw new Error(`there is no change "${name}"`);
  return found[1];
}
