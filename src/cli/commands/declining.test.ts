import { Command } from 'commander';
import { expect, it } from 'vitest';
import { decliningTerminal } from '../../../test/testing/declining-terminal.ts';
import { inertCliContext } from '../../../test/testing/inert-cli-context.ts';
import type { Agreement } from '../../core/agreement.ts';
import { sampleBackend } from '../../database/testing/samples.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ExitCode } from '../exit-code.ts';
import { COMMANDS } from './command-list.ts';

const ROUNDING: Agreement = {
  ...{
    key: 'tax_rounding',
    topic: 'Rounding',
    store: 'a',
    odoo: 'b',
    verdict: 'differ',
    meaning: '',
    remedy: 'r',
  },
  align: {
    ...{ model: 'res.company', ids: [1], field: 'tax_calculation_rounding_method' },
    ...{ from: 'globally', to: 'per line', value: 'round_per_line', before: 'round_globally' },
  },
};
const backend = sampleBackend({ environment: 'production' });
const TRACES = { credentials: 2, bindings: 3, managedRecords: 4, runs: 5, sharedWith: [] };

/** An engine that answers what is shown before a question; anything else that is asked of it is an error. */
const engine = {
  getBackend: () => Promise.resolve(backend),
  check: () => Promise.resolve({ backend, odoo: { database: 'main' }, agreements: [ROUNDING], failures: [] }),
  purgeEffects: () => Promise.resolve({ backend, traces: TRACES }),
  previewTakeBack: () =>
    Promise.resolve({
      backend,
      plan: { archived: [], deleted: [], undone: [], left: [], staying: [] },
    }),
  findReplacements: () =>
    Promise.resolve([
      { subject: { key: 'IT:RM' }, own: { id: 7, label: 'Rome' }, by: { id: 8, label: 'Roma' } },
    ]),
  findTwins: () =>
    Promise.resolve({
      records: [{ certain: true, id: 7, key: '1', keptId: 8, name: 'Post', orders: 0 }],
      rows: [],
    }),
} as unknown as Engine;
const session = { database: 'main', warning: null, effects: () => Promise.resolve([]) };

/** Runs a command at a terminal where its question is answered with no. */
async function decline(
  ...args: string[]
): Promise<{ readonly code: ExitCode | undefined; readonly text: string }> {
  const { terminal, text } = decliningTerminal();
  const { context } = inertCliContext();
  let code: ExitCode | undefined;
  const program = new Command('woo-odoo').exitOverride();
  const listed = COMMANDS.find(({ name }) => name === args[0]);
  await listed?.add({
    program,
    context: {
      ...{ ...context, terminal },
      odooApp: { ...context.odooApp, open: () => Promise.resolve(session as never) },
      administrator: () => Promise.resolve({ login: 'admin', secret: 'canary-6b1f' }),
    },
    runWork: async (work) => void (code = await work(engine)),
    runRecords: () => Promise.reject(new Error('no records are needed here')),
    setExit: (exit) => void (code = exit),
    whole: () => Promise.resolve(program),
  });
  await program.parseAsync(args, { from: 'user' });
  return { code, text: text() };
}

const PLACE = ['--odoo-url', 'https://odoo.example.com', '--odoo-database', 'main'];

it.each([
  [['check', '--align', 'tax_rounding'], 'Nothing was changed.'],
  [['backend', 'remove', 'shop', '--purge'], 'Nothing was changed.'],
  [['backend', 'remove', 'shop', '--take-back'], 'Nothing was changed.'],
  [['odoo-app', 'uninstall', ...PLACE], 'Nothing was changed.'],
  [['verify', 'taxes'], 'Nothing was done.'],
])('%j that a user declines changes nothing, and has failed', async (args, message) => {
  const { code, text } = await decline(...args);
  expect(text).toContain(message);
  expect(code).toBe(1);
});

it.each([[['states', 'rebind']], [['shipping', 'merge-twins']]])(
  '%j only offers a change: declined, what it found still needs review',
  async (args) => {
    const { code, text } = await decline(...args);
    expect(text).toContain('Nothing was changed. Add --apply');
    expect(code).toBe(3);
  },
);
