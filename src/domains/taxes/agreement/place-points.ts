import { agrees, differs, isUnknown, type AgreementInput, type Judgement, type Point } from './point.ts';

/** Taxes that are made carry the company's fiscal country, or an invoice would refuse them. */
export const BASE_COUNTRY: Point = {
  key: 'base_country',
  topic: 'Country of the seller',
  matters: 'Taxes are booked and reported under the rules of the country of the company in Odoo.',
  odoo: ({ odoo: { company } }) => {
    const { country, fiscalCountry } = company;
    if (fiscalCountry === null || fiscalCountry.id === country?.id) return country?.code ?? '';
    return `${country?.code ?? 'none'}; for taxes ${fiscalCountry.code}`;
  },
  judge: ({ base }, { odoo: { company } }) => {
    const store = base.country;
    const { country, fiscalCountry } = company;
    if (store === '') {
      return isUnknown(
        store,
        'The store names no country of its own, so nobody knows whose taxes its prices contain.',
        'Enter the address of the store in WooCommerce (Settings, General).',
      );
    }
    if (country === null) {
      return differs(
        store,
        'The company has no country in Odoo, so Odoo does not know whose tax rules it follows.',
        'Enter the country of the company in Odoo (Settings, Companies).',
      );
    }
    if (country.code === store && (fiscalCountry ?? country).code === store) {
      return agrees(store, 'Both sides sell from the same country.');
    }
    return differs(
      store,
      `The store's own taxes are those of ${store}, but Odoo follows ${company.name}: its country is ${country.code}, ` +
        `and taxes are booked and reported in ${(fiscalCountry ?? country).code}.`,
      'Correct the address of the store (WooCommerce, Settings, General) or of the company (Odoo, Settings, ' +
        'Companies), or pair the store with the company it belongs to.',
    );
  },
};

/** Each side has codes of its own for states: the record that represents the store's is compared where one is known. */
export const BASE_STATE: Point = {
  key: 'base_state',
  topic: 'State of the seller',
  matters: 'Where rates go by state, the state of the seller decides the tax of sales at its own place.',
  odoo: ({ odoo: { company } }) => company.stateCode,
  judge: ({ base }, input) => {
    const { company } = input.odoo;
    const { country, state } = base;
    const same = agrees(state, 'Both sides sell from the same state.');
    if (company.country !== null && country !== '' && company.country.code !== country) {
      return differs(
        state,
        `The countries differ already: ${country} in the store, ${company.country.code} in Odoo.`,
        'See "Country of the seller".',
      );
    }
    if (state === '' && company.stateId === null) return agrees('', 'Neither side names a state.');
    if (state === '' || company.stateId === null) return judgeOneSided(country, state, input);
    const found = input.found?.('state', `${country}:${state}`) ?? null;
    if (found === null) {
      return bareCode(country, state) === bareCode(country, company.stateCode)
        ? same
        : isUnknown(
            state,
            'The two codes may be two spellings of one state; no record in Odoo is known for that of the store.',
            'Compare the address of the store with that of the company in Odoo (Settings, Companies).',
          );
    }
    return found.id === company.stateId ? same : differs(state, SALES_AT_HOME, CORRECT_STATE);
  },
};

const SALES_AT_HOME =
  "Sales at the store's own address are charged the tax of one state in the store and of another state in Odoo (the company's address).";
const CORRECT_STATE =
  'Correct the address of the store (WooCommerce, Settings, General) or of the company (Odoo, Settings, Companies).';

/** A side without a state matters only where some rate goes by state. */
function judgeOneSided(country: string, state: string, { store }: AgreementInput): Judgement {
  return store.rates.some((rate) => rate.country === country && rate.state !== '')
    ? differs(state, 'Only one side charges sales at its own address the tax of a state.', CORRECT_STATE)
    : agrees(state, `No rate of the store goes by the states of ${country}.`);
}

/** `DE-BE` and `BE` are one code of Germany: some lists put the country before it. */
function bareCode(country: string, code: string): string {
  const prefix = `${country}-`;
  return code.startsWith(prefix) ? code.slice(prefix.length) : code;
}
