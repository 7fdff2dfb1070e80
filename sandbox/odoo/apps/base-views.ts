/** A view that a fresh database has, as far as the views of apps can hook into it. */
export interface BaseView {
  readonly externalId: string;
  readonly name: string;
  readonly model: string;
  readonly type: string;
  readonly arch: string;
}

/** Forms of Odoo's own: the same fields and pages in 17, 18 and 19. */
export const BASE_VIEWS: readonly BaseView[] = [
  {
    externalId: 'base.view_country_state_form',
    name: 'res.country.state.form',
    model: 'res.country.state',
    type: 'form',
    arch: '<form><sheet><group><field name="name"/><field name="code"/><field name="country_id"/></group></sheet></form>',
  },
  {
    externalId: 'account.view_tax_form',
    name: 'account.tax.form',
    model: 'account.tax',
    type: 'form',
    arch:
      '<form><sheet><group><group><field name="name"/><field name="amount_type"/><field name="active"/></group>' +
      '<group><field name="type_tax_use"/><field name="amount"/></group></group>' +
      '<notebook><page name="definition"><field name="invoice_repartition_line_ids"/>' +
      '<field name="refund_repartition_line_ids"/></page>' +
      '<page name="advanced_options"><group><field name="tax_group_id"/><field name="country_id"/>' +
      '<field name="include_base_amount"/></group></page></notebook></sheet></form>',
  },
  {
    externalId: 'account.view_account_position_form',
    name: 'account.fiscal.position.form',
    model: 'account.fiscal.position',
    type: 'form',
    arch:
      '<form><sheet><group><group><field name="name"/></group><group><field name="auto_apply"/>' +
      '<field name="vat_required"/><field name="country_group_id"/><field name="country_id"/><field name="state_ids"/>' +
      '<field name="zip_from"/><field name="zip_to"/></group></group>' +
      '<notebook><page name="account_mapping"/></notebook></sheet></form>',
  },
  {
    externalId: 'delivery.view_delivery_carrier_form',
    name: 'delivery.carrier.form',
    model: 'delivery.carrier',
    type: 'form',
    arch:
      '<form><sheet><div class="oe_title" name="title"><field name="name"/></div>' +
      '<group><group name="provider_details"><field name="active"/><field name="company_id"/><field name="delivery_type"/></group>' +
      '<group name="delivery_details"><field name="fixed_price"/><field name="margin"/><field name="free_over"/>' +
      '<field name="amount"/><field name="product_id"/></group></group>' +
      '<notebook><page name="pricing"><group name="general"><field name="price_rule_ids"/></group></page>' +
      '<page name="destination"><group name="country_details"><field name="country_ids"/><field name="state_ids"/>' +
      '<field name="zip_prefix_ids"/></group></page>' +
      '<page name="description"><field name="carrier_description"/></page></notebook></sheet></form>',
  },
];
