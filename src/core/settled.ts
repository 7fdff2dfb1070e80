/**
 * The value of a promise that `Promise.allSettled` waited for. Whoever asks several servers at once waits for all answers
 * before a failure is thrown, so that no request is still under way then.
 *
 * @throws what the promise was rejected with
 */
export function fulfilled<Value>(result: PromiseSettledResult<Value>): Value {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
