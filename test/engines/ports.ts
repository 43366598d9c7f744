import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range that the kernel hands to outgoing connections, or a client socket could take a port we chose.
const FIRST = 20_000;
const LAST = 29_999;

/** Distinct loopback ports that nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let attempt = 0; found.size < count && attempt < 50 * count; attempt++) {
    const port = randomInt(FIRST, LAST + 1);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  if (found.size < count) throw new Error(`no ${count} free ports on loopback between ${FIRST} and ${LAST}`);
  return [...found];
}

/** The port the caller insists on, or a free one; a taken one is refused before anything starts. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted === undefined) return (await freePorts(1))[0] as number;
  if (await isFree(wanted)) return wanted;
  throw new Error(`port ${wanted} on loopback is taken by another process`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
