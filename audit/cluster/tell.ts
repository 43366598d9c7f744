/** From the lists of a cluster to observations, in the order of the subjects. */
import { parseSubject, subjectOf, type FactValue, type Observation, type SubjectKind } from '../../estate/index.ts';
import { andThen, failed, observed, value, type About } from '../observe.ts';
import type { Answer } from '../source.ts';
import { merged } from '../store/grants.ts';
import type { All } from './lists.ts';
import { openingsFrom, type OpeningOf } from './network/doors.ts';
import type { ClaimSeen } from './objects.ts';
import { encryptionOfClaim, placeOfClaim, placeOfWorkload } from './placement.ts';
import type { Target } from './rbac/reach.ts';
import { regionOfNode } from './region.ts';
import { workloadsOf } from './workloads.ts';

const rbacCall = 'LIST roles+clusterroles+rolebindings+clusterrolebindings';

function aboutOf(
  { scope, context }: All,
  kind: SubjectKind,
  namespace: string | undefined,
  type: string,
  name: string,
): About {
  const { mask, now } = context;
  const subject = subjectOf.object(scope.id, namespace === undefined ? undefined : mask(namespace), type, mask(name));
  return { subject, kind, source: 'kubernetes', at: now };
}
const byText =
  <T>(text: (item: T) => string) =>
  (one: T, other: T): number =>
    text(one) < text(other) ? -1 : 1;

/** How many know their operator; and each list that names containers and was refused, as a failure to see. */
export function* tellPlace(all: All): Generator<Observation> {
  const { scope, context, access } = all;
  const place: About = {
    subject: subjectOf.named('place', scope.id),
    kind: 'place',
    source: 'kubernetes',
    at: context.now,
  };
  const counted = andThen(access, ({ holders: { known, unknown } }) => value({ known, unknown }));
  yield observed(place, 'identities', rbacCall, counted);
  const refused = Object.entries({
    namespaces: all.namespaces,
    nodes: all.nodes,
    persistentvolumeclaims: all.claims,
    pods: all.pods,
  });
  const first = refused.find(([, { state }]) => state !== 'value');
  if (first !== undefined) yield observed(place, 'exists', `LIST ${first[0]}`, first[1] as Answer<never>);
}

export function* tellNodes(all: All): Generator<Observation> {
  for (const node of [...(all.nodes.value ?? [])].sort(byText(({ name }) => name))) {
    const about = aboutOf(all, 'node', undefined, 'Node', node.name);
    yield observed(about, 'exists', 'LIST nodes', value({}));
    yield observed(about, 'location', 'LIST nodes', regionOfNode(node));
  }
}

function grantsOn({ access }: All, target: Target): Answer<FactValue<'grants'>> {
  return andThen(access, ({ reach, holders }): Answer<FactValue<'grants'>> => {
    const grants = merged(reach.grants(target, holders.of));
    // system:masters and the like always reach: an empty list means that RBAC is not what decides here.
    return grants.length === 0 ? failed('unknown', 'no-grant') : value({ grants });
  });
}

/** Declared claims that no list shows are absent, or denied with the list itself. */
function* tellMissing(
  all: All,
  type: string,
  kind: SubjectKind,
  list: Answer<unknown>,
  seen: ReadonlySet<string>,
): Generator<Observation> {
  for (const subject of all.scope.containers) {
    const { scheme, segments } = parseSubject(subject);
    if (scheme !== 'cluster' || segments[0] !== all.scope.id || segments[2] !== type || seen.has(subject)) continue;
    const about: About = { subject, kind, source: 'kubernetes', at: all.context.now };
    yield observed(
      about,
      'exists',
      `LIST ${type}`,
      list.state === 'value' ? failed('absent', 'not-listed') : (list as Answer<never>),
    );
  }
}

/** As in a plan, told only of what something stands before: a collection without it saw no way in. */
function* tellDoors(about: About, claim: ClaimSeen, openingOf: OpeningOf): Generator<Observation> {
  const open = openingOf(claim);
  if (open === undefined) return;
  yield observed(about, 'publicRead', 'LIST services+ingresses+httproutes+endpointslices', open);
  yield observed(about, 'publicWrite', 'none', failed('absent', 'no-setting'));
}

export function* tellVolumes(all: All): Generator<Observation> {
  const seen = new Set<string>();
  const openingOf = openingsFrom({ pods: all.pods, network: all.network, provider: all.scope.provider });
  for (const claim of [...(all.claims.value ?? [])].sort(byText(({ namespace, name }) => `${namespace}/${name}`))) {
    const about = aboutOf(all, 'volume', claim.namespace, 'PersistentVolumeClaim', claim.name);
    seen.add(about.subject);
    yield observed(about, 'exists', 'LIST persistentvolumeclaims', value({}));
    yield observed(about, 'location', 'LIST persistentvolumes+nodes+pods', placeOfClaim(claim, all));
    yield observed(about, 'encryption', 'LIST storageclasses', encryptionOfClaim(claim, all));
    yield* tellDoors(about, claim, openingOf);
    yield observed(about, 'labels', 'none', failed('unsupported', 'no-content-api'));
    yield observed(about, 'grants', rbacCall, grantsOn(all, { namespace: claim.namespace, claim: claim.name }));
  }
  yield* tellMissing(all, 'PersistentVolumeClaim', 'volume', all.claims, seen);
}

export function* tellWorkloads(all: All): Generator<Observation> {
  for (const workload of workloadsOf(all)) {
    const about = aboutOf(all, 'workload', workload.namespace, workload.kind, workload.name);
    yield observed(about, 'exists', 'LIST pods', value({}));
    yield observed(about, 'location', 'LIST pods+nodes', placeOfWorkload(workload, all));
  }
}

/** Who can read the secrets of each namespace that holds something, or that the estate names. */
export function* tellSecrets(all: All): Generator<Observation> {
  const declared = all.scope.containers
    .map((subject) => parseSubject(subject))
    .filter(({ scheme, segments }) => scheme === 'cluster' && segments[0] === all.scope.id);
  const named = declared.map(({ segments }) => (segments[1] === '_' ? segments[3]! : segments[1]!));
  const holding = [...(all.claims.value ?? []), ...(all.pods.value ?? [])].map(({ namespace }) => namespace);
  const wanted = new Set([...named, ...holding]);
  const listed = all.namespaces.value ?? [...new Set(holding)];
  for (const namespace of [...listed].sort(byText((name) => name))) {
    if (!wanted.has(namespace)) continue;
    const about = aboutOf(all, 'namespace', undefined, 'Namespace', namespace);
    yield observed(about, 'exists', 'LIST namespaces', value({}));
    yield observed(about, 'grants', rbacCall, grantsOn(all, { namespace, claim: undefined }));
  }
}
