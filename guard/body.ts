/**
 * The bytes of a request, bounded in size and time; every copy that JavaScript can reach is overwritten. Node's own read
 * buffer, 64 KiB and out of reach, holds the last request until the next one comes over it.
 */
import type { IncomingMessage } from 'node:http';
import type { Failure } from './adapter.ts';

export const maxBodyBytes = 1024 * 1024;

export interface Received {
  readonly body: Buffer;
  /** Why the body is not whole. */
  readonly cut?: Failure;
}

/** Chunks are wiped once copied: the collector would leave them lying in memory for as long as it likes. */
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
