import { ConnectorError } from '../core/errors.ts';

/** The result of the work, or the expected failure that ended it. A fault of the program is thrown. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | ConnectorError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
}
