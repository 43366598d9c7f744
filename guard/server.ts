/** HTTP or HTTPS in front of the adapters. Whatever arrives, the answer is one the engine reads as no, or a true one. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer as createPlain, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fault } from '../estate/index.ts';
import type { Adapter, Desk, Reply } from './adapter.ts';
import { maxBodyBytes, receive } from './body.ts';
import { respond } from './respond.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly tls: { readonly cert: Uint8Array; readonly key: Uint8Array } | undefined;
  /** What callers must show, as bearer token or `X-Auth-Token` (`rgw opa token`); undefined: nothing. */
  readonly token: string | undefined;
  readonly adapters: readonly Adapter[];
  /** A desk for this moment; a reload puts another one here. */
  readonly desk: () => Desk;
}

export interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The API server waits 3 s by default, radosgw longer: who is slower than this gets no answer in time anyway. */
const patienceMillis = 2500;
const maxConnections = 1024;
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

function isShown(request: IncomingMessage, token: string): boolean {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const shown = bearer ?? String(request.headers['x-auth-token'] ?? '');
  const print = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(print(shown), print(token));
}

function send(response: ServerResponse, { status, body }: Reply, isLast: boolean): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...(isLast ? { connection: 'close' } : {}),
  });
  response.end(text);
}

/** Nothing here is for an engine; still, a radosgw with a wrong path must not abort on what it reads. */
const nothingHere: Reply = { status: 404, body: { result: false } };
const notShown: Reply = { status: 401, body: { result: false } };

async function handle(request: IncomingMessage, response: ServerResponse, options: ServerOptions): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (request.method === 'GET' && path === '/health') return send(response, { status: 200, body: {} }, false);
  const adapter = options.adapters.find(({ serves }) => serves(path));
  if (adapter === undefined || request.method !== 'POST') return send(response, nothingHere, true);
  if (options.token !== undefined && !isShown(request, options.token)) return send(response, notShown, true);
  const { body, cut } = await receive(request, maxBodyBytes, patienceMillis);
  const reply = respond(adapter, { path, body }, options.desk(), cut);
  body.fill(0);
  send(response, reply, cut !== undefined);
  return undefined;
}

/** Secret keys travel in these requests: in clear they may not leave the machine. Throws the fault `usage`. */
export async function listen(options: ServerOptions): Promise<Listening> {
  const { host, port, tls } = options;
  if (tls === undefined && !loopback.has(host)) throw fault('usage', { detail: 'clear-text' });
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response, options).catch(() => response.destroy());
  };
  const limits = { requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 60_000 };
  const server: Server =
    tls === undefined
      ? createPlain(limits, onRequest)
      : createSecure(
          { ...limits, cert: Buffer.from(tls.cert), key: Buffer.from(tls.key), minVersion: 'TLSv1.2' },
          onRequest,
        );
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { address, port: chosen, family } = server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${name}:${chosen}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
