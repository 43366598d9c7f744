/** `cloison guard serve` in this process: what stops it before it starts, and what it does while it runs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from './inProcess.ts';
import { folder, keysIn, quietEstate, quietStore, run, today } from './support.ts';

const where = folder();
let trust = '';
let owner = '';

beforeAll(async () => {
  const keys = await keysIn(where);
  trust = keys.trust;
  owner = keys.paths['owner']!;
});

const file = (name: string, text: string) => {
  const path = join(where, name);
  writeFileSync(path, text);
  return path;
};

interface Serving {
  readonly url: string;
  readonly said: () => string;
  /** Resolves once the text was said. */
  readonly until: (text: string) => Promise<void>;
  readonly stop: () => Promise<{ code: number; out: string }>;
}

async function serve(estate: string, ...words: readonly string[]): Promise<Serving> {
  const stopping = new AbortController();
  let text = '';
  let wake = (): void => {};
  const stderr = {
    write: (more: string) => {
      text += more;
      wake();
    },
    isTerminal: false,
    width: undefined,
  };
  const until = async (wanted: string): Promise<void> => {
    while (!text.includes(wanted))
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  const done = inProcess(['guard', 'serve', '--estate', estate, '--trust', trust, ...words], {
    stderr,
    signal: stopping.signal,
    env: {},
    now: () => new Date(today),
  });
  const failed = done.then(({ code }) => {
    throw new Error(`ended with ${code}: ${text}`);
  });
  await Promise.race([until('listens on'), failed]);
  failed.catch(() => {});
  return {
    url: /listens on (\S+);/.exec(text)![1]!,
    said: () => text,
    until,
    stop: async () => {
      stopping.abort();
      return done;
    },
  };
}

const asked = (url: string) =>
  fetch(`${url}/v1/data/cloison/access`, { method: 'POST', body: JSON.stringify({ input: {} }) });

describe('what is refused before it serves', () => {
  const wrong = (...words: readonly string[]) =>
    run(['guard', 'serve', '--estate', quietEstate(), '--trust', trust, ...words]);

  it.each(['8181', 'localhost', '127.0.0.1:99999', '[::1]', 'a b:1'])('an address such as %s', async (listen) => {
    const { code, err } = await wrong('--listen', listen);
    expect([code, err]).toEqual([2, expect.stringContaining('--listen')]);
  });

  it('half of a certificate', async () => {
    const pem = file('half.pem', 'x');
    expect((await wrong('--tls-cert', pem)).err).toContain('--tls-key goes with --tls-cert');
    expect((await wrong('--tls-key', pem)).code).toBe(2);
  });

  it('a token that is empty, and files that cannot be read', async () => {
    expect((await wrong('--token-file', file('empty', ' \n'))).code).toBe(2);
    expect((await wrong('--token-file', '/nowhere')).err).toContain('/nowhere');
    expect((await wrong('--revision', '/nowhere')).code).toBe(2);
  });

  it('an address of the network without a certificate', async () => {
    expect((await wrong('--listen', '0.0.0.0:0')).code).not.toBe(0);
  });

  it('a revision of another estate: 4', async () => {
    const revision = join(where, 'other.dsse.json');
    const other = quietEstate(['role:staffing-lead', 'role:somebody-else']);
    await run(['estate', 'seal', other, '--key', owner, '--out', revision]);
    expect((await wrong('--revision', revision)).code).toBe(4);
  });
});

describe('while it serves', () => {
  it('says what it enforces, prints decisions, reads again when told, and ends in order', async () => {
    const estate = quietEstate();
    const guard = await serve(estate);
    expect(guard.said()).toContain('No revision was given');
    expect(guard.said()).toContain('No collection was given');
    expect((await fetch(`${guard.url}/health`)).status).toBe(200);
    expect((await asked(guard.url)).status).toBe(400);
    process.emit('SIGHUP');
    await guard.until('Read again');
    writeFileSync(estate, 'nonsense: [');
    process.emit('SIGHUP');
    await guard.until('Not read again');
    // What was in force stays in force.
    expect((await fetch(`${guard.url}/health`)).status).toBe(200);
    const { code, out } = await guard.stop();
    expect(code).toBe(0);
    expect(JSON.parse(out.trim().split('\n')[0]!)).toMatchObject({ adapter: 'opa' });
    expect(process.listenerCount('SIGHUP')).toBe(0);
    await expect(fetch(`${guard.url}/health`)).rejects.toThrow();
  });

  it('enforces a signed revision with a collection, asks for the token, and writes its log to a file', async () => {
    const estate = quietEstate();
    const [revision, collection, log] = ['r.dsse.json', 'c.jsonl', 'log.jsonl'].map((name) => join(where, name));
    await run(['estate', 'seal', estate, '--key', owner, '--number', '3', '--out', revision!]);
    await run(['collect', '--estate', estate, '--out', collection!], { sources: [quietStore] });
    const files = ['--revision', revision!, '--collection', collection!, '--log', log!];
    const settings = ['--session-key', 'Country', '--exempt', 'store-paris=system*', '--listen', '127.0.0.1:0'];
    const guard = await serve(estate, ...files, ...settings, '--token-file', file('token', 'secret\n'));
    expect(guard.said()).not.toMatch(/No (?:revision|collection) was given/);
    expect((await asked(guard.url)).status).toBe(401);
    const shown = await fetch(`${guard.url}/v1/data/cloison/access`, {
      method: 'POST',
      headers: { authorization: 'Bearer secret' },
      body: JSON.stringify({ input: {} }),
    });
    expect(shown.status).toBe(400);
    const { code, out } = await guard.stop();
    expect([code, out]).toEqual([0, '']);
    const logged = readFileSync(log!, 'utf8');
    expect(logged).toContain('"adapter":"opa"');
    expect(logged).not.toContain('secret');
  });
});
