/** What differs between two throw-away object stores. */
export interface ClusterShape {
  readonly folder: string;
  readonly clusterId: string;
  readonly monitorPort: number;
  readonly endpoint: string;
  readonly zonegroup: string;
  readonly opaUrl?: string | undefined;
  readonly settings?: Readonly<Record<string, string>>;
}

/** One monitor, one in-memory OSD, one gateway, on loopback, without keys: everything that ceph.conf must say. */
export function cephConf(shape: ClusterShape): string {
  const { folder, zonegroup } = shape;
  return `[global]
fsid = ${shape.clusterId}
mon host = v2:127.0.0.1:${shape.monitorPort}
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
auth cluster required = none
auth service required = none
auth client required = none
keyring = /dev/null
run dir = ${folder}/run
# with the pid, or every radosgw-admin complains about the socket of the running gateway
admin socket = ${folder}/run/$name.$pid.asok
pid file = ${folder}/run/$name.pid
log file = ${folder}/log/$name.log
crash dir = ${folder}/log
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon warn on pool no redundancy = false
mon max pg per osd = 1000
# a monitor alone has nobody to wait for; by default each new pool costs a second
paxos propose interval = 0.01
paxos min wait = 0.01
mon data = ${folder}/mon
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 268435456
osd class load list = *
osd class default list = *
[client]
ms mon client mode = crc
[client.rgw]
log file = ${gatewayLog(folder)}
rgw frontends = beast endpoint=${shape.endpoint.replace('http://', '')}
rgw zonegroup = ${zonegroup}
rgw zone = ${zoneOf(zonegroup)}
rgw enable ops log = true
rgw ops log rados = false
rgw ops log file path = ${opsLog(folder)}
rgw enable usage log = true
rgw usage log flush threshold = 1
rgw usage log tick interval = 1
${lines(shape.opaUrl ? { 'rgw use opa authz': 'true', 'rgw opa url': shape.opaUrl } : {})}
${lines(shape.settings ?? {})}
`;
}

function lines(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');
}

export function zoneOf(zonegroup: string): string {
  return `${zonegroup}-1`;
}

export function opsLog(folder: string): string {
  return `${folder}/log/ops.log`;
}

export function gatewayLog(folder: string): string {
  return `${folder}/log/rgw.log`;
}
