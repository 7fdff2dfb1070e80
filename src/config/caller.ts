import { dirname } from 'node:path';

/** The scripts of package.json by which a user of a clone calls the program. */
const SCRIPTS = new Set(['woo-odoo', 'start']);

/**
 * How the program was called, and how the user's terminal is set: what hints name, and how long output is shown.
 * `program` is what is typed before a command. `pager` is null where `PAGER` is empty or `cat`; `clone` is
 * the folder of the clone whose sources run, null where the built program does.
 */
export function readCaller(
  environment: NodeJS.ProcessEnv = process.env,
  file: string = import.meta.filename,
): {
  readonly program: string;
  readonly clone: string | null;
  readonly pager: string | null;
  readonly isDumb: boolean;
} {
  const { npm_lifecycle_event: script = '', npm_package_name: name, PAGER, TERM } = environment;
  const isClone = name === 'odoo-woocommerce-connector' && SCRIPTS.has(script);
  const pager = PAGER?.trim() ?? 'less';
  return {
    program: isClone ? 'npm run -s woo-odoo --' : 'woo-odoo',
    clone: file.endsWith('.ts') ? dirname(dirname(dirname(file))) : null,
    pager: ['', 'cat'].includes(pager) ? null : pager,
    isDumb: TERM === 'dumb',
  };
}
