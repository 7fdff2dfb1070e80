/** The service's only sense of time, so that tests can lend it another. */
export interface ServiceClock {
  /** The time of the wall, which may jump. For schedules and records. */
  now(): Date;
  /** Milliseconds that only ever go forward. For intervals and time-outs. */
  ticks(): number;
  /** Ends early, without an error, when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
