/** What a fault does to the real engines, and how it is undone. Faults are data; this is the closed list of verbs they use. */
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { sampleContainers, sampleFile } from '../../../stacks/sample/content.ts';
import { ask } from '../kubernetes/request.ts';
import { letAuditorRead, putPolicy } from './policy.ts';
import { giveExec, takeExec } from './rights.ts';
import type { Site } from './site.ts';

interface On {
  readonly place: string;
  readonly bucket: string;
}
export type Step =
  | ({ readonly do: 'bucket' } & On)
  | ({ readonly do: 'object'; readonly key: string; readonly sampleOf?: string; readonly file?: string } & On)
  | ({ readonly do: 'readers'; readonly accounts: readonly string[] } & On)
  | ({ readonly do: 'public' } & On)
  | ({ readonly do: 'hide-papers' } & On)
  | { readonly do: 'exec'; readonly namespace: string; readonly user: string }
  | { readonly do: 'region'; readonly node: string; readonly region: string }
  | {
      readonly do: 'estate';
      readonly file: string;
      readonly path: readonly (string | number)[];
      readonly value: unknown;
    };

const ownerOf = (place: string): string => (place === 'rgw-paris' ? 'store-owner' : 'committee-apps');

function body(step: Extract<Step, { do: 'object' }>): string {
  if (step.file !== undefined) return sampleFile(step.file, 0);
  return sampleContainers().find((each) => each.dataset === step.sampleOf)!.object!.body;
}

async function label(site: Site, node: string, region: string): Promise<void> {
  const labels = { 'topology.kubernetes.io/region': region };
  const admin = { token: site.kubernetes.users['admin']!.token };
  const answer = await ask(site.kubernetes, admin, `/api/v1/nodes/${node}`, {
    method: 'PATCH',
    body: { metadata: { labels } },
  });
  if (answer.status !== 200) throw new Error(`${node}: ${answer.status}`);
}

export async function plant(site: Site, step: Step): Promise<void> {
  if (step.do === 'estate') return;
  if (step.do === 'exec') return giveExec(site.kubernetes, step.namespace, step.user);
  if (step.do === 'region') return label(site, step.node, step.region);
  const { place, bucket } = step;
  const client = site.client(place, ownerOf(place));
  // On Versity a policy is all that counts for an account, so the owner is named in it and root writes it.
  const root = site.client(place, place === 'rgw-paris' ? 'store-owner' : 'root');
  const owner = { principals: [ownerOf(place)], actions: ['s3:*'] };
  switch (step.do) {
    case 'bucket':
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      if (place === 'rgw-paris') await letAuditorRead(client, bucket);
      return;
    case 'object':
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: step.key, Body: body(step) }));
      return;
    case 'readers':
      return putPolicy(root, bucket, [
        owner,
        { principals: step.accounts, actions: ['s3:GetObject', 's3:ListBucket'] },
      ]);
    case 'public':
      return putPolicy(root, bucket, [owner, { principals: '*', actions: ['s3:GetObject'] }]);
    case 'hide-papers':
      return letAuditorRead(client, bucket, 'papers');
  }
}

/** Undoes one step; steps of a fault are undone in reverse order. */
export async function uproot(site: Site, step: Step): Promise<void> {
  if (step.do === 'estate') return;
  if (step.do === 'exec') return takeExec(site.kubernetes, step.namespace, step.user);
  if (step.do === 'region') return label(site, step.node, 'eu-private');
  const { place, bucket } = step;
  const client = site.client(place, place === 'rgw-paris' ? 'store-owner' : 'root');
  switch (step.do) {
    case 'bucket':
      await client.send(new DeleteBucketCommand({ Bucket: bucket }));
      return;
    case 'object':
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: step.key }));
      return;
    case 'readers':
    case 'public':
      await client.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
      return;
    case 'hide-papers':
      return letAuditorRead(client, bucket);
  }
}
