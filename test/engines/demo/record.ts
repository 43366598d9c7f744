/** `npm run demo:record`: plants the demonstration's faults on real engines and keeps what a collection of them says. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireEngine } from '../binary.ts';
import { readFaults, type Fault } from '../spine/faults.ts';
import { plant } from '../spine/plant.ts';
import { cloison } from '../spine/run.ts';
import { startSite, type Site } from '../spine/site.ts';
import { routed } from './transport.ts';

const folder = 'stacks/demo/recording';

/** Faults that lie in the engines alone: the demonstration judges the estate as it is committed. */
export function demoFaults(): Fault[] {
  return readFaults().filter((fault) => fault.plant.every((step) => step.do !== 'estate'));
}

function engineVersions(): { name: string; version: string }[] {
  const say = (command: string, ...words: string[]) =>
    execFileSync(requireEngine(command), words, { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const first = (text: string) => /\d+\.\d+\.\d+/.exec(text)?.[0] ?? 'unknown';
  return [
    { name: 'Ceph RGW', version: first(say('radosgw', '--version')) },
    { name: 'versitygw', version: first(say('versitygw', '--version')) },
    { name: 'Kubernetes', version: first(say('kube-apiserver', '--version')) },
  ];
}

/** The collection of a site with the faults planted, read under the addresses that the committed estate names. */
export async function recordOn(site: Site): Promise<string> {
  for (const fault of demoFaults()) for (const step of fault.plant) await plant(site, step);
  const { 'oss-public': near, 'oss-abroad': abroad } = site.versity;
  const routes = {
    'https://rgw.estuaire.example': site.ceph.endpoint,
    'https://oss.estuaire.example': near!.endpoint,
    'https://oss-admin.estuaire.example': near!.adminEndpoint,
    'https://oss-abroad.estuaire.example': abroad!.endpoint,
    'https://oss-abroad-admin.estuaire.example': abroad!.adminEndpoint,
  };
  const transport = routed(routes, readFileSync(site.kubernetes.caFile, 'utf8'));
  const out = join(mkdtempSync(join(tmpdir(), 'cloison-record-')), 'collection.jsonl');
  const profiles = site.profiles.flatMap((profile) => ['--profile', profile]);
  const done = await cloison(['collect', '--estate', 'stacks/sample/estate', '--out', out, ...profiles], {
    transport,
    now: () => new Date(),
  });
  if (done.code !== 0) throw new Error(`collect ended with ${done.code}: ${done.err}${done.out}`);
  return readFileSync(out, 'utf8');
}

if (import.meta.main) {
  const site = await startSite();
  Object.assign(process.env, site.env);
  try {
    const text = await recordOn(site);
    const header = JSON.parse(text.slice(0, text.indexOf('\n'))) as { collectedAt: string };
    const told = {
      recordedOn: header.collectedAt,
      engines: engineVersions(),
      planted: demoFaults().map((fault) => fault.title),
      sha256: createHash('sha256').update(text).digest('hex'),
    };
    writeFileSync(join(folder, 'collection.jsonl'), text);
    writeFileSync(join(folder, 'recording.json'), `${JSON.stringify(told, null, 2)}\n`);
  } finally {
    await site.stop();
  }
}
