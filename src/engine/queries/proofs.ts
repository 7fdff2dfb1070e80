import { ConnectorError } from '../../core/errors.ts';
import { DEFAULT_SAMPLES, type ProofKind } from '../../core/proof.ts';
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
import { withAbandonedProofs } from '../proof/abandoned-proofs.ts';
import { askToStopProof, unknownProof, type ProofStopAsked } from '../proof/ask-to-stop-proof.ts';
import { checkSample } from '../proof/sample.ts';

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
  /** Stops one, whatever process carries it out, or before it begins. @throws ConnectorError `proof.unknown`, `proof.not_running` */
  stopProof(id: number): Promise<ProofStopAsked>;
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
    const found = await proofs.get(id);
    const [proof] = found === null ? [] : await withAbandonedProofs([found], services);
    if (proof === undefined) throw unknownProof(id);
    return proof;
  };
  return {
    askForProof: (backend, request) => askForProof(backend, request, services),
    stopProof: (id) => askToStopProof(id, services),
    listProofs: async (filter) => withAbandonedProofs(await proofs.list(filter), services),
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
