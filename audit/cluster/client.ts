/** Lists of one cluster, through the official client's own configuration, credentials and TLS; loaded when a place needs it. */
import type * as Client from '@kubernetes/client-node';
import pLimit from 'p-limit';
import { fault, type Json } from '../../estate/index.ts';
import { isObject } from '../fields.ts';
import { failed, value } from '../observe.ts';
import { peer } from '../peer.ts';
import type { Answer, Scope, SourceContext } from '../source.ts';
import { pause, waitFor } from './retry.ts';

export type Fields = { readonly [key: string]: Json };
export interface Cluster {
  /** All items of a list, page after page, kept as the allow-listed part that `keep` takes of each. */
  readonly list: <T>(path: string, keep: (item: Fields) => T) => Promise<Answer<readonly T[]>>;
}

const attempts = 4;

type Kube = typeof Client;

async function configOf(scope: Scope): Promise<{ kube: Kube; config: Client.KubeConfig; server: string }> {
  const kube = await peer('needs-kubernetes-client', () => import('@kubernetes/client-node'));
  const config = new kube.KubeConfig();
  config.loadFromDefault();
  const context = scope.profile ?? scope.place.kubernetes!;
  if (config.getContextObject(context) === null)
    throw fault('source-unreachable', { place: scope.id, reason: 'not-configured' });
  config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw fault('source-unreachable', { place: scope.id, reason: 'not-configured' });
  return { kube, config, server };
}

interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** One signed GET. Credentials are asked for at each try: a token from a plug-in may have run out. */
async function get(
  { kube, config }: Awaited<ReturnType<typeof configOf>>,
  url: string,
  { signal, transport }: SourceContext,
): Promise<Reply> {
  const request = new kube.RequestContext(url, kube.HttpMethod.GET);
  request.setHeaderParam('Accept', 'application/json');
  await config.applySecurityAuthentication(request);
  const patience = AbortSignal.any([signal, AbortSignal.timeout(60_000)]);
  if (transport !== undefined) {
    const answer = await transport(url, { headers: request.getHeaders(), signal: patience });
    return {
      status: answer.status,
      retryAfter: answer.headers.get('retry-after') ?? undefined,
      text: await answer.text(),
    };
  }
  request.setSignal(patience);
  const answer = await new kube.IsomorphicFetchHttpLibrary().send(request).toPromise();
  return { status: answer.httpStatusCode, retryAfter: answer.headers['retry-after'], text: await answer.body.text() };
}

function stateOf(status: number): Exclude<Answer<never>['state'], 'value'> {
  if (status === 401 || status === 403) return 'denied';
  // The group or version is not served: the cluster has no such thing.
  return status === 404 || status === 405 ? 'unsupported' : 'error';
}

const codeOf = (error: unknown): string => {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const word = [code, cause?.code].find((text) => typeof text === 'string' && /^[A-Z0-9_]{1,60}$/.test(text));
  return typeof word === 'string' ? word : 'Error';
};

export async function openCluster(scope: Scope, context: SourceContext): Promise<Cluster> {
  const opened = await configOf(scope);
  const { tally, budget, signal } = context;
  const limit = pLimit(budget.concurrency);

  const ask = async (url: string): Promise<Answer<Fields>> => {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      if (tally.calls >= budget.calls) throw fault('source-refused', { reason: 'budget' });
      tally.calls += 1;
      const reply = await get(opened, url, context).catch((error: unknown): Answer<never> =>
        failed('error', codeOf(error)),
      );
      signal.throwIfAborted();
      const wait = waitFor('status' in reply ? reply : undefined, attempt);
      if (wait === undefined || attempt === attempts) return 'status' in reply ? readReply(reply) : reply;
      tally.retries += 1;
      await pause(wait, signal);
    }
  };

  const list: Cluster['list'] = async (path, keep) => {
    const kept = [];
    const seen = new Set<string>();
    for (let token = ''; ;) {
      const url = `${opened.server.replace(/\/$/, '')}${path}?limit=500${token === '' ? '' : `&continue=${encodeURIComponent(token)}`}`;
      const page = await limit(() => ask(url));
      if (page.value === undefined) return failed(page.state === 'value' ? 'error' : page.state, page.code);
      const { items, metadata } = page.value;
      if (!Array.isArray(items)) return failed('error', '200 no-items');
      for (const item of items as readonly Json[]) if (isObject(item)) kept.push(keep(item));
      const next = metadata !== undefined && isObject(metadata) ? metadata['continue'] : undefined;
      if (typeof next !== 'string' || next === '') return value(kept);
      if (seen.has(next)) return failed('error', 'no-continuation');
      seen.add((token = next));
    }
  };
  return { list };
}

/** The client's own JSON: answers of an API server are its objects, never a person's document. */
function readReply({ status, text }: Reply): Answer<Fields> {
  if (status !== 200) return failed(stateOf(status), String(status));
  try {
    const json = JSON.parse(text) as Json;
    return isObject(json) ? value(json) : failed('error', '200 not-a-list');
  } catch {
    return failed('error', '200 not-json');
  }
}
