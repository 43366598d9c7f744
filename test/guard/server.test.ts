import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { envelopeText, estateDigest, parseEnvelope, sealRevision, speaker, type Trust } from '../../estate/index.ts';
import {
  adapters,
  guardWords,
  instanceOf,
  listen,
  maxBodyBytes,
  serveGuard,
  type Adapter,
  type Instance,
  type Listening,
  type Row,
} from '../../guard/index.ts';
import { policyWords } from '../../policies/index.ts';
import { testKey } from '../estate/keys.ts';
import { defaults, estateFolder, groundOf, now, rig, type Rig } from './estate.ts';
import { review, rgwBody } from './requests.ts';

const opened: Listening[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function serve(
  { instance }: Rig,
  more: { token?: string; adapters?: readonly Adapter[]; host?: string } = {},
): Promise<string> {
  const { token, host = '127.0.0.1', adapters: own = adapters } = more;
  const listening = await listen({ host, port: 0, tls: undefined, token, adapters: own, desk: () => instance.desk() });
  opened.push(listening);
  return listening.url;
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const good = rgwBody({ user: 'u-op-eu', bucket: 'badges', object: 'a' });

describe('the server', () => {
  it('answers what the adapters answer, and is healthy', async () => {
    const url = await serve(rig());
    expect(await (await post(`${url}/rgw/rgw-paris`, good)).json()).toEqual({ result: true });
    expect((await post(`${url}/k8s/authorize`, review({ user: 'jane', namespace: 'badges' }))).status).toBe(200);
    const health = await fetch(`${url}/health`);
    expect([health.status, await health.json()]).toEqual([200, {}]);
  });

  it('answers a boolean where there is nothing, so that a wrong path takes no store down', async () => {
    const url = await serve(rig());
    for (const path of ['/', '/rgw', '/v1/policies', '/k8s']) {
      const answer = await post(url + path, good);
      expect([answer.status, await answer.json()]).toEqual([404, { result: false }]);
    }
    expect((await fetch(`${url}/rgw/rgw-paris`)).status).toBe(404);
  });

  it('refuses a body above one mebibyte, in the words of each engine', async () => {
    const world = rig();
    const url = await serve(world);
    const large = 'x'.repeat(maxBodyBytes + 1);
    expect(await (await post(`${url}/rgw/rgw-paris`, large)).json()).toEqual({ result: false });
    expect(await (await post(`${url}/k8s/authorize`, large)).json()).toMatchObject({
      status: { allowed: false, denied: true },
    });
    expect((await post(`${url}/v1/data/cloison/access`, large)).status).toBe(413);
    expect(world.rows.map(({ failure }) => failure)).toEqual(['oversized', 'oversized', 'oversized']);
  });

  it('refuses a packed body, which may be a large one', async () => {
    const url = await serve(rig());
    const answer = await post(`${url}/rgw/rgw-paris`, good, { 'content-encoding': 'gzip' });
    expect(await answer.json()).toEqual({ result: false });
  });

  it('refuses a body that does not come in time', async () => {
    const world = rig();
    const url = await serve(world);
    const answer = await new Promise<string>((resolve, reject) => {
      const sent = request(
        `${url}/rgw/rgw-paris`,
        { method: 'POST', headers: { 'content-length': 900 } },
        (response) => {
          response.setEncoding('utf8');
          response.on('data', resolve);
        },
      );
      sent.on('error', reject);
      sent.write('{"input"');
    });
    expect(JSON.parse(answer)).toEqual({ result: false });
    expect(world.rows.at(-1)).toMatchObject({ failure: 'late' });
  });

  it('survives what is no HTTP and who hangs up', async () => {
    const url = await serve(rig());
    const port = Number(new URL(url).port);
    for (const text of [
      '\u0000\u0001\r\n\r\n',
      'POST /rgw/rgw-paris HTTP/1.1\r\nhost: a\r\ncontent-length: 90\r\n\r\n{"inp',
    ]) {
      const socket = connect(port, '127.0.0.1');
      socket.write(text);
      await new Promise((resolve) => setTimeout(resolve, 30));
      socket.destroy();
    }
    expect(await (await post(`${url}/rgw/rgw-paris`, good)).json()).toEqual({ result: true });
  });

  it('answers nobody who does not show the token, either way it may be shown', async () => {
    const url = await serve(rig(), { token: 'shared-token' });
    const shown = [
      {},
      { 'x-auth-token': 'shared' },
      { 'x-auth-token': 'shared-token' },
      { authorization: 'Bearer shared-token' },
    ];
    const answers = await Promise.all(shown.map((headers) => post(`${url}/rgw/rgw-paris`, good, headers as never)));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200, 200]);
  });

  it('listens in clear to the machine itself only: the bodies hold secret keys', async () => {
    await expect(serve(rig(), { host: '0.0.0.0' })).rejects.toMatchObject({ code: 'usage' });
  });

  it('takes another adapter as one entry in a list', async () => {
    const fixed: Adapter = {
      id: 'fixed',
      serves: (path) => path === '/fixed',
      answer: ({ body }, desk) => {
        if (body.length === 0) throw new Error('nothing');
        const holder = { who: 'operator', id: body.toString() } as const;
        const ruling = desk.decide({
          holder,
          container: 'store://rgw-paris/badges',
          kind: 'bucket',
          rights: ['read'],
          via: 'fixed',
          session: { state: 'value', country: 'FR' },
        });
        return {
          status: 200,
          body: { may: desk.conclude({ adapter: 'fixed', place: 'rgw-paris', rulings: [ruling] }).isAllowed },
        };
      },
      refusal: ({ reason }) => ({ status: 200, body: { may: false, reason } }),
    };
    const world = rig();
    const url = await serve(world, { adapters: [...adapters, fixed] });
    const may = async (who: string) => ((await (await post(`${url}/fixed`, who)).json()) as { may: boolean }).may;
    expect([await may('op-eu'), await may('op-hk'), await may('')]).toEqual([true, false, false]);
    expect(world.rows.map(({ adapter, verdict }) => [adapter, verdict])).toEqual([
      ['fixed', 'allow'],
      ['fixed', 'deny'],
      ['fixed', 'deny'],
    ]);
  });

  it('refuses what it cannot log, and leaves alone what it would not have logged', async () => {
    const ground = groundOf(estateFolder());
    const instance = instanceOf(ground, undefined, {
      now: () => new Date(now),
      random: (bytes) => new Uint8Array(bytes),
      write: () => {
        throw new Error('disk full');
      },
      say: speaker('en', guardWords, policyWords),
      settings: defaults,
    });
    const url = await serve({ ...rig(ground), instance });
    const read = async (bucket: string) =>
      (await post(`${url}/rgw/rgw-paris`, rgwBody({ user: 'u-op-eu', bucket, object: 'a' }))).json();
    expect([await read('badges'), await read('results')]).toEqual([{ result: false }, { result: true }]);
  });
});

