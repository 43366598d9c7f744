import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { forgesSession, touched } from '../../guard/adapters/kubernetes/touched.ts';
import { containedIn } from '../../guard/index.ts';
import { defaults, estateFolder, groundOf, rig } from './estate.ts';
import { review, type ReviewCase } from './requests.ts';

const v1 = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview' };
const noOpinion = { status: 200, body: { ...v1, status: { allowed: false } } };

interface Status {
  readonly allowed: boolean;
  readonly denied?: boolean;
  readonly reason?: string;
}

describe('the authorization webhook of Kubernetes', () => {
  const { post, rows } = rig();
  const ask = (about: ReviewCase) => post('/k8s/authorize', review(about));
  const status = (about: ReviewCase) => (ask(about).body as { status: Status }).status;
  const isDenied = (about: ReviewCase) => {
    const { allowed, denied } = status(about);
    expect(allowed).toBe(false);
    return denied === true;
  };
  const secretsOf = (user: string, country: string | null = 'FR', namespace = 'badges') =>
    isDenied({ user, namespace, ...(country === null ? {} : { country }) });

  it('has no opinion on an operator of the Union connected from there: RBAC keeps the last word', () => {
    expect(ask({ user: 'op-eu@example', country: 'FR', namespace: 'badges' })).toEqual(noOpinion);
  });

  it('refuses hard, with the rule, whom to ask and the decision, and nothing of the request', () => {
    const said = status({ user: 'op-hk@example', country: 'FR', namespace: 'badges', name: 'db-password' });
    expect(said).toMatchObject({ allowed: false, denied: true });
    expect(said.reason).toContain('access/non-eu-operators-stay-out');
    expect(said.reason).toContain('role:badge-lead, role:dpo');
    expect(said.reason).toContain(String(rows.at(-1)?.id));
    expect(said.reason).not.toMatch(/op-hk|example|db-password|photos/);
  });

  test.each<[string, ReviewCase]>([
    ['an operator employed outside the Union', { user: 'op-hk@example', country: 'FR' }],
    ['one whose contract has ended', { user: 'op-ended@example', country: 'FR' }],
    ['an account that belongs to nobody', { user: 'jane@example', country: 'FR' }],
    ['a caller without credentials', { user: 'system:anonymous', groups: ['system:unauthenticated'], country: 'FR' }],
    ['a session from a third country', { user: 'op-eu@example', country: 'HK' }],
    ['a session from nobody knows where', { user: 'op-eu@example' }],
    ['a country that is none', { user: 'op-eu@example', country: 'France' }],
    ['a country in small letters', { user: 'op-eu@example', country: 'fr' }],
    ['a country of no list', { user: 'op-eu@example', country: 'QZ' }],
    ['two countries', { user: 'op-eu@example', extra: { 'cloison.example/session-country': ['FR', 'HK'] } }],
    [
      'two spellings of the key',
      {
        user: 'op-eu@example',
        extra: { 'cloison.example/session-country': ['FR'], 'Cloison.example/Session-Country': ['FR'] },
      },
    ],
    ['a country under another key', { user: 'op-eu@example', extra: { 'session-country': ['FR'] } }],
    [
      'an operator of the Union in a group that is another operator',
      { user: 'op-eu@example', groups: ['night-support'], country: 'FR' },
    ],
    [
      'a stranger in a group that is an operator abroad',
      { user: 'jane@example', groups: ['night-support'], country: 'FR' },
    ],
    [
      'a service account of the namespace that is nobody’s',
      { user: 'system:serviceaccount:badges:default', country: 'FR' },
    ],
  ])('refuses %s', (_who, about) => expect(isDenied({ namespace: 'badges', ...about })).toBe(true));

  it('knows a service account by its namespace and name', () => {
    expect(secretsOf('system:serviceaccount:badges:printer')).toBe(false);
  });

  it('refuses for class D2 a session from nobody knows where, though no rule asks for the country', () => {
    expect(secretsOf('op-eu@example', 'FR', 'contacts')).toBe(false);
    expect(secretsOf('op-eu@example', null, 'contacts')).toBe(true);
    expect(rows.at(-1)).toMatchObject({ session: 'refused', controls: [] });
  });

  it('has no opinion where no container of a dataset lies, and logs nothing', () => {
    rows.length = 0;
    expect(secretsOf('op-hk@example', 'HK', 'web')).toBe(false);
    expect(isDenied({ user: 'jane@example', namespace: 'badges', resource: 'configmaps' })).toBe(false);
    expect(isDenied({ user: 'jane@example', namespace: 'badges', resource: 'pods', verb: 'list' })).toBe(false);
    expect(rows).toEqual([]);
  });

  it('has no opinion where a dataset holds nothing personal, but on a contract that has ended', () => {
    expect(secretsOf('jane@example', null, 'figures')).toBe(false);
    expect(secretsOf('op-ended@example', 'FR', 'figures')).toBe(true);
  });

  test.each<[string, ReviewCase]>([
    ['reads secrets across all namespaces', { user: '', verb: 'list' }],
    ['reads secrets across all namespaces, said as empty', { user: '', verb: 'watch', namespace: '' }],
    [
      'runs a command in a pod',
      { user: '', verb: 'create', namespace: 'badges', resource: 'pods', subresource: 'exec' },
    ],
    ['attaches by GET', { user: '', verb: 'get', namespace: 'badges', resource: 'pods', subresource: 'attach' }],
    [
      'forwards a port',
      { user: '', verb: 'create', namespace: 'badges', resource: 'pods', subresource: 'portforward' },
    ],
    ['starts a pod, which may mount', { user: '', verb: 'create', namespace: 'badges', resource: 'pods' }],
    [
      'starts a pod by a controller',
      { user: '', verb: 'patch', namespace: 'badges', resource: 'deployments', group: 'apps' },
    ],
    [
      'starts a pod by a schedule',
      { user: '', verb: 'create', namespace: 'badges', resource: 'cronjobs', group: 'batch' },
    ],
    [
      'clones a claim into another',
      { user: '', verb: 'create', namespace: 'badges', resource: 'persistentvolumeclaims' },
    ],
    ['binds a volume', { user: '', verb: 'create', resource: 'persistentvolumes' }],
    [
      'copies a volume by a snapshot',
      { user: '', verb: 'create', namespace: 'badges', resource: 'volumesnapshots', group: 'snapshot.storage.k8s.io' },
    ],
    [
      'has a token made for a service account',
      { user: '', verb: 'create', namespace: 'badges', resource: 'serviceaccounts', subresource: 'token' },
    ],
    ['reaches every pod of a node', { user: '', verb: 'get', resource: 'nodes', subresource: 'proxy', name: 'eu-1' }],
    ['acts as another user', { user: '', verb: 'impersonate', resource: 'users', name: 'op-eu@example' }],
    [
      'acts as a service account of any namespace',
      { user: '', verb: 'impersonate', namespace: 'web', resource: 'serviceaccounts', name: 'default' },
    ],
    [
      'acts as another user, the constrained way',
      { user: '', verb: 'impersonate:user-info', resource: 'users', group: 'authentication.k8s.io' },
    ],
    ['reads what a pod prints', { user: '', verb: 'get', namespace: 'badges', resource: 'pods', subresource: 'log' }],
    ...[
      'mutatingadmissionpolicies',
      'mutatingadmissionpolicybindings',
      'mutatingwebhookconfigurations',
      'validatingwebhookconfigurations',
    ].flatMap((resource) =>
      ['create', 'update', 'patch'].map((verb): [string, ReviewCase] => [
        `puts itself between the API server and its objects: ${verb} ${resource}`,
        { user: '', verb, group: 'admissionregistration.k8s.io', resource, name: 'x' },
      ]),
    ),
    ['starts a pod beside the control plane', { user: '', verb: 'create', namespace: 'kube-system', resource: 'pods' }],
    ['asks whether everything is allowed', { user: '', verb: '*', group: '*', resource: '*' }],
    [
      'asks whether everything is allowed there',
      { user: '', verb: '*', group: '*', resource: '*', namespace: 'medical' },
    ],
  ])('refuses an operator abroad who %s', (_what, about) => {
    expect(isDenied({ ...about, user: 'op-hk@example', country: 'HK' })).toBe(true);
    expect(isDenied({ ...about, user: 'op-eu@example', country: 'FR' })).toBe(false);
  });

  it('asks about the claim that is named, and about all of them when none is', () => {
    const claims = (name?: string) =>
      isDenied({
        user: 'op-ended@example',
        country: 'FR',
        namespace: 'badges',
        verb: 'patch',
        resource: 'persistentvolumeclaims',
        ...(name === undefined ? {} : { name }),
      });
    expect([claims('photos'), claims('cache'), claims()]).toEqual([true, false, true]);
  });

  it('lets nobody choose the country of the session, not even who may do everything else', () => {
    const extra = (subresource: string) => ({
      user: 'op-eu@example',
      country: 'FR',
      verb: 'impersonate',
      group: 'authentication.k8s.io',
      resource: 'userextras',
      subresource,
      name: 'FR',
    });
    expect(isDenied(extra('cloison.example/session-country'))).toBe(true);
    expect(rows.at(-1)).toMatchObject({ verdict: 'deny', failure: 'forged-session' });
    expect(isDenied(extra('Cloison.Example/Session-Country'))).toBe(true);
    expect(isDenied(extra('scopes'))).toBe(false);
  });

  it('lets the control plane work, and logs where it touches protected data', () => {
    rows.length = 0;
    expect(secretsOf('system:kube-controller-manager', null)).toBe(false);
    expect(secretsOf('system:serviceaccount:kube-system:job-controller', null)).toBe(false);
    expect(secretsOf('system:serviceaccount:kube-system2:x', null)).toBe(true);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['exempt', 'exempt', 'unknown']);
  });

  it('takes nobody for a node who is not in the group of nodes', () => {
    const asNode = (groups: readonly string[]) =>
      isDenied({ user: 'system:node:eu-1', groups, namespace: 'badges', name: 'db' });
    expect(asNode(['system:nodes', 'system:authenticated'])).toBe(false);
    expect(asNode(['system:authenticated'])).toBe(true);
    expect(asNode(['system:nodes-x'])).toBe(true);
    const own = rig(undefined, { ...defaults, exempt: ['k8s-paris=system:node:eu-1'] });
    const asked = review({ user: 'system:node:eu-1', namespace: 'badges' });
    expect(own.post('/k8s/authorize', asked).body).toMatchObject({ status: { denied: true } });
  });

  it('exempts nobody else but by name, place and all', () => {
    const own = rig(undefined, { ...defaults, exempt: ['k8s-paris=backup@example', 'elsewhere=jane@example'] });
    const deny = (user: string) =>
      (own.post('/k8s/authorize', review({ user, namespace: 'badges' })).body as { status: Status }).status.denied;
    expect([deny('backup@example'), deny('jane@example')]).toEqual([undefined, true]);
  });

  it('has no opinion on paths that are no resources', () => {
    const spec = { nonResourceAttributes: { path: '/healthz', verb: 'get' }, user: 'jane@example' };
    expect(post('/k8s/authorize', { ...v1, spec })).toEqual(noOpinion);
  });

  it('answers v1beta1 in v1beta1, also when it refuses for reasons of its own', () => {
    const beta = 'authorization.k8s.io/v1beta1';
    const asked = review({ user: 'jane@example', groups: ['night-support'], country: 'FR', namespace: 'badges' }, beta);
    expect(post('/k8s/authorize', asked).body).toMatchObject({ apiVersion: beta, status: { denied: true } });
    expect(rows.at(-1)?.who).toBe('operator://op-hk');
    const cut = JSON.stringify(asked).slice(0, -3);
    expect(post('/k8s/authorize', cut).body).toMatchObject({ apiVersion: beta, status: { denied: true } });
  });

  it('needs the place in the path only where there are several clusters', () => {
    const two = rig(
      groundOf(
        estateFolder('', [
          [
            'k8s-paris:  { kubernetes: private }',
            'k8s-paris:  { kubernetes: private }\n      k8s-lyon:  { kubernetes: lyon }',
          ],
        ]),
      ),
    );
    const asked = review({ user: 'op-eu@example', country: 'FR', namespace: 'badges' });
    expect(two.post('/k8s/k8s-paris/authorize', asked)).toEqual(noOpinion);
    expect(two.post('/k8s/authorize', asked).body).toMatchObject({ status: { denied: true } });
    expect(two.rows.at(-1)).toMatchObject({ failure: 'unknown-place' });
    expect(post('/k8s/rgw-paris/authorize', asked).body).toMatchObject({ status: { denied: true } });
  });
});

