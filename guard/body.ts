/** The bytes of a request, bounded in size and time; every copy of them is overwritten. */
import type { IncomingMessage } from 'node:http';
import type { Failure } from './adapter.ts';

export const maxBodyBytes = 1024 * 1024;

export interface Received {
  readonly body: Buffer;
  /** Why the body is not whole. */
  readonly cut?: Failure;
}

/** The chunks are views of buffers that the parser would leave lying in memory: each is wiped once copied. */
export function receive(request: IncomingMessage, limit: number, millis: number): Promise<Received> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const settle = (cut?: Failure) => {
      clearTimeout(timer);
      request.removeAllListeners('data');
      const body = Buffer.concat(parts);
      for (const part of parts) part.fill(0);
      resolve(cut === undefined ? { body } : { body, cut });
    };
    const timer = setTimeout(() => settle('late'), millis);
    // Inflating is how a small body becomes a large one; no engine sends one packed.
    if (!['identity', undefined].includes(request.headers['content-encoding'])) settle('malformed');
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        chunk.fill(0);
        settle('oversized');
        return;
      }
      parts.push(chunk);
    });
    request.on('end', () => settle());
    request.on('error', () => settle('malformed'));
  });
}
