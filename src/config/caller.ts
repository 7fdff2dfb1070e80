/** The scripts of package.json by which a user of a clone calls the program. */
const SCRIPTS = new Set(['woo-odoo', 'start']);

/**
 * How the program was called, and how the user's terminal is set: what hints name, and how long output is shown.
 * `program` is what is typed before a command. `pager` is null where `PAGER` is empty or `cat`.
 */
export function readCaller(environment: NodeJS.ProcessEnv = process.env): {
  readonly program: string;
  readonly pager: string | null;
  readonly isDumb: boolean;
} {
  const { npm_lifecycle_event: script = '', npm_package_name: name, PAGER, TERM } = environment;
  const isClone = name === 'odoo-woocommerce-connector' && SCRIPTS.has(script);
  const pager = PAGER?.trim() ?? 'less';
  return {
    program: isClone ? 'npm run -s woo-odoo --' : 'woo-odoo',
    pager: ['', 'cat'].includes(pager) ? null : pager,
    isDumb: TERM === 'dumb',
  };
}
