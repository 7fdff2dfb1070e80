/** The groups the sandbox knows, by external id, with the names Odoo shows in access errors. */
export const GROUPS: Readonly<Record<string, string>> = {
  'base.group_user': 'User types/Internal User',
  'base.group_system': 'Administration/Settings',
  'base.group_erp_manager': 'Administration/Access Rights',
  'base.group_partner_manager': 'Extra Rights/Contact Creation',
  'base.group_no_one': 'Extra Rights/Technical Features',
  'account.group_account_manager': 'Invoicing/Administrator',
  'sales_team.group_sale_manager': 'Sales/Administrator',
  'stock.group_stock_manager': 'Inventory/Administrator',
  'product.group_product_manager': 'Products/Create',
};

/** A user of the sandbox Odoo. Sandbox material: passwords and keys are fixed, public, and worth nothing elsewhere. */
export interface SandboxUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly apiKey: string;
  readonly groups: readonly string[];
}

const JOB_GROUPS = [
  'base.group_user',
  'base.group_partner_manager',
  'account.group_account_manager',
  'sales_team.group_sale_manager',
  'stock.group_stock_manager',
  'product.group_product_manager',
];

/** The users every sandbox database has. */
export const ODOO_USERS = {
  /** May do everything. */
  admin: {
    id: 2,
    login: 'admin',
    name: 'Administrator',
    password: 'admin',
    apiKey: 'sandbox-admin-api-key-000000000000000000',
    groups: [...JOB_GROUPS, 'base.group_system', 'base.group_erp_manager'],
  },
  /**
   * As the connector works: administrator of accounting, sales and inventory, creation of contacts and of products
   * (a right of its own on 19), and no more.
   */
  connector: {
    id: 6,
    login: 'connector',
    name: 'Connector',
    password: 'connector',
    apiKey: 'sandbox-connector-api-key-00000000000000',
    groups: JOB_GROUPS,
  },
  /** An ordinary employee: reads, and may not write states. */
  employee: {
    id: 7,
    login: 'employee',
    name: 'Employee',
    password: 'employee',
    apiKey: 'sandbox-employee-api-key-000000000000000',
    groups: ['base.group_user'],
  },
} as const satisfies Record<string, SandboxUser>;
