/** Sends what is addressed to the sample estate's example hosts to the real engines, with the Host that was signed. */
import { request as plain, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import type { Transport } from '../../../audit/index.ts';

/**
 * `routes`: `https://rgw.estuaire.example` → `http://127.0.0.1:<port>`. Anything else goes where it says; `ca` is the
 * authority of the cluster, which answers for itself.
 */
export function routed(routes: Readonly<Record<string, string>>, ca: string): Transport {
  return (url, init) => {
    const asked = new URL(url);
    const target = new URL(routes[asked.origin] ?? asked.origin);
    const options: RequestOptions & { ca: string } = {
      hostname: target.hostname,
      port: target.port,
      path: asked.pathname + asked.search,
      method: init.method ?? 'GET',
      headers: { ...Object.fromEntries(new Headers(init.headers)), host: asked.host },
      ca,
    };
    return new Promise((resolve, reject) => {
      const sent = (target.protocol === 'https:' ? secure : plain)(options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const status = answer.statusCode ?? 599;
          const body = [204, 304].includes(status) ? null : new Uint8Array(Buffer.concat(chunks));
          const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          resolve(new Response(body, { status, headers }));
        });
      });
      sent.on('error', reject);
      init.signal?.addEventListener('abort', () => sent.destroy(new Error('aborted')));
      sent.end(init.body as Uint8Array | string | undefined);
    });
  };
}
