import type { Explanation } from '../../core/explanation.ts';
import type { DomainName } from '../../core/operation.ts';
import { EXIT } from '../exit-code.ts';
import { showExplanation } from '../output/show-explanation.ts';
import { asIs, runOnBackend, type CommandParts } from './frame.ts';

/** The flags of an explain command: texts that its domain takes as they are, and `--json`. */
export type ExplainFlags = Readonly<Record<string, string | boolean | undefined>>;

/** Runs `tax explain` or `shipping explain`. Exit code 3 where the two sides differ or one result is unknown. */
export function runExplain(
  parts: CommandParts,
  domain: DomainName,
  name: string | undefined,
  { json, ...flags }: ExplainFlags,
): Promise<void> {
  const values = Object.fromEntries(
    Object.entries(flags).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return runOnBackend<'shipping explain' | 'tax explain', Explanation>(
    parts,
    { name, json: json === true },
    {
      compute: (backend, { engine, onProgress }) => engine.explain(backend, { domain, values }, onProgress),
      show: (out, explanation) => showExplanation(out, explanation, domain),
      toJson: asIs,
      exit: ({ verdict }) => (verdict === 'agree' ? EXIT.ok : EXIT.review),
    },
  );
}
