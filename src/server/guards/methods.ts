const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request of this method may change something. */
export function isWriting(method: string): boolean {
  return !READING.has(method);
}
