import type { Fault } from './faults.ts';
import type { LoggedRequest, RequestCounts } from './request-log.ts';
import type { Traffic } from './serve.ts';

/** The part of a control that both stand-ins share: faults, log and counters. */
export class TrafficControl {
  protected readonly traffic: Traffic;

  constructor(traffic: Traffic) {
    this.traffic = traffic;
  }

  /** Sets a fault. Its count of matching requests starts now. */
  fault(fault: Fault): void {
    this.traffic.faults.add(fault);
  }

  /** Whether a fault is set that may still strike. */
  hasFaults(): boolean {
    return this.traffic.faults.isArmed;
  }

  /** Takes all faults away. */
  clearFaults(): void {
    this.traffic.faults.clear();
  }

  /** Takes all faults away and empties log and counters; the state stays. */
  reset(): void {
    this.traffic.faults.clear();
    this.traffic.log.reset();
  }

  /** The requests since the last reset, without keys and passwords. */
  log(): LoggedRequest[] {
    return this.traffic.log.entries();
  }

  /** Takes all faults away, and has a log that was read before once more. */
  replay(entries: readonly LoggedRequest[]): void {
    this.traffic.faults.clear();
    this.traffic.log.replay(entries);
  }

  counts(): RequestCounts {
    return this.traffic.log.counts();
  }

  /** How many requests were under way at once since the last reset, at most. */
  mostAtOnce(): number {
    return this.traffic.log.mostAtOnce();
  }

  /** Resolves as soon as `count` requests have come in since the last reset. */
  reached(count: number): Promise<void> {
    return this.traffic.log.reached(count);
  }

  /**
   * Resolves as soon as a fault has struck `count` requests since the last reset: with `hangAfter` and `lostAnswer`
   * what they changed is final by then.
   */
  struck(count: number): Promise<void> {
    return this.traffic.log.struck(count);
  }
}
