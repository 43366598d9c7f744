/** `cloison guard serve`: answers the hooks of stores and clusters until it is told to stop. */
import { appendFileSync } from 'node:fs';
import { parseEnvelope } from '../../estate/index.ts';
import { guardWords, instanceOf, serveGuard, type Guard, type Instance, type Row } from '../../guard/index.ts';
import { committedEngine, committedFacts, policyWords } from '../../policies/index.ts';
import { loadCollection } from '../compose/loadCollection.ts';
import { loadEstate } from '../compose/loadEstate.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import type { Context, Run } from '../context.ts';
import { tell } from '../faults.ts';
import { UsageError } from '../usage.ts';

interface Options {
  readonly estate: string;
  readonly trust: string;
  readonly revision?: string;
  readonly listen?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tokenFile?: string;
  readonly log?: string;
  readonly collection?: string;
  readonly collectionOfOtherEstate?: boolean;
  readonly sessionKey?: string;
  readonly exempt?: readonly string[];
}

const maxPaperBytes = 1024 * 1024;
const defaultKey = 'session-country';

function addressOf(listen: string): { readonly host: string; readonly port: number } {
  const [, six, name, port] = /^(?:\[([0-9a-f:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/i.exec(listen) ?? [];
  const host = six ?? name;
  if (host === undefined || port === undefined || Number(port) > 65_535)
    throw new UsageError('wrong-value', listen, ['127.0.0.1:0', '[::1]:8181'], '--listen');
  return { host, port: Number(port) };
}

async function read(path: string, { edge }: Context): Promise<Uint8Array> {
  return (await edge.files()).read(path, maxPaperBytes).bytes;
}

async function tlsOf({ tlsCert, tlsKey }: Options, context: Context) {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) throw new UsageError('together', '--tls-cert', [], '--tls-key');
  return { cert: await read(tlsCert, context), key: await read(tlsKey, context) };
}

/** Appended and closed row by row: a log that is rotated away or full is met at once, and then the answer is no. */
function writerOf({ log }: Options, { out }: Context): (row: Row) => void {
  const line = (row: Row) => `${JSON.stringify(row)}\n`;
  if (log === undefined) return (row) => out.ready(line(row));
  return (row) => appendFileSync(log, line(row), { mode: 0o600 });
}

/** Everything is read anew each time: a reload sees the files of that moment. */
async function load(options: Options, context: Context): Promise<Instance> {
  const { edge } = context;
  const loaded = await loadEstate(options.estate, edge);
  const trust = await loadTrust(options.trust, edge);
  const collection = options.collection === undefined ? undefined : await loadCollection(loaded, options, context);
  const envelope = options.revision === undefined ? undefined : parseEnvelope(await read(options.revision, context));
  const { estate, folder } = loaded;
  const ground = { estate, files: folder.files, trust, engine: committedEngine(), facts: committedFacts(), collection };
  return instanceOf(ground, envelope, {
    now: edge.now,
    random: edge.random,
    write: writerOf(options, context),
    say: context.say,
    settings: { sessionKey: (options.sessionKey ?? defaultKey).toLowerCase(), exempt: options.exempt ?? [] },
  });
}

async function reload(guard: Guard, context: Context): Promise<void> {
  try {
    const { identity } = await guard.reload();
    context.err.line(context.say('guard.reloaded', { ...identity }));
  } catch (error) {
    // What runs goes on: a bad file must neither open anything nor stop people's work.
    context.err.line(context.say('guard.kept'));
    tell(error, context);
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
    process.once('SIGTERM', () => resolve());
  });
}

export const guardServe: Run<Options> = async (options, given) => {
  const context: Context = { ...given, say: given.speak(guardWords, policyWords) };
  const { err, say, edge } = context;
  const where = addressOf(options.listen ?? '127.0.0.1:0');
  const tls = await tlsOf(options, context);
  const token =
    options.tokenFile === undefined
      ? undefined
      : Buffer.from(await read(options.tokenFile, context))
          .toString()
          .trim();
  if (token === '') throw new UsageError('wrong-value', options.tokenFile ?? '', [], '--token-file');
  const guard = await serveGuard({ ...where, tls, token, load: () => load(options, context) });
  const { module, revision } = guard.current().identity;
  if (revision === 'unsealed') err.line(say('guard.unsealed'));
  if (options.collection === undefined) err.line(say('guard.no-collection'));
  // Last, so that whoever waits for it has seen the rest.
  err.line(say('guard.listening', { url: guard.url, module, revision }));
  const again = () => void reload(guard, context);
  process.on('SIGHUP', again);
  await ended(edge.signal);
  process.off('SIGHUP', again);
  await guard.close();
  return 0;
};
