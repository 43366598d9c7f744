/** Opens an object of a bucket for reading. One under its holder's own key (SSE-C) is refused, and so missed. */
import type { Open } from '../content.ts';
import type { Store } from './client.ts';
import type { StoredObject } from './objects.ts';

async function* bytesOf(body: unknown): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else if (body !== null && typeof body === 'object' && Symbol.asyncIterator in body)
    yield* body as AsyncIterable<Uint8Array>;
}

export function opener({ ask, client, sdk }: Store, Bucket: string): Open<StoredObject> {
  return async ({ key, version }) => {
    const which = { Bucket, Key: key, ...(version === undefined ? {} : { VersionId: version }) };
    const out = await ask((options) => client.send(new sdk.GetObjectCommand(which), options));
    return out.value && { name: key, bytes: bytesOf(out.value.Body) };
  };
}
