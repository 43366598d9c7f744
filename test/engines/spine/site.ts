/** The drill's ground: two public stores, one private store, one cluster, all real, filled from the sample estate. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { sampleContainers } from '../../../stacks/sample/content.ts';
import { AUDITOR_CAPS, start as startCeph, type Ceph } from '../ceph/start.ts';
import { addNode } from '../kubernetes/node.ts';
import { start as startKubernetes, type Kubernetes } from '../kubernetes/start.ts';
import { s3Client, type Credentials } from '../s3Client.ts';
import { start as startVersity, type Versity } from '../versitygw/start.ts';
import { createAuditorRole } from './rights.ts';
import { environmentIn } from './environment.ts';
import { letAuditorRead } from './policy.ts';
import { bindVolume, createNamespace } from './volume.ts';

export interface Site {
  readonly stores: Readonly<Record<string, { endpoint: string; region: string }>>;
  readonly ceph: Ceph;
  readonly kubernetes: Kubernetes;
  readonly versity: Readonly<Record<string, Versity>>;
  /** Folder with the estate whose endpoints are the real ones. */
  readonly estate: string;
  /** Environment with which the command line reads the site: profiles and kubeconfig, nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** `place=profile` for every store. */
  readonly profiles: readonly string[];
  readonly client: (place: string, account: string) => S3Client;
  readonly stop: () => Promise<void>;
}

const credentials = (access: string): Credentials => ({ access, secret: `secret-of-${access}-0001` });
export const publicAccounts = ['committee-apps', 'night-support', 'night-support-2', 'night-support-3'] as const;
export const privateAccounts = ['store-owner', 'case-desk', 'night-support', 'former-desk'] as const;

/** The machine under each volume: one of its own where a fault moves it. */
export const nodeOf: Readonly<Record<string, string>> = {
  'accreditation/photos': 'paris-1',
  'screening/queue': 'paris-2',
  'legacy/archive': 'paris-3',
};

function startPublic(region: string): Promise<Versity> {
  const accounts = publicAccounts.map(
    (access) => ({ ...credentials(access), role: access === 'committee-apps' ? 'userplus' : 'user' }) as const,
  );
  return startVersity({
    region,
    root: credentials('root'),
    accounts: [...accounts, { ...credentials('auditor'), role: 'admin' }],
  });
}

async function startPrivate(): Promise<Ceph> {
  const users = privateAccounts.map((uid) => ({ uid, ...credentials(uid) }));
  const ceph = await startCeph({
    zonegroup: 'eu-private',
    users: [...users, { uid: 'auditor', ...credentials('auditor'), caps: AUDITOR_CAPS }],
  });
  return ceph;
}

async function startCluster(): Promise<Kubernetes> {
  const cluster = await startKubernetes({
    users: ['auditor', 'platform-fr', 'case-officer', 'night-support', 'former-desk'].map((name) => ({ name })),
  });
  for (const node of Object.values(nodeOf)) await addNode(cluster, node, 'eu-private');
  await createAuditorRole(cluster);
  return cluster;
}

/** The estate of the repository with its example endpoints replaced by the real ones. */
function estateFor(endpoints: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'cloison-drill-')), 'estate');
  cpSync('stacks/sample/estate', folder, { recursive: true });
  const file = join(folder, 'estate.yaml');
  const text = Object.entries(endpoints).reduce(
    (whole, [from, to]) => whole.replaceAll(from, to),
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
  return folder;
}

async function fill(site: Site): Promise<void> {
  const clients = {
    'rgw-paris': site.client('rgw-paris', 'store-owner'),
    'oss-public': site.client('oss-public', 'committee-apps'),
    'oss-abroad': site.client('oss-abroad', 'committee-apps'),
  };
  for (const { place, container, object } of sampleContainers()) {
    const client = (clients as Record<string, S3Client>)[place];
    if (client !== undefined && object !== undefined) {
      await client.send(new CreateBucketCommand({ Bucket: container }));
      await client.send(new PutObjectCommand({ Bucket: container, Key: object.key, Body: object.body }));
      if (place === 'rgw-paris') await letAuditorRead(client, container);
    } else if (place === 'k8s-paris') {
      const [namespace = '', claim = ''] = container.split('/');
      await createNamespace(site.kubernetes, namespace);
      await bindVolume(site.kubernetes, { namespace, claim, node: nodeOf[container] ?? 'paris-1' });
    }
  }
}

export async function startSite(): Promise<Site> {
  const [near, abroad, ceph, kubernetes] = await Promise.all([
    startPublic('eu-central-1'),
    startPublic('ap-southeast-1'),
    startPrivate(),
    startCluster(),
  ]);
  const stores = {
    'rgw-paris': { endpoint: ceph.endpoint, region: 'eu-private' },
    'oss-public': { endpoint: near.endpoint, region: near.region },
    'oss-abroad': { endpoint: abroad.endpoint, region: abroad.region },
  };
  const endpoints = {
    'https://oss-abroad-admin.estuaire.example': abroad.adminEndpoint,
    'https://oss-abroad.estuaire.example': abroad.endpoint,
    'https://oss-admin.estuaire.example': near.adminEndpoint,
    'https://oss.estuaire.example': near.endpoint,
    'https://rgw.estuaire.example': ceph.endpoint,
  };
  const site: Site = {
    stores,
    ceph,
    kubernetes,
    versity: { 'oss-public': near, 'oss-abroad': abroad },
    estate: estateFor(endpoints),
    env: environmentIn(mkdtempSync(join(tmpdir(), 'cloison-drill-env-')), kubernetes, [credentials('auditor')]),
    profiles: Object.keys(stores).map((place) => `${place}=auditor`),
    client: (place, account) => {
      const { endpoint, region } = stores[place as keyof typeof stores];
      return s3Client(endpoint, region, credentials(account));
    },
    stop: async () => {
      await Promise.all([near.stop(), abroad.stop(), ceph.stop(), kubernetes.stop()]);
    },
  };
  await fill(site);
  return site;
}
