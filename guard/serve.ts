/** The running guard: one server, one instance at a time. */
import { fault } from '../estate/index.ts';
import type { Adapter } from './adapter.ts';
import { adapters as all } from './adapters.ts';
import type { Instance } from './instance.ts';
import { listen, type Listening, type ServerOptions } from './server.ts';

export interface Guard extends Listening {
  readonly current: () => Instance;
  /** Loads again and swaps at once. Throws, and keeps what runs, when the new one does not hold or is an older revision. */
  readonly reload: () => Promise<Instance>;
}

export interface GuardOptions extends Pick<ServerOptions, 'host' | 'port' | 'tls' | 'token'> {
  /** Reads everything anew. */
  readonly load: () => Promise<Instance>;
  readonly adapters?: readonly Adapter[];
}

export async function serveGuard({ load, adapters = all, ...where }: GuardOptions): Promise<Guard> {
  let instance = await load();
  const listening = await listen({ ...where, adapters, desk: () => instance.desk() });
  return {
    ...listening,
    current: () => instance,
    async reload() {
      const next = await load();
      // An old revision, signed as well as the new one, would bring back what was withdrawn; and so would none at all.
      const isOther = next.number === instance.number && next.identity.revision !== instance.identity.revision;
      if (next.number < instance.number || isOther) throw fault('signature-invalid', { detail: 'rollback' });
      instance = next;
      return next;
    },
  };
}
