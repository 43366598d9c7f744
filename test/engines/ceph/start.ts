import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireEngine } from '../binary.ts';
import { inLab } from '../lab.ts';
import type { Lab } from '../lab.ts';
import { freePort } from '../ports.ts';
import type { Credentials } from '../s3Client.ts';
import { cephConf, gatewayLog, opsLog, zoneOf } from './configuration.ts';
import type { ClusterShape } from './configuration.ts';

export interface CephUser extends Credentials {
  readonly uid: string;
  /** Rights on the Admin Ops API, as radosgw-admin writes them: `users=read;buckets=read`. */
  readonly caps?: string;
}

/** Enough to read users, buckets, metadata and usage through the Admin Ops API, and to change nothing. */
export const AUDITOR_CAPS = 'users=read;buckets=read;metadata=read;usage=read;zone=read';

export interface CephOptions {
  /** What GetBucketLocation answers and what a LocationConstraint must say. */
  readonly zonegroup: string;
  readonly users?: readonly CephUser[];
  /** An OPA endpoint that the gateway asks before every request; it answers `{"result": boolean}`. */
  readonly opaUrl?: string;
  /** More settings of the gateway, as ceph.conf spells them: `rgw opa token`, `rgw enable apis`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly port?: number;
}

export interface Ceph {
  readonly endpoint: string;
  readonly zonegroup: string;
  /** One JSON object per line; requests refused before a user is known are only in gatewayLog. */
  readonly opsLog: string;
  readonly gatewayLog: string;
  /** Runs `radosgw-admin <words>` on this cluster and returns what it prints. */
  readonly admin: (...words: string[]) => Promise<string>;
  readonly createUser: (user: CephUser) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A whole Ceph object store in memory: one site. Two sites are two calls. */
export function start({ zonegroup, users = [], opaUrl, settings = {}, port }: CephOptions): Promise<Ceph> {
  return inLab('ceph', async (lab) => {
    const { folder, stop } = lab;
    const endpoint = `http://127.0.0.1:${await freePort(port)}`;
    const site = { zonegroup, opaUrl, settings };
    const shape = { folder, clusterId: randomUUID(), monitorPort: await freePort(), endpoint, ...site };
    const configuration = { CEPH_CONF: lab.write('ceph.conf', cephConf(shape)) };
    for (const name of ['mon', 'osd', 'run']) mkdirSync(join(folder, name));
    const ceph = (command: string, ...words: string[]) => lab.command(requireEngine(command), words, configuration);
    const daemon = (name: string, command: string, ...words: string[]) =>
      lab.run(name, requireEngine(command), [...words, '-f'], { env: configuration, patience: 500 });
    const admin = (...words: string[]) => ceph('radosgw-admin', '-n', 'client.rgw', ...words);

    await startCluster(shape, ceph, daemon);
    await describeSite(shape, admin);
    daemon('radosgw', 'radosgw', '-n', 'client.rgw');
    await answers(lab, endpoint);
    const createUser = async ({ uid, access, secret, caps }: CephUser) => {
      const identity = ['--uid', uid, '--display-name', uid, '--access-key', access, '--secret', secret];
      await admin('user', 'create', ...identity, ...(caps ? ['--caps', caps] : []));
    };
    for (const user of users) await createUser(user);
    return { endpoint, zonegroup, opsLog: opsLog(folder), gatewayLog: gatewayLog(folder), admin, createUser, stop };
  });
}

type Run = (command: string, ...words: string[]) => Promise<string>;
type Daemon = (name: string, command: string, ...words: string[]) => unknown;

async function startCluster(
  { folder, clusterId, monitorPort }: ClusterShape,
  ceph: Run,
  daemon: Daemon,
): Promise<void> {
  const map = join(folder, 'monmap');
  await ceph('monmaptool', '--create', '--fsid', clusterId, '--addv', 'a', `[v2:127.0.0.1:${monitorPort}]`, map);
  await ceph('ceph-mon', '-i', 'a', '--mkfs', '--monmap', map);
  daemon('mon', 'ceph-mon', '-i', 'a');
  const osd = randomUUID();
  await ceph('ceph', 'osd', 'new', osd);
  await ceph('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd);
  daemon('osd', 'ceph-osd', '-i', '0');
}

/** Before the first start of the gateway, so that the region carries the name we choose. */
async function describeSite({ zonegroup, endpoint }: ClusterShape, admin: Ceph['admin']): Promise<void> {
  const here = ['--rgw-zonegroup', zonegroup, '--endpoints', endpoint, '--master', '--default'];
  await admin('realm', 'create', '--rgw-realm', 'lab', '--default');
  await admin('zonegroup', 'create', '--api-name', zonegroup, ...here);
  await admin('zone', 'create', '--rgw-zone', zoneOf(zonegroup), ...here);
  await admin('period', 'update', '--commit');
}

/** Any HTTP answer will do: with OPA in front, an anonymous request may be refused or fail. */
async function answers(lab: Lab, endpoint: string): Promise<void> {
  await lab.until(`answer from ${endpoint}`, async () => (await fetch(endpoint)).status > 0, 60);
}
