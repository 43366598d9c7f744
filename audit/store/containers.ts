/** Which buckets to look at: what the store lists, what its administration lists, and what the estate declares. */
import { fault, parseSubject } from '../../estate/index.ts';
import type { Answer, Scope, SourceContext } from '../source.ts';
import { openStore, type Store } from './client.ts';

/** The buckets and prefixes (each `bucket`, `prefix/`) that the estate names at this place. */
export function declaredAt({ id, place, containers }: Scope): {
  readonly buckets: readonly string[];
  readonly prefixes: readonly (readonly [string, string])[];
} {
  const parsed = containers
    .map((subject) => parseSubject(subject))
    .filter(({ scheme, segments }) => scheme === 'store' && segments[0] === id);
  const cut = (text: string): readonly [string, string] => [
    text.split('/')[0]!,
    `${text.split('/').slice(1).join('/').replace(/\/$/, '')}/`,
  ];
  const prefixes = [
    ...parsed.filter(({ isPrefix }) => isPrefix).map(({ segments }) => cut(segments.slice(1).join('/'))),
    ...(place.prefixes ?? []).map(cut),
  ];
  const unique = new Map(prefixes.map((pair) => [pair.join('/'), pair]));
  const buckets = [...parsed.map(({ segments }) => segments[1]!), ...prefixes.map(([bucket]) => bucket)];
  return { buckets: [...new Set(buckets)].sort(), prefixes: [...unique.values()] };
}

/** A refusal of the very first call means that nothing can be read: said as a fault, with its reason for the coverage. */
function refuse({ state, code = '' }: Answer<unknown>, place: string): never {
  if (/CredentialsProviderError|NoCredentials/.test(code))
    throw fault('source-refused', { place, reason: 'no-credentials' });
  if (state === 'denied') throw fault('source-refused', { place, reason: 'denied' });
  throw fault('source-unreachable', { place, reason: /^\d/.test(code) ? 'failed' : 'unreachable' });
}

/** Opens the store and lists its buckets, signing for the region the server names when ours was a guess. */
export async function openAndList(scope: Scope, context: SourceContext): Promise<{ store: Store; buckets: string[] }> {
  let store = await openStore(scope, context);
  const listed: string[] = [];
  let regionAsked = false;
  for (let token: string | undefined, more = true; more;) {
    const { ask, client, sdk } = store;
    let region: string | undefined;
    const page = await ask(async (options) => {
      try {
        return await client.send(new sdk.ListBucketsCommand({ ContinuationToken: token }), options);
      } catch (error) {
        region = (error as { Region?: string }).Region;
        throw error;
      }
    });
    if (page.value === undefined && region !== undefined && region !== store.region && !regionAsked) {
      regionAsked = true;
      store = await openStore(scope, context, region);
      continue;
    }
    if (page.value === undefined) refuse(page, scope.id);
    listed.push(...(page.value.Buckets ?? []).map(({ Name = '' }) => Name).filter((name) => name !== ''));
    more = page.value.ContinuationToken !== undefined && page.value.ContinuationToken !== token;
    token = page.value.ContinuationToken;
  }
  return { store, buckets: [...new Set(listed)].sort() };
}
