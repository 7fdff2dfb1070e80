import { ConnectorError } from '../../core/errors.ts';
import { withoutEnd } from '../../core/trim.ts';

/** SQLSTATE, appendix A of the PostgreSQL manual. */
const SIGN_IN = new Set(['28000', '28P01']);
const NO_DATABASE = '3D000';
const NO_RIGHT = '42501';
const DISK_FULL = '53100';
/** Class 08 (connection), operator intervention, too many connections. */
const PASSING = /^(08...|57P0[1-5]|53300)$/;

/**
 * Tells why a connection was not made. `place` names server and database without user and password.
 * @returns ConnectorError `database.sign_in`, `database.missing`, `database.busy`, `database.unreachable`.
 */
export function connectionFailure(error: unknown, place: string): ConnectorError {
  const { code, message } = read(error);
  if (SIGN_IN.has(code) || /password/i.test(message))
    return new ConnectorError({
      code: 'database.sign_in',
      message: `The PostgreSQL server refuses the sign-in to ${place}.`,
      hint: 'Check user and password in DATABASE_URL, and what pg_hba.conf of the server allows.',
    });
  if (code === NO_DATABASE)
    return new ConnectorError({
      code: 'database.missing',
      message: `The PostgreSQL server has no such database: ${place}.`,
      hint: 'Create it (createdb), or correct DATABASE_URL.',
    });
  if (code === '53300')
    return new ConnectorError({
      code: 'database.busy',
      message: `The PostgreSQL server has no connection left for ${place}.`,
      hint: 'Try again, end other programs, or raise max_connections of the server.',
      retryable: true,
    });
  return new ConnectorError({
    code: 'database.unreachable',
    message: `PostgreSQL at ${place} cannot be reached: ${message}.`,
    hint: 'Check that the server runs, and the address in DATABASE_URL.',
    retryable: true,
  });
}

/** Tells a statement that failed because the connection broke, or for want of a right; anything else stays as it is. */
export function statementFailure(error: unknown, place: string): unknown {
  const { code, message } = read(error);
  if (code === NO_RIGHT)
    return new ConnectorError({
      code: 'database.rights',
      message: `The database user lacks a right at ${place}: ${message}.`,
      hint: 'It must own the database, or be allowed to create tables in its schema.',
      cause: error,
    });
  if (code === DISK_FULL)
    return new ConnectorError({
      code: 'database.full',
      message: `The disk of the PostgreSQL server at ${place} is full.`,
      hint: 'Free some space there: what was recorded is kept, and the next run finishes the rest.',
      retryable: true,
      cause: error,
    });
  const broken = PASSING.test(code) || (error instanceof Error && isBroken(error, code));
  if (!broken) return error;
  return new ConnectorError({
    code: 'database.lost',
    message: `The connection to PostgreSQL at ${place} was lost: ${message}.`,
    hint: 'When the server answers again, run it again: what was applied stands.',
    retryable: true,
    cause: error,
  });
}

/** The driver has no code for these: it only describes them. */
function isBroken(error: Error, code: string): boolean {
  return (
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /^(Connection terminated|Client has encountered a connection error|Client was closed)/.test(error.message)
  );
}

function read(error: unknown): { code: string; message: string } {
  // Several addresses were tried (IPv6 and IPv4): each has an error, and the whole has no words.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error)) return { code: '', message: 'no reason was given' };
  const code = 'code' in first && typeof first.code === 'string' ? first.code : '';
  return { code, message: withoutEnd(first.message, '. \t\r\n') };
}