describe('a review that no API server sends', () => {
  const { post, rows } = rig();
  const good = JSON.stringify(review({ user: 'op-eu@example', country: 'FR', namespace: 'badges' }));
  const denied = { body: { ...v1, status: { allowed: false, denied: true } } };

  test.each<[string, string]>([
    ['nothing', ''],
    ['a list', '[]'],
    ['another kind', good.replace('SubjectAccessReview', 'TokenReview')],
    ['another version', good.replace('authorization.k8s.io/v1', 'authorization.k8s.io/v2')],
    ['neither a resource nor a path', good.replace('resourceAttributes', 'resourceAttribute')],
    ['both', good.replace('"user"', '"nonResourceAttributes":{"path":"/","verb":"get"},"user"')],
    ['a resource without a verb', good.replace('"verb":"get",', '')],
    ['a namespace that is a list', good.replace('"namespace":"badges"', '"namespace":["web"]')],
    ['a namespace said twice', good.replace('"namespace":"badges"', '"namespace":"badges","namespace":"web"')],
    ['groups that are no list', good.replace('"groups":["system:authenticated"]', '"groups":"admins"')],
    ['an extra that is a text', good.replace('["FR"]', '"FR"')],
    ['a byte that is no text', `${good.slice(0, 40)}\u0000${good.slice(40)}`],
  ])('is refused hard: %s', (_what, body) => {
    expect(post('/k8s/authorize', body)).toMatchObject(denied);
    expect(rows.at(-1)).toMatchObject({ failure: 'malformed' });
  });

  it('is never allowed, whatever it is', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => good.replace(/"spec":\{.*/, `"spec":${json}}`)),
    );
    fc.assert(
      fc.property(anything, (body) => {
        expect(post('/k8s/authorize', body)).toMatchObject(denied);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the table of what opens a container', () => {
  const claim = containedIn('cluster://k8s-paris/badges/PersistentVolumeClaim/photos');
  const secret = containedIn('cluster://k8s-paris/badges/Secret/db');
  interface Power {
    readonly groups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
    readonly volume: readonly string[];
    readonly secrets: readonly string[];
    readonly becomes?: boolean;
    readonly clusterOnly?: boolean;
  }
  const counted = JSON.parse(readFileSync('audit/cluster/rbac/powers.json', 'utf8')) as readonly Power[];
  const cases = counted.flatMap((power) =>
    power.resources.flatMap((resource) => power.verbs.map((verb) => ({ ...power, resource, verb }))),
  );

  it.each(cases)('holds what the audit counts as reach: $verb $resource', (power) => {
    const { resource, verb, groups, clusterOnly, volume, secrets, becomes } = power;
    const attributes = { namespace: clusterOnly === true ? '' : 'badges', verb, group: groups[0]!, resource, name: '' };
    expect(touched(attributes, [claim, secret], new Set()).length > 0).toBe(
      volume.length + secrets.length > 0 || becomes === true,
    );
    for (const { container, rights } of touched(attributes, [claim, secret], new Set())) {
      // What opens for the audit opens here as well.
      const opens = (list: readonly string[]) => list.some((right) => ['read', 'exec', 'admin'].includes(right));
      if (opens(container === claim ? volume : secrets)) expect(opens(rights)).toBe(true);
    }
  });

  it('holds a question about every extra', () => {
    const attributes = { namespace: '', verb: 'impersonate', group: 'authentication.k8s.io', name: '' };
    expect(forgesSession({ ...attributes, resource: 'userextras' }, 'a/b')).toBe(true);
    expect(forgesSession({ ...attributes, resource: 'userextras/*' }, 'a/b')).toBe(true);
    expect(forgesSession({ ...attributes, resource: 'userextras/a/b' }, 'a/b')).toBe(true);
    expect(forgesSession({ ...attributes, verb: 'get', resource: 'userextras/a/b' }, 'a/b')).toBe(false);
  });
});
