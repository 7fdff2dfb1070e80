/** Odoo's own models that descriptions may point to, and the module each comes from; all exist in 17, 18 and 19. */
export const NATIVE_MODELS: Readonly<Record<string, string | undefined>> = {
  'res.users': 'base',
  'res.company': 'base',
  'res.country': 'base',
  'res.country.state': 'base',
  'account.tax': 'account',
  'account.fiscal.position': 'account',
  'account.journal': 'account',
  'account.payment.term': 'account',
  'res.currency': 'base',
  'delivery.carrier': 'delivery',
};

/** A form of Odoo's own as far as tabs can stand on it. */
export interface NativeForm {
  readonly model: string;
  /** Fields it contains in 17, 18 and 19 alike. */
  readonly fields: readonly string[];
  /** Whether it has tabs already. */
  readonly tabs: boolean;
}

/** The forms that tabs may stand on, by external id. */
export const NATIVE_FORMS: Readonly<Record<string, NativeForm | undefined>> = {
  'base.view_country_state_form': {
    model: 'res.country.state',
    fields: ['name', 'code', 'country_id'],
    tabs: false,
  },
  'account.view_tax_form': { model: 'account.tax', fields: ['name', 'amount'], tabs: true },
  'account.view_account_position_form': {
    model: 'account.fiscal.position',
    fields: ['name', 'auto_apply'],
    tabs: true,
  },
  'delivery.view_delivery_carrier_form': {
    model: 'delivery.carrier',
    fields: ['name', 'delivery_type'],
    tabs: true,
  },
};
