/** Puts a `fetch`-shaped transport under the SDK: recorded answers in tests, a proxy elsewhere. */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Transport } from '../source.ts';

interface WireRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly method: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface WireResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

function queryOf({ query = {} }: WireRequest): string {
  const pairs = Object.entries(query).flatMap(([key, content]) =>
    (Array.isArray(content) ? content : [content]).map((item) =>
      item === null || item === '' ? encodeURIComponent(key) : `${encodeURIComponent(key)}=${encodeURIComponent(item)}`,
    ),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

export function urlOf(request: WireRequest): string {
  const port = request.port === undefined ? '' : `:${request.port}`;
  return `${request.protocol}//${request.hostname}${port}${request.path}${queryOf(request)}`;
}

export function handlerOver(transport: Transport) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(
      request: WireRequest,
      { abortSignal }: { abortSignal?: AbortSignal } = {},
    ): Promise<{ response: WireResponse }> {
      const init: RequestInit = { method: request.method, headers: request.headers };
      if (request.body !== undefined) init.body = request.body as Uint8Array<ArrayBuffer> | string;
      if (abortSignal) init.signal = abortSignal;
      const answer = await transport(urlOf(request), init);
      // The client reads objects as streams of Node; bytes at once would be refused.
      const body =
        answer.body === null ? Readable.from([]) : Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
      return { response: { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body } };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}
