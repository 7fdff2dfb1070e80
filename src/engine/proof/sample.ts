import { ConnectorError } from '../../core/errors.ts';
import { MAX_ORDERS, MAX_PROBES, type ProofKind } from '../../core/proof.ts';

/** @throws ConnectorError `verify.sample`, `verify.last` */
export function checkSample(kind: ProofKind, sample: number): void {
  const maximum = kind === 'orders' ? MAX_ORDERS : MAX_PROBES;
  if (Number.isSafeInteger(sample) && sample >= 1 && sample <= maximum) return;
  const hint = 'Give another number, or none for the usual one.';
  if (kind === 'orders')
    throw new ConnectorError({
      code: 'verify.last',
      message: `The number of orders must be between 1 and ${MAX_ORDERS}.`,
      hint,
    });
  throw new ConnectorError({
    code: 'verify.sample',
    message: `The number of addresses must be between 1 and ${MAX_PROBES}.`,
    hint,
  });
}
