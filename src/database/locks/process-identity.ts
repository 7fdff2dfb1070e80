import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';

/** Names one running process so that another one which got the same pid later is not taken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Where the pid counts: the pid namespace on Linux, empty elsewhere. Containers on one host differ in it. */
  readonly pidSpace: string;
  /** Clock ticks between boot and the start of the process (Linux, field 22 of proc_pid_stat(5)), else null. */
  readonly startTime: string | null;
  /** Differs with every start of the machine (Linux), else null. */
  readonly bootId: string | null;
}

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    host: os.hostname(),
    pidSpace: pidSpace(),
    startTime: processStat(process.pid)?.startTime ?? null,
    bootId: bootId(),
  };
}

/**
 * Whether a process of this machine has certainly ended. If in doubt (another container or machine, or the machine was
 * started again since, no right to ask) the answer is no: a wrong yes would let two processes sync one backend.
 */
export function hasEnded(process: ProcessIdentity): boolean {
  if (isElsewhere(process)) return false;
  if (!answersSignals(process.pid)) return true;
  const stat = processStat(process.pid);
  if (stat === null || process.startTime === null) return false;
  // A killed process whose parent has not asked for it yet still answers signals, but runs no more.
  return stat.startTime !== process.startTime || stat.state === 'Z' || stat.state === 'X';
}

/**
 * Whether a process ran on another host, in another container or before the last boot, so that its process id means
 * nothing here. Two machines may have the same host name; their boot ids differ.
 */
function isElsewhere(process: ProcessIdentity): boolean {
  const isOtherBoot = process.bootId !== null && bootId() !== null && process.bootId !== bootId();
  return isOtherBoot || process.host !== os.hostname() || process.pidSpace !== pidSpace();
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Only "no such process" proves its end; EPERM reports that it runs as another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function processStat(pid: number): { state: string; startTime: string } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command in brackets may itself contain spaces and brackets; fields are counted from behind it.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const [state, startTime] = [fields[0], fields[19]];
    return state !== undefined && startTime !== undefined ? { state, startTime } : null;
  } catch {
    return null;
  }
}

function pidSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** proc_sys_kernel(5): a new UUID with every boot. */
function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return null;
  }
}
