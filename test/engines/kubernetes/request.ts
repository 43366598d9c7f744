import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { KeyPair } from '../certificates.ts';

/** Who asks: the holder of a token, or somebody the authenticating proxy vouches for. */
export type Caller =
  | { readonly token: string }
  | {
      readonly proxy: KeyPair;
      readonly user: string;
      readonly groups?: readonly string[];
      readonly extra?: Readonly<Record<string, string>>;
    };

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- the API has thousands of shapes; tests name the fields they read
  readonly body: any;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: object;
}

/** One request to the API server, its certificate checked. A PATCH is a merge patch. */
export function ask(
  server: { url: string; caFile: string },
  caller: Caller,
  path: string,
  call: Call = {},
): Promise<Answer> {
  const { method = call.body ? 'POST' : 'GET', body } = call;
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const certificate =
    'proxy' in caller ? { cert: readFileSync(caller.proxy.certFile), key: readFileSync(caller.proxy.keyFile) } : {};
  return new Promise((resolve, reject) => {
    const options = { method, ca: readFileSync(server.caFile), ...certificate, agent: false };
    const headers = { 'content-type': type, accept: 'application/json', ...identityHeaders(caller) };
    const sent = request(new URL(path, server.url), { ...options, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString()) }),
      );
    });
    sent.setTimeout(15_000, () => sent.destroy(new Error(`${method} ${path}: no answer in 15 s`)));
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

function identityHeaders(caller: Caller): Record<string, string | string[]> {
  if ('token' in caller) return { authorization: `Bearer ${caller.token}` };
  const extra = Object.entries(caller.extra ?? {}).map(([name, value]) => [
    `x-remote-extra-${encodeURIComponent(name)}`,
    value,
  ]);
  return { 'x-remote-user': caller.user, 'x-remote-group': [...(caller.groups ?? [])], ...Object.fromEntries(extra) };
}

function parse(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : text;
}
