/** Odoo's own models that descriptions may point to; all of them exist in 17, 18 and 19. */
export const NATIVE_MODELS: readonly string[] = ['res.users', 'res.country', 'res.country.state'];

/** Odoo's own forms that tabs may stand on, and the fields they hold in 17, 18 and 19 alike. */
export const NATIVE_FORMS: Readonly<
  Record<string, { readonly model: string; readonly fields: readonly string[] } | undefined>
> = {
  'base.view_country_state_form': { model: 'res.country.state', fields: ['name', 'code', 'country_id'] },
};
