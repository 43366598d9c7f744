/** Constructed, for no registry serves the provider of Google: the configuration of a binary plan beside the plan in JSON. */
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { openPlan } from '../../../../audit/plan/open.ts';
import { snapshotIn } from '../../../../audit/plan/terraform/snapshot/snapshot.ts';
import { readPlan } from '../../../../audit/plan/readPlan.ts';
import { at, factIn, paris } from '../telling.ts';

const madeAt = '2026-11-22T16:51:11Z';
const provider_name = 'registry.terraform.io/hashicorp/google';
const account = { account_id: 'app-reader', project: 'shop-prod-1' };
const literal = '"serviceAccount:${google_service_account.app.email}"';

interface Grant {
  readonly type: string;
  readonly property: 'member' | 'members';
}
const onBucket: Grant = { type: 'google_storage_bucket_iam_member', property: 'member' };

function planText(values: object, cites: readonly string[], { property, ...granted }: Grant): string {
  const of = (type: string, name: string) => ({ address: `${type}.${name}`, mode: 'managed', type, name });
  const made = [
    { ...of('google_service_account', 'app'), after: values, after_unknown: { email: true, member: true } },
    { ...of('google_storage_bucket', 'b'), after: { name: 'photos', location: 'EUROPE-WEST9' }, after_unknown: {} },
    {
      ...of(granted.type, 'm'),
      after: { bucket: 'photos', role: 'roles/storage.objectViewer' },
      after_unknown: { [property]: true },
    },
  ];
  return JSON.stringify({
    format_version: '1.2',
    applyable: true,
    complete: true,
    errored: false,
    timestamp: madeAt,
    resource_changes: made.map(({ after, after_unknown, ...each }) => ({
      ...each,
      provider_name,
      change: { actions: ['create'], before: null, after, after_unknown },
    })),
    configuration: {
      provider_config: { google: { name: 'google', full_name: provider_name } },
      root_module: {
        resources: made.map(({ after: _after, after_unknown: _unknown, ...each }) => ({
          ...each,
          provider_config_key: 'google',
          expressions: each.name === 'm' ? { bucket: {}, role: {}, [property]: { references: cites } } : {},
        })),
      },
    },
  });
}
const written = (member: string, { type, property }: Grant, kept = 'google_service_account') =>
  zipSync({
    // Field 21 of the message, of 20 bytes.
    tfplan: new Uint8Array([0xaa, 1, madeAt.length, ...strToU8(madeAt)]),
    'tfconfig/modules.json': strToU8(JSON.stringify([{ Key: '', Dir: '.' }])),
    'tfconfig/m-/main.tf': strToU8(
      `resource "${kept}" "app" {\n}\nresource "google_storage_bucket" "b" {\n}\nresource "${type}" "m" {\n  ${property} = ${member}\n}\n`,
    ),
  });

const email = ['google_service_account.app.email', 'google_service_account.app'];
async function seen(
  member: string | undefined,
  values: object = account,
  cites: readonly string[] = email,
  grant: Grant = onBucket,
) {
  const snapshot = member === undefined ? undefined : await snapshotIn(written(member, grant));
  const bytes = (async function* () {
    yield Buffer.from(planText(values, cites, grant));
  })();
  const { signal } = new AbortController();
  const told = openPlan({ name: 'p', bytes }, { signal, snapshots: snapshot === undefined ? [] : [snapshot] });
  const reading = await readPlan(told, { estate: paris, at, tool: 'cloison test' });
  const subject = reading.rows.find(({ type }) => type === 'google_storage_bucket')!.subject!;
  return ['publicRead', 'publicWrite', 'grants'].map((fact) => factIn(reading, subject, fact));
}
const open = ['unknown', 'unknown', 'unknown'];
const known = [{ value: false }, { value: false }, 'unsupported'];

it('a member that is a service account of the plan is a program of our own, by the binary plan', async () => {
  expect(await seen(literal)).toEqual(known);
  expect(await seen('google_service_account.app.member')).toEqual(known);
  expect(await seen('"serviceAccount:${ google_service_account.app.email }"')).toEqual(known);
});

it('is that account whatever a comment behind it says', async () => {
  expect(await seen('"serviceAccount:${google_service_account.app.email}" # allUsers')).toEqual(known);
});

it('is anybody without the binary plan: what cites an account need not name it', async () => {
  expect(await seen(undefined)).toEqual(open);
});

it.each([
  'replace(google_service_account.app.email, "/.*/", "allUsers")',
  'google_service_account.app.email == "x" ? "x" : "allUsers"',
  '"allUsers${replace(google_service_account.app.email, "/.*/", "")}"',
  '"user:${google_service_account.app.email}"',
  'google_service_account.app.email',
  'google_service_account.app.display_name',
  'google_service_account.other.member',
  '"serviceAccount:${google_service_account.app.email}, allUsers"',
  '"%{ if true }allUsers%{ endif }"',
])('%s stays open', async (member) => {
  expect(await seen(member)).toEqual(open);
});

it('stays open where the name of the account does, or something else is cited too', async () => {
  for (const values of [
    { account_id: 'app-reader' },
    { project: 'shop-prod-1' },
    { ...account, account_id: 'A' },
    { ...account, project: 'example.com:shop' },
    { ...account, project: 7 },
  ])
    expect(await seen(literal, values), JSON.stringify(values)).toEqual(open);
  expect(await seen(literal, account, [...email, 'var.who'])).toEqual(open);
  expect(await seen(literal, account, ['google_service_account.other.email', 'google_service_account.other'])).toEqual(
    open,
  );
});

it('in a list is known where all of the list is', async () => {
  const list: Grant = { type: 'google_storage_bucket_iam_binding', property: 'members' };
  expect(await seen(undefined, account, email, list)).toEqual(open);
  expect(await seen(`[${literal}]`, account, email, list)).toEqual(known);
  expect(await seen(`[${literal}, "allUsers"]`, account, email, list)).not.toEqual(known);
  expect(await seen(`[${literal}, "user:a@else.example"]`, account, email, list)).not.toEqual(known);
  expect(await seen(`[${literal}, upper("allUsers")]`, account, email, list)).toEqual(open);
  expect(await seen(`concat([${literal}], [])`, account, email, list)).toEqual(open);
});

it.each<[Grant, (member: string) => string]>([
  [{ type: 'google_project_iam_member', property: 'member' }, (member) => member],
  [{ type: 'google_project_iam_binding', property: 'members' }, (member) => `[${member}]`],
])('rights on the whole project: $type', async (grant, of) => {
  const on = async (member: string | undefined, values: object = account) =>
    (await seen(member, values, email, grant))[2];
  // The program gives itself rights, whatever its name will be.
  for (const values of [account, { account_id: 'app-reader' }]) {
    expect(await on(of(literal), values)).toBe('unsupported');
    expect(await on(of('google_service_account.app.member'), values)).toBe('unsupported');
    expect(await on(undefined, values)).toBe('unknown');
    expect(await on(of('replace(google_service_account.app.email, "/.*/", "user:a@else.example")'), values)).toBe(
      'unknown',
    );
    expect(await on(of('"user:${google_service_account.app.email}"'), values)).toBe('unknown');
    expect(await on(of('google_service_account.app.display_name'), values)).toBe('unknown');
  }
  if (grant.property === 'members') expect(await on(`[${literal}, "user:a@else.example"]`)).toBe('unknown');
});
