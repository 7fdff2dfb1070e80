import { ConnectorError } from '../../core/errors.ts';
import { DEFAULT_SAMPLES, MAX_ORDERS, MAX_PROBES, type ProofKind } from '../../core/proof.ts';
import type {
  Backend,
  CountryCounts,
  Proof,
  ProofFilter,
  ProofRowPage,
  ProofRowPlace,
  SavedProofRow,
} from '../../database/port.ts';
import type { RecordServices } from '../ports.ts';

/** A request for a proof, by the page or a program. */
export interface ProofRequest {
  readonly kind: ProofKind;
  /** Addresses, or orders; absent: as many as usual. */
  readonly sample?: number | undefined;
  readonly askedBy: string;
  /** A production backend is only probed with it: the servers are asked hundreds of times. */
  readonly confirm: boolean;
}

/** The history of proofs. */
export interface Proofs {
  /**
   * Asks for a proof, which the service carries out; one of the same kind that waits will do.
   * @throws ConnectorError `verify.production`, `verify.sample`, `verify.last`
   */
  askForProof(
    backend: Backend,
    request: ProofRequest,
  ): Promise<{ readonly id: number; readonly joined: boolean }>;
  /** Newest first. */
  listProofs(filter: ProofFilter): Promise<Proof[]>;
  /** @throws ConnectorError `proof.unknown` */
  getProof(id: number): Promise<Proof>;
  /** A page of its rows. @throws ConnectorError `proof.unknown` */
  listProofRows(
    id: number,
    page: ProofRowPage,
  ): Promise<{ readonly rows: SavedProofRow[]; readonly next: ProofRowPlace | null; readonly total: number }>;
  /** Its rows by country and state. */
  countProofCountries(id: number): Promise<CountryCounts[]>;
}

export function proofsOf(services: RecordServices): Proofs {
  const { proofs } = services.database;
  const getProof = async (id: number) => {
    const proof = await proofs.get(id);
    if (proof !== null) return proof;
    throw new ConnectorError({
      code: 'proof.unknown',
      message: `There is no check ${id}.`,
      hint: 'It may have been removed: the last 100 of each kind are kept. woo-odoo verify history lists them.',
    });
  };
  return {
    askForProof: (backend, request) => askForProof(backend, request, services),
    listProofs: (filter) => proofs.list(filter),
    getProof,
    listProofRows: async (id, page) => {
      await getProof(id);
      return proofs.rows(id, page);
    },
    countProofCountries: (id) => proofs.countries(id),
  };
}

async function askForProof(
  backend: Backend,
  { askedBy, confirm, kind, sample = DEFAULT_SAMPLES[kind] }: ProofRequest,
  { database, now }: RecordServices,
) {
  checkSample(kind, sample);
  if (kind !== 'orders' && backend.environment === 'production' && !confirm) {
    throw new ConnectorError({
      code: 'verify.production',
      message: `The backend "${backend.name}" is marked production, and the check asks both servers hundreds of times. Nothing was done.`,
      hint: 'Send "confirm": true to run it all the same.',
    });
  }
  return database.proofs.ask({
    ...{ backendId: backend.id, kind, sample, askedBy, origin: 'api' },
    askedAt: now().toISOString(),
  });
}

/** @throws ConnectorError `verify.sample`, `verify.last` */
function checkSample(kind: ProofKind, sample: number): void {
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
