import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from './lock.ts';
import { hasEnded, ownIdentity } from './process-identity.ts';

const MODULE = JSON.stringify(new URL('./lock.ts', import.meta.url).href);

/** Tries to take the lock on every line it is told; answers `won` and keeps it, or the error's code. */
const TAKER = `
import { createInterface } from 'node:readline';
const { takeLock } = await import(${MODULE});
const folder = process.argv[1];
let lock;
process.stdout.write('ready\\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'exit') process.exit(0);
  try { lock = takeLock(folder); process.stdout.write('won\\n'); }
  catch (error) { process.stdout.write(error.code + '\\n'); }
}`;

/**
 * Takes the lock again and again; while it has it, nobody else may be there. Gives it free every other time and else
 * leaves it as a killed holder would: with a token of its own and a process that is no more.
 */
const FIGHTER = `
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
const { takeLock } = await import(${MODULE});
const { ownIdentity } = await import(${JSON.stringify(new URL('./process-identity.ts', import.meta.url).href)});
const folder = process.argv[1];
const marker = folder + '/marker';
process.setMaxListeners(0);
let wins = 0;
for (let round = 0; round < 400; round++) {
  let lock;
  try { lock = takeLock(folder); } catch (error) { if (error.code === 'data.locked') continue; throw error; }
  closeSync(openSync(marker, 'wx'));
  wins += 1;
  const until = performance.now() + 0.3;
  while (performance.now() < until);
  rmSync(marker);
  if (round % 2 === 0) { lock.release(); continue; }
  const left = folder + '/left.' + process.pid;
  writeFileSync(left, JSON.stringify({ ...ownIdentity(), startTime: '0', token: randomUUID() }));
  renameSync(left, folder + '/lock');
}
process.stdout.write(String(wins));`;

describe('takeLock', () => {
  let folder: string;
  let children: ChildProcess[];
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'woo-odoo-lock-'));
    children = [];
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function run(script: string): ChildProcess & { stdout: NodeJS.ReadableStream } {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  }

  async function startTaker() {
    const child = run(TAKER);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async () => String((await lines.next()).value);
    expect(await next()).toBe('ready');
    return {
      pid: child.pid,
      take: () => {
        child.stdin?.write('take\n');
        return next();
      },
      end: async (how: 'SIGKILL' | 'exit') => {
        const ended = once(child, 'exit');
        if (how === 'exit') child.stdin?.write('exit\n');
        else child.kill(how);
        await ended;
      },
    };
  }

  function leaveLock(holder: object): void {
    const whole = { ...ownIdentity(), token: randomUUID(), ...holder };
    writeFileSync(path.join(folder, 'lock'), JSON.stringify(whole));
  }

  it('is held once, released once, and can be taken again', () => {
    const lock = takeLock(folder);
    expect(readdirSync(folder)).toEqual(['lock']);
    expect(() => takeLock(folder)).toThrow(
      expect.objectContaining({
        code: 'data.locked',
        message: `The data folder ${folder} is in use by process ${process.pid}.`,
        hint: expect.stringContaining('WOO_ODOO_DATA_DIR') as string,
      }) as Error,
    );
    lock.release();
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    takeLock(folder).release();
  });

  it('does not release what somebody else has taken since', () => {
    const lock = takeLock(folder);
    leaveLock({ pid: 1 });
    lock.release();
    expect(existsSync(path.join(folder, 'lock'))).toBe(true);
  });

  it('goes to exactly one of several processes, over and over as each winner is killed', async () => {
    let takers = await Promise.all(Array.from({ length: 6 }, startTaker));
    while (takers.length > 0) {
      const answers = await Promise.all(takers.map((taker) => taker.take()));
      expect(answers.toSorted()).toEqual([...answers.slice(1).map(() => 'data.locked'), 'won']);
      const winner = takers[answers.indexOf('won')];
      expect(JSON.parse(readFileSync(path.join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: winner?.pid });
      expect(readdirSync(folder)).toEqual(['lock']);
      await winner?.end('SIGKILL');
      takers = takers.filter((taker) => taker !== winner);
    }
  });

  it('is never held by two, however takers, releases and dead holders meet', async () => {
    const wins = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = run(FIGHTER);
        const output: string[] = [];
        child.stdout.on('data', (data) => output.push(String(data)));
        const [exitCode] = (await once(child, 'close')) as [number];
        // A fighter that met another one on the marker has thrown.
        expect(exitCode).toBe(0);
        return Number(output.join(''));
      }),
    );
    expect(wins.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(100);
    expect(readdirSync(folder).filter((name) => name !== 'lock')).toEqual([]);
  });

  it('is given free by a normal exit', async () => {
    const taker = await startTaker();
    expect(await taker.take()).toBe('won');
    await taker.end('exit');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('succeeds a whole chain of dead holders', () => {
    const dead = { ...ownIdentity(), startTime: '0' };
    const [first, second] = [randomUUID(), randomUUID()];
    leaveLock({ ...dead, token: first });
    writeFileSync(path.join(folder, `lock.${first}`), JSON.stringify({ ...dead, token: second }));
    const lock = takeLock(folder);
    expect(readdirSync(folder)).toEqual(['lock']);
    lock.release();
  });

  it('does not take a recycled pid for the holder', () => {
    leaveLock({ startTime: '0' });
    takeLock(folder).release();
  });

  it('does not judge processes of another host or container', () => {
    for (const elsewhere of [{ host: 'another' }, { pidSpace: 'pid:[1]' }]) {
      leaveLock({ pid: 999_999_999, ...elsewhere });
      expect(() => takeLock(folder)).toThrow(
        expect.objectContaining({
          code: 'data.locked',
          hint: expect.stringContaining(`remove ${path.join(folder, 'lock')}`) as string,
        }) as Error,
      );
    }
  });

  it('does not guess what an unreadable lock file means', () => {
    for (const text of ['', '{"pid":1}']) {
      writeFileSync(path.join(folder, 'lock'), text);
      expect(() => takeLock(folder)).toThrow(expect.objectContaining({ code: 'data.locked' }) as Error);
    }
  });

  it('says that a folder cannot be locked', () => {
    expect(() => takeLock(path.join(folder, 'absent'))).toThrow(
      expect.objectContaining({ code: 'data.unwritable' }) as Error,
    );
  });
});

describe('hasEnded', () => {
  it('is sure about itself, a process of another user or time, and one that is gone', () => {
    expect(hasEnded(ownIdentity())).toBe(false);
    expect(hasEnded({ ...ownIdentity(), startTime: null })).toBe(false);
    expect(hasEnded({ ...ownIdentity(), startTime: '0' })).toBe(true);
    expect(hasEnded({ ...ownIdentity(), pid: 999_999_999 })).toBe(true);
  });
});
