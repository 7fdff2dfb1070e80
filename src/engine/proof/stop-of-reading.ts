/** A stop that counts while a proof reads. Later it has records and carts to remove, for which nothing may be refused. */
export interface StopOfReading {
  readonly signal: AbortSignal;
  /** The reading is done: the signal is not aborted any more. */
  end(): void;
}

export function stopOfReading(stop: AbortSignal): StopOfReading {
  const reading = new AbortController();
  const abort = () => reading.abort(stop.reason);
  if (stop.aborted) abort();
  stop.addEventListener('abort', abort);
  return { signal: reading.signal, end: () => stop.removeEventListener('abort', abort) };
}