function trustOf(): { trust: Trust; key: ReturnType<typeof testKey> } {
  const key = testKey('owner');
  return { trust: { version: 'cloison/trust/v1', keys: [key.trusted] }, key };
}

describe('a signed revision', () => {
  const { trust, key } = trustOf();
  const folder = estateFolder();
  const ground = groundOf(folder, undefined, trust);
  const around = (rows: Row[] = []) => ({
    now: () => new Date(now),
    random: (bytes: number) => new Uint8Array(bytes),
    write: (row: Row) => void rows.push(row),
    say: speaker('en', guardWords, policyWords),
    settings: defaults,
  });
  const digests = { estate: estateDigest(ground.estate), facts: ground.facts.digest, policies: ground.engine.digest };
  const sealed = (number: number, changed = {}) =>
    parseEnvelope(envelopeText(sealRevision({ ...digests, ...changed, number, at: now }, key.signing)));

  it('is named in every row', () => {
    const rows: Row[] = [];
    const instance = instanceOf(ground, sealed(1), around(rows));
    instance.desk().fail('rgw', 'malformed');
    expect(rows[0]?.revision).toMatch(/^sha256:/);
    expect(rows[0]?.revision).toBe(instance.identity.revision);
  });

  it.each(['estate', 'facts', 'policies'])('that seals other %s stops the start', (what) => {
    const other = sealed(1, { [what]: `sha256:${'0'.repeat(64)}` });
    expect(() => instanceOf(ground, other, around())).toThrow(expect.objectContaining({ code: 'signature-invalid' }));
  });

  it('of nobody we trust stops the start', () => {
    const stranger = { ...ground, trust: { ...trust, keys: [] } };
    expect(() => instanceOf(stranger, sealed(1), around())).toThrow(
      expect.objectContaining({ code: 'signature-invalid' }),
    );
  });

  it('is swapped at once, and never for an older one, another one of its number, or none', async () => {
    const queue: (() => Instance)[] = [];
    const make = (envelope: unknown) => () => instanceOf(ground, envelope, around());
    queue.push(make(sealed(2)), make(sealed(3)), make(sealed(2)), make(undefined), () => {
      throw new Error('unreadable');
    });
    const guard = await serveGuard({
      host: '127.0.0.1',
      port: 0,
      tls: undefined,
      token: undefined,
      load: async () => queue.shift()!(),
    });
    opened.push(guard);
    await guard.reload();
    expect(guard.current().number).toBe(3);
    const kept = guard.current();
    for (let each = 0; each < 3; each += 1) await expect(guard.reload()).rejects.toThrow();
    expect(guard.current()).toBe(kept);
    queue.push(
      make(
        parseEnvelope(
          envelopeText(sealRevision({ ...digests, number: 3, at: '2026-06-01T09:00:00.000Z' }, key.signing)),
        ),
      ),
    );
    await expect(guard.reload()).rejects.toMatchObject({ code: 'signature-invalid' });
    expect(await (await post(`${guard.url}/rgw/rgw-paris`, good)).json()).toEqual({ result: true });
  });
});

describe('a guard that runs into the next day', () => {
  it('looks again at what ends at midnight', () => {
    let at = '2026-06-01T23:59:59.000Z';
    const rows: Row[] = [];
    const instance = instanceOf(groundOf(estateFolder()), undefined, {
      now: () => new Date(at),
      random: (bytes) => new Uint8Array(bytes),
      write: (row) => void rows.push(row),
      say: speaker('en', guardWords, policyWords),
      settings: defaults,
    });
    const asked = {
      holder: { who: 'operator', id: 'op-last-day' },
      container: 'store://rgw-paris/badges',
      kind: 'bucket',
      rights: ['read'],
      via: 't',
      session: { state: 'value', country: 'FR' },
    } as const;
    expect(instance.desk().decide(asked).verdict).toBe('allow');
    at = '2026-06-02T00:00:00.000Z';
    expect(instance.desk().decide(asked).verdict).toBe('deny');
    expect(instance.desk().bench.view.day).toBe('2026-06-02');
  });
});
