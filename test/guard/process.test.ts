import { closeSync, globSync, mkdtempSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estateFolder } from './estate.ts';
import { rgwBody } from './requests.ts';
import { serving, type Serving } from './serving.ts';

/** Whether the memory of a process holds a text: every mapping that can be read is read. */
function holdsInMemory(pid: number, text: string): boolean {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const needle = Buffer.from(text);
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      if (from === undefined || to === undefined) continue;
      const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      for (let at = start; at < end; at += 1 << 24) {
        const piece = Buffer.alloc(Math.min((1 << 24) + needle.length, end - at));
        try {
          const count = readSync(memory, piece, 0, piece.length, at);
          if (piece.subarray(0, count).includes(needle)) return true;
        } catch {
          break; // guard pages cannot be read, and hold nothing
        }
      }
    }
    return false;
  } finally {
    closeSync(memory);
  }
}

describe('the guard as a process', { timeout: 60_000 }, () => {
  const place = mkdtempSync(join(tmpdir(), 'cloison-serve-'));
  const [log, trust] = [join(place, 'decisions.jsonl'), join(place, 'trust.json')];
  const estate = estateFolder();
  let guard: Serving;
  const rows = () =>
    readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const post = async (body: object) =>
    (await fetch(`${guard.url}/rgw/rgw-paris`, { method: 'POST', body: JSON.stringify(body) })).json();

  beforeAll(async () => {
    writeFileSync(trust, '{"version":"cloison/trust/v1","keys":[]}');
    const words = ['--estate', estate, '--trust', trust, '--log', log];
    guard = await serving(words, ['--heapsnapshot-signal=SIGUSR2'], place);
  }, 60_000);
  afterAll(async () => void (await guard?.stop()));

  it('says where it listens and what it lacks', () => {
    expect(guard.err()).toContain('No revision was given');
    expect(guard.err()).toContain('No collection was given');
    expect(new URL(guard.url).hostname).toBe('127.0.0.1');
  });

  it('keeps the secret key of a request in no log, no message and in nothing it keeps in memory', async () => {
    const canary = `Live${Math.random().toString(36).slice(2)}Canary`;
    const user = `u-op-${Math.random().toString(36).slice(2)}`;
    const swap = (body: object) => JSON.parse(JSON.stringify(body).replaceAll(/Canary[A-Z]\w+/g, canary)) as object;
    const asked = (who: string) => swap(rgwBody({ user: who, bucket: 'badges', object: 'a' }));
    expect(JSON.stringify(asked(user))).toContain(canary);
    expect(await post(asked('u-op-eu'))).toEqual({ result: true });
    expect(await post(asked(user))).toEqual({ result: false });
    const cut = await fetch(`${guard.url}/rgw/rgw-paris`, {
      method: 'POST',
      body: JSON.stringify(asked(user)).slice(0, -900),
    });
    expect(await cut.json()).toEqual({ result: false });
    for (const text of [readFileSync(log, 'utf8'), guard.out(), guard.err()]) expect(text).not.toContain(canary);
    const { pid } = guard.child;
    // Node's read buffer holds the last request and nobody can wipe it: another one goes over it.
    expect(await post({ input: 'z'.repeat(4000) })).toEqual({ result: false });
    if (process.platform === 'linux') {
      // The account is the positive control: it did become a string, so the search does find what is there.
      expect(holdsInMemory(pid!, user)).toBe(true);
      expect(holdsInMemory(pid!, canary)).toBe(false);
    }
    guard.child.kill('SIGUSR2');
    await expect.poll(() => globSync('*.heapsnapshot', { cwd: place }).length, { timeout: 30_000 }).toBe(1);
    const [name] = globSync('*.heapsnapshot', { cwd: place });
    await expect.poll(() => readFileSync(join(place, name!), 'utf8').endsWith(']}'), { timeout: 30_000 }).toBe(true);
    const snapshot = readFileSync(join(place, name!), 'utf8');
    expect(snapshot).toContain('rgw-paris');
    expect(snapshot).not.toContain(canary);
  });

  it('writes its log for nobody else to read, one row a decision', () => {
    expect(statSync(log).mode & 0o777).toBe(0o600);
    expect(rows().map(({ verdict }) => verdict)).toEqual(['allow', 'unknown', 'deny', 'deny']);
  });

  it('reads everything again on SIGHUP, and keeps what was in force when that cannot be read', async () => {
    const operators = join(estate, 'operators.csv');
    const text = readFileSync(operators, 'utf8');
    const asked = rgwBody({ user: 'u-op-eu', bucket: 'badges', object: 'a' });
    writeFileSync(operators, text.replace('op-eu,committee,,FR,officer,', 'op-eu,support-hk,,HK,officer,'));
    expect(await post(asked)).toEqual({ result: true });
    guard.child.kill('SIGHUP');
    await guard.told(/Read again/);
    expect(await post(asked)).toEqual({ result: false });
    writeFileSync(operators, 'id,nationality\nop-eu,FR\n');
    guard.child.kill('SIGHUP');
    await guard.told(/Not read again/);
    expect(await post(asked)).toEqual({ result: false });
    expect(await post(rgwBody({ user: 'u-op-nurse', bucket: 'figures', object: 'a' }))).toEqual({ result: true });
  });

  it('ends when it is told to', async () => {
    expect(await guard.stop()).toBe(0);
  });
});
