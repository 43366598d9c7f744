import { describe, expect, it } from 'vitest';
import { unknownLeaf, type Bare, type Properties, type Told, type Tree } from '../../../../audit/plan/told.ts';
import { estateOf, paris, provider, read, resource } from '../telling.ts';

const day = { from: '2026-01-01' };
const google = { key: 'g', name: 'google' };
const zone = (of: string, region: string) => ({
  side: 'public',
  provider: of,
  country: 'FR',
  places: { [`at-${of}`]: { s3: `https://${of}.example`, region } },
});
const known = estateOf({ ...paris.zones, g: zone('gcp', 'europe-west9') } as never, {
  operators: [{ id: 'op-1', employer: 'committee', worksIn: ['FR'], role: 'role:desk', ...day }] as never,
  identities: [
    { operator: 'op-1', place: 'at-gcp', kind: 'google-principal', name: 'user:desk@committee.example', ...day },
  ] as never,
});
const of = (type: string, name: string, after: Properties, references = {}): Told =>
  resource({ type, name, provider: 'g', after, references });
/** What the binary plan says of a resource. */
const written = (address: string, bare: Readonly<Record<string, readonly Bare[]>>, references = {}): Told => ({
  tell: 'link',
  input: 'plan.json',
  address,
  provider: 'g',
  references,
  sets: ['member', 'members', 'principal_id', 'role', 'scope', 'project'],
  bare,
});
const given = (address: string, attribute: string, before = '', behind = ''): Bare => ({
  before,
  address,
  attribute,
  behind,
});
const bucket = of('google_storage_bucket', 'b', { name: 'photos', location: 'EUROPE-WEST9' });
const topic = of('google_pubsub_topic', 't', { name: 'news' });
const member = (who: Tree, role: Tree = 'roles/storage.objectViewer', references = {}) =>
  of('google_project_iam_member', 'm', { project: 'p', member: who, role }, references);
async function reading(...told: readonly Told[]) {
  const all = [provider({ region: 'europe-west9' }, google), bucket, topic, ...told];
  const { rows, collection } = await read(all, { estate: known });
  const grants = (type: string) => {
    const subject = rows.find((row) => row.type === type)!.subject;
    const seen = collection.observations.find((each) => each.subject === subject && each.fact === 'grants');
    return seen?.state === 'value' ? seen.value : seen?.state;
  };
  return { bucket: grants('google_storage_bucket'), topic: grants('google_pubsub_topic'), rows };
}
const onBucket = async (...told: readonly Told[]) => (await reading(...told)).bucket;

describe('rights on a whole project', () => {
  it('reach what the role is about, whoever is named', async () => {
    const told = await reading(member('user:a@else.example'));
    expect([told.bucket, told.topic]).toEqual(['unknown', 'unsupported']);
    expect(told.rows.find(({ type }) => type === 'google_project_iam_member')).toMatchObject({
      outcome: 'judged',
      subject: told.rows.find(({ type }) => type === 'google_storage_bucket')!.subject,
    });
    for (const role of [
      'roles/owner',
      'roles/viewer',
      'roles/iam.serviceAccountTokenCreator',
      'projects/p/roles/own',
      unknownLeaf,
      7,
    ]) {
      const all = await reading(member('group:all@else.example', role));
      expect([role, all.bucket, all.topic]).toEqual([role, 'unknown', 'unknown']);
    }
  });

  it('reach nothing where the role is about something else, and stand elsewhere then', async () => {
    for (const role of ['roles/monitoring.viewer', 'roles/logging.logWriter', 'roles/run.invoker']) {
      const told = await reading(member('user:a@else.example', role));
      expect([told.bucket, told.topic]).toEqual(['unsupported', 'unsupported']);
      expect(told.rows.find(({ type }) => type === 'google_project_iam_member')).toMatchObject({
        reason: 'grants-elsewhere',
      });
    }
  });

  it('name services of the program, which are nobody', async () => {
    expect(await onBucket(member('serviceAccount:a@p.iam.gserviceaccount.com'))).toBe('unsupported');
  });

  describe('whose names only apply knows', () => {
    const waiting = member(unknownLeaf, undefined, { member: ['google_service_account.sa'] });
    const by = (...bare: readonly Bare[]) =>
      onBucket(waiting, written('google_project_iam_member.m', { member: bare }));
    const account = 'module.m["a.b"].google_service_account.sa["x.y"]';

    it('are anybody’s without the binary plan: a function cites the same, and so does a program of Pulumi', async () => {
      expect(await onBucket(waiting)).toBe('unknown');
      const pulumi = resource({
        type: 'gcp:projects/iAMMember:IAMMember',
        name: 'm',
        provider: 'g',
        after: { project: 'p', member: unknownLeaf, role: 'roles/owner' },
        references: { member: ['urn:pulumi:s::p::gcp:serviceaccount/account:Account::sa'] },
      });
      expect(await onBucket(pulumi)).toBe('unknown');
    });

    it('are nobody’s where it writes an account of the program and nothing else', async () => {
      expect(await by(given(account, 'member'))).toBe('unsupported');
      expect(await by(given(account, 'email', 'serviceAccount:'))).toBe('unsupported');
    });

    it.each<[string, readonly Bare[]]>([
      ['what it computes', []],
      ['another beginning', [given(account, 'email', 'user:')]],
      ['no beginning', [given(account, 'email')]],
      ['more behind it', [given(account, 'email', 'serviceAccount:', ',allUsers')]],
      ['another attribute', [given(account, 'display_name', 'serviceAccount:')]],
      ['an account that is read', [given('data.google_service_account.sa', 'member')]],
      ['a group', [given('google_identity_group.g', 'member')]],
      ['what is only called so', [given('azuread_user.google_service_account', 'member')]],
      ['a stranger beside it', [given(account, 'member'), given('google_identity_group.g', 'member')]],
    ])('are anybody’s where it writes %s', async (_, bare) => {
      expect(await by(...bare)).toBe('unknown');
    });
  });

  it('name several, of whom one is enough, and everybody', async () => {
    const bound = (...members: readonly Tree[]) =>
      of('google_project_iam_binding', 'm', { project: 'p', members, role: 'roles/storage.admin' });
    expect(await onBucket(bound('serviceAccount:a@p.iam.gserviceaccount.com'))).toBe('unsupported');
    expect(await onBucket(bound('serviceAccount:a@p.iam.gserviceaccount.com', 'user:b@else.example'))).toBe('unknown');
    expect(await onBucket(bound('allUsers'))).toBe('unknown');
    expect(await onBucket(bound(unknownLeaf))).toBe('unknown');
    expect(await onBucket(of('google_project_iam_policy', 'm', { policy_data: '{}' }))).toBe('unknown');
  });

  it('are an operator’s where the estate knows the name', async () => {
    expect(await onBucket(member('user:desk@committee.example'))).toMatchObject({
      grants: [{ who: 'operator', id: 'op-1', via: 'user-policy' }],
    });
  });

  it('are of no other provider', async () => {
    const other = resource({ type: 'aws_s3_bucket', name: 'o', after: { bucket: 'o', region: 'eu-west-3' } });
    const { rows, collection } = await read([other, member('user:a@else.example', 'roles/owner')]);
    const subject = rows.find(({ type }) => type === 'aws_s3_bucket')!.subject;
    expect(collection.observations.find((each) => each.subject === subject && each.fact === 'grants')?.state).toBe(
      'unsupported',
    );
  });
});

