/** A small estate for the guard: one store, one strict store, one cluster, data of every class, people of every kind. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFiles, readEstateFrom, speaker, type Collection, type Trust } from '../../estate/index.ts';
import {
  adapters,
  benches,
  guardWords,
  instanceOf,
  type Adapter,
  type Ground,
  type Instance,
  type Reply,
  type Row,
  type Settings,
} from '../../guard/index.ts';
import { respond } from '../../guard/respond.ts';
import { committedEngine, committedFacts, policyWords } from '../../policies/index.ts';

export const now = '2026-06-01T10:00:00.000Z';

export const estateText = `
apiVersion: cloison/v1
organisation: { name: Exercise, entity: committee, accountable: role:director, dpo: role:dpo }
entities:
  committee:     { country: FR, role: controller, holders: [] }
  integrator-fr: { country: FR, role: processor, engagedBy: [committee], holders: [], regions: { eu-private: FR } }
  support-hk:    { country: HK, role: sub-processor, engagedBy: [integrator-fr], holders: [] }
  timing-ch:     { country: CH, role: processor, engagedBy: [committee], holders: [] }
  stray-de:      { country: DE, holders: [] }
zones:
  private:
    side: private
    provider: integrator-fr
    country: FR
    planes:
      control:    { entity: integrator-fr, from: [FR], clearText: true }
      hypervisor: { entity: integrator-fr, from: [FR], clearText: true }
      backup:     { entity: integrator-fr, from: [FR], clearText: false }
      keys:       { entity: committee, from: [FR], clearText: true }
      support:    { entity: integrator-fr, from: [FR], clearText: false }
    places:
      rgw-paris:  { s3: "https://rgw.example", region: eu-private, prefixes: [shared/badges/], sessionUnknown: { D2: place-of-work, D3: place-of-work, D4: place-of-work } }
      rgw-strict: { s3: "https://strict.example", region: eu-private, sessionUnknown: { D3: place-of-work } }
      k8s-paris:  { kubernetes: private }
activities:
  event:
    controller: committee
    purposes: { access-control: { basis: 6.1.e } }
    dataSubjects: { kind: people }
    retention: P6M
    datasets: [badges, medical, contacts, figures, results]
datasets:
  badges:   { class: D3, owner: role:badge-lead, home: private, mayLieIn: [private], key: { holder: committee }, readers: { roles: [officer] }, end: { state: erased, by: 2026-12-31 }, lies: ["store://rgw-paris/badges", "store://rgw-paris/shared/badges/", "store://rgw-strict/badges", "cluster://k8s-paris/badges/PersistentVolumeClaim/photos"] }
  medical:  { class: D4, owner: role:medical-lead, home: private, mayLieIn: [private], key: { holder: committee }, readers: { roles: [officer, nurse] }, end: { state: erased, by: 2026-12-31 }, lies: ["store://rgw-paris/medical", "store://rgw-strict/medical", "cluster://k8s-paris/medical/PersistentVolumeClaim/images"] }
  contacts: { class: D2, owner: role:contact-lead, home: private, mayLieIn: [private], key: { holder: committee }, end: { state: erased, by: 2026-12-31 }, lies: ["store://rgw-paris/contacts", "store://rgw-strict/contacts", "cluster://k8s-paris/contacts/PersistentVolumeClaim/cards"] }
  figures:  { class: D1, owner: role:figure-lead, home: private, mayLieIn: [private], key: { holder: committee }, end: { state: archived, by: 2026-12-31 }, lies: ["store://rgw-paris/figures", "cluster://k8s-paris/figures/PersistentVolumeClaim/tables"] }
  results:  { class: D0, personal: true, owner: role:result-lead, home: private, mayLieIn: [private], key: { holder: committee }, end: { state: archived, by: 2026-12-31 }, lies: ["store://rgw-paris/results"] }
operators:  { from: operators.csv }
identities: { from: identities.csv }
`;

const people = [
  ['op-eu', 'committee', '', 'FR', 'officer', ''],
  ['op-nurse', 'integrator-fr', '', 'FR', 'nurse', ''],
  ['op-hk', 'support-hk', '', 'HK', 'officer', ''],
  ['op-ch', 'timing-ch', '', 'CH', 'officer', ''],
  ['op-ended', 'committee', '', 'FR', 'officer', '2026-05-31'],
  ['op-last-day', 'committee', '', 'FR', 'officer', '2026-06-01'],
  ['op-abroad', 'committee', '', 'HK', 'officer', ''],
  ['op-unclear', 'committee', 'unclear', 'FR', 'officer', ''],
  ['op-stray', 'stray-de', '', 'DE', 'officer', ''],
] as const;
export const operatorIds: readonly string[] = people.map(([id]) => id);

const accounts = operatorIds.flatMap((id) => [
  [id, 'rgw-paris', 's3-user', `u-${id}`, '', ''],
  [id, 'rgw-strict', 's3-user', `u-${id}`, '', ''],
  [id, 'k8s-paris', 'kubernetes-user', `${id}@example`, '', ''],
]);
const more = [
  ['op-hk', 'k8s-paris', 'kubernetes-group', 'night-support', '', ''],
  ['op-eu', 'k8s-paris', 'kubernetes-serviceaccount', 'badges/printer', '', ''],
  ['op-eu', 'rgw-paris', 's3-user', 'u-closed', '2024-01-01', '2025-12-31'],
];

const csv = (rows: readonly (readonly string[])[]) => `${rows.map((row) => row.join(',')).join('\n')}\n`;
const operatorsText = csv([['id', 'employer', 'authority', 'worksIn', 'role', 'until'], ...people]);
const identitiesText = csv([['operator', 'place', 'kind', 'name', 'from', 'until'], ...accounts, ...more]);

/** Writes the estate to a fresh folder and returns it. `extra` is added to the root document. */
export function estateFolder(extra = '', changed: readonly (readonly [string, string])[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-guard-'));
  const text = changed.reduce((before, [from, to]) => {
    if (before.split(from).length !== 2) throw new Error(`not there exactly once: ${from}`);
    return before.replace(from, () => to);
  }, estateText + extra);
  mkdirSync(join(folder, 'waivers'));
  writeFileSync(join(folder, 'estate.yaml'), text);
  writeFileSync(join(folder, 'operators.csv'), operatorsText);
  writeFileSync(join(folder, 'identities.csv'), identitiesText);
  return folder;
}

const engine = committedEngine();
const facts = committedFacts();
export const noTrust: Trust = { version: 'cloison/trust/v1', keys: [] };

export function groundOf(folder: string, collection?: Collection, trust: Trust = noTrust): Ground {
  const { estate, files, problems } = readEstateFrom(folder, diskFiles);
  if (estate === undefined) throw new Error(JSON.stringify(problems));
  return { estate, files, trust, engine, facts, collection };
}

export const defaults: Settings = { sessionKey: 'cloison.example/session-country', exempt: [] };

export interface Rig {
  readonly ground: Ground;
  readonly instance: Instance;
  readonly rows: Row[];
  readonly post: (path: string, body: unknown) => Reply;
}

/** The whole guard without a network: what a request is answered, and what is logged. */
export function rig(ground: Ground = groundOf(estateFolder()), settings: Settings = defaults, at = now): Rig {
  const rows: Row[] = [];
  const instance = instanceOf(ground, undefined, {
    now: () => new Date(at),
    random: (bytes) => new Uint8Array(bytes).fill(7),
    write: (row) => void rows.push(row),
    say: speaker('en', guardWords, policyWords),
    settings,
  });
  const post = (path: string, body: unknown): Reply => {
    const adapter = adapters.find(({ serves }) => serves(path)) as Adapter;
    const bytes = typeof body === 'string' ? body : JSON.stringify(body);
    return respond(adapter, { path, body: Buffer.from(bytes) }, instance.desk());
  };
  return { ground, instance, rows, post };
}

export const benchNow = (ground: Ground, at = now) => benches(ground)(at);
