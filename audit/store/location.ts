/** Where a bucket says it lies. On a server of one's own this is a configured label, not evidence (enforcement.md §6.1). */
import { failed, value } from '../observe.ts';
import type { Answer } from '../source.ts';
import type { FactValue } from '../../estate/index.ts';
import type { Store } from './client.ts';

export const atAmazon = (endpoint: string): boolean => /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);

/** Only Amazon means us-east-1 by nothing and eu-west-1 by `EU`; elsewhere an empty label says nothing at all. */
function labelOf(endpoint: string, label: string | undefined): string | undefined {
  if (!atAmazon(endpoint)) return label === '' ? undefined : label;
  if (label === undefined || label === '') return 'us-east-1';
  return label === 'EU' ? 'eu-west-1' : label;
}

/** HeadBucket's header and GetBucketLocation, which must agree where both speak. */
export async function locationOf(
  store: Store,
  Bucket: string,
): Promise<{ exists: Answer<object>; location: Answer<FactValue<'location'>> }> {
  const { ask, client, sdk, endpoint } = store;
  const [head, asked] = await Promise.all([
    ask((options) => client.send(new sdk.HeadBucketCommand({ Bucket }), options)),
    ask((options) => client.send(new sdk.GetBucketLocationCommand({ Bucket }), options)),
  ]);
  const exists: Answer<object> = head.state === 'value' ? value({}) : failed(head.state, head.code);
  const header = head.value?.BucketRegion;
  const label = asked.state === 'value' ? labelOf(endpoint, asked.value?.LocationConstraint) : undefined;
  if (header !== undefined && label !== undefined && header !== label)
    return { exists, location: failed('unknown', 'region-conflict') };
  const region = header ?? label;
  if (region !== undefined) return { exists, location: value({ region }) };
  return {
    exists,
    location: asked.state === 'value' ? failed('unknown', 'empty-label') : failed(asked.state, asked.code),
  };
}