describe('a role assignment of Azure', () => {
  const account = (name: string) =>
    of('azurerm_storage_account', name, { name, id: `/subscriptions/s/${name}`, location: 'francecentral' });
  const assigned = (after: Properties, references = {}) =>
    of(
      'azurerm_role_assignment',
      'r',
      { principal_id: 'somebody', role_definition_name: 'Storage Blob Data Reader', ...after },
      references,
    );
  const states = async (...told: readonly Told[]) => {
    const { rows, collection } = await read([account('one'), account('two'), ...told]);
    return ['one', 'two'].map((name) => {
      const { subject } = rows.find(({ address }) => address === `azurerm_storage_account.${name}`)!;
      return collection.observations.find((each) => each.subject === subject && each.fact === 'grants')?.state;
    });
  };

  it('is about the one container that it names, and about all of a group', async () => {
    expect(await states(assigned({ scope: '/subscriptions/s/one' }))).toEqual(['unknown', 'unsupported']);
    const cited = assigned({ scope: unknownLeaf }, { scope: ['azurerm_storage_account.two'] });
    expect(await states(cited)).toEqual(['unsupported', 'unknown']);
    expect(await states(assigned({ scope: '/subscriptions/s' }))).toEqual(['unknown', 'unknown']);
    expect(await states(assigned({ scope: unknownLeaf }))).toEqual(['unknown', 'unknown']);
    const part = of('azurerm_storage_container', 'c', {
      id: '/c',
      name: 'c',
      storage_account_id: '/subscriptions/s/two',
    });
    expect(await states(part, assigned({ scope: '/c' }))).toEqual(['unsupported', 'unknown']);
  });

  it('names an identity of the program, which is nobody, or whoever', async () => {
    const to = (...bare: readonly Bare[]) => [
      assigned(
        { scope: '/subscriptions/s', principal_id: unknownLeaf },
        { principal_id: bare.map((one) => one.address) },
      ),
      written('azurerm_role_assignment.r', { principal_id: bare }),
    ];
    const [nobody, anybody] = [
      ['unsupported', 'unsupported'],
      ['unknown', 'unknown'],
    ];
    const own = given('azurerm_user_assigned_identity.i', 'principal_id');
    expect(await states(...to(own))).toEqual(nobody);
    expect(await states(to(own)[0]!)).toEqual(anybody);
    expect(await states(...to({ ...own, attribute: 'client_id' }))).toEqual(anybody);
    expect(await states(...to({ ...own, attribute: 'tags["x"]' }))).toEqual(anybody);
    expect(await states(...to(given('azuread_group.g', 'principal_id')))).toEqual(anybody);
    const app = of('azurerm_linux_web_app', 'w', { name: 'w', location: 'francecentral' });
    const system = given('azurerm_linux_web_app.w', 'identity[0].principal_id');
    expect(await states(app, ...to(system))).toEqual(nobody);
    expect(await states(...to(system))).toEqual(anybody);
    expect(await states(app, ...to({ ...system, attribute: 'app_settings["who"]' }))).toEqual(anybody);
    expect(await states(assigned({ scope: '/subscriptions/s', role_definition_name: 'Key Vault Reader' }))).toEqual(
      nobody,
    );
  });
});
