/** What a PostgreSQL driver says of a refused statement (PGlite and node-postgres agree on these names). */
interface DatabaseError {
  readonly code: string;
  readonly constraint?: string;
}

/** SQLSTATE class 23: unique_violation. */
const UNIQUE_VIOLATION = '23505';

/** The name of the unique rule an error is about, or null when it is about anything else. */
export function violatedUniqueRule(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const { code, constraint } = error as Error & DatabaseError;
  return code === UNIQUE_VIOLATION ? (constraint ?? '') : null;
}
