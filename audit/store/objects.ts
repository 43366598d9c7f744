/**
 * Lists the objects of a bucket once, a page at a time, and folds each into its container: the longest declared prefix
 * it lies under, else the bucket. Old versions and what a delete marker hides still lie there, so they count.
 */
import { countIn, nothingListed, type Listed } from '../drawn.ts';
import type { Answer } from '../source.ts';
import type { Store } from './client.ts';

export interface StoredObject {
  readonly key: string;
  readonly version?: string;
  readonly size: number;
}
interface Page {
  readonly objects: readonly StoredObject[];
  /** What the next request starts from; undefined on the last page. */
  readonly next: Readonly<Record<string, string | undefined>> | undefined;
}
type Turn = (from: Readonly<Record<string, string | undefined>>) => Promise<Answer<Page>>;

function currentOnly({ ask, client, sdk }: Store, Bucket: string): Turn {
  return async (from) => {
    const out = await ask((options) => client.send(new sdk.ListObjectsV2Command({ Bucket, ...from }), options));
    if (out.state !== 'value') return out as Answer<never>;
    const { Contents = [], IsTruncated, NextContinuationToken } = out.value!;
    const objects = Contents.map(({ Key = '', Size = 0 }) => ({ key: Key, size: Size }));
    return {
      state: 'value',
      value: { objects, next: IsTruncated ? { ContinuationToken: NextContinuationToken } : undefined },
    };
  };
}

function everyVersion({ ask, client, sdk }: Store, Bucket: string): Turn {
  return async (from) => {
    const out = await ask((options) => client.send(new sdk.ListObjectVersionsCommand({ Bucket, ...from }), options));
    if (out.state !== 'value') return out as Answer<never>;
    const { Versions = [], IsTruncated, NextKeyMarker, NextVersionIdMarker } = out.value!;
    const objects = Versions.map(({ Key = '', Size = 0, VersionId }) => ({
      key: Key,
      size: Size,
      ...(VersionId === undefined ? {} : { version: VersionId }),
    }));
    return {
      state: 'value',
      value: {
        objects,
        next: IsTruncated ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker } : undefined,
      },
    };
  };
}

export interface Listing {
  readonly call: string;
  readonly containers: ReadonlyMap<string, Listed<StoredObject>>;
  /** The failure that ended the listing, if any; what was counted before stands. */
  readonly stopped: Answer<never> | undefined;
}

/** `prefixes` end with a slash; the bucket itself is the container named by the empty prefix. */
export async function listObjects(
  store: Store,
  bucket: string,
  prefixes: readonly string[],
  versioned: boolean,
  most: number,
): Promise<Listing> {
  const longestFirst = [...prefixes].sort((one, other) => other.length - one.length);
  const containers = new Map(
    ['', ...prefixes].map((prefix): [string, Listed<StoredObject>] => [prefix, nothingListed()]),
  );
  const turn = versioned ? everyVersion(store, bucket) : currentOnly(store, bucket);
  const call = versioned ? 'ListObjectVersions' : 'ListObjectsV2';
  for (let from: Page['next'] = {}; from !== undefined;) {
    const before: string = JSON.stringify(from);
    const page: Answer<Page> = await turn(from);
    if (page.value === undefined) return { call, containers, stopped: page as Answer<never> };
    for (const object of page.value.objects) {
      const listed = containers.get(longestFirst.find((prefix) => object.key.startsWith(prefix)) ?? '')!;
      countIn(listed, object, `${object.key}\0${object.version ?? ''}`, object.size, most);
    }
    from = page.value.next;
    // A server that says "more" and hands back the same mark would be listed for ever.
    if (
      from !== undefined &&
      (Object.values(from).every((mark) => mark === undefined || mark === '') || JSON.stringify(from) === before)
    ) {
      return { call, containers, stopped: { state: 'error', code: 'no-continuation' } };
    }
  }
  return { call, containers, stopped: undefined };
}
