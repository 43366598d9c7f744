/**
 * Kubernetes authorization webhook. Deny only: it refuses hard (`denied`) or has no opinion, it never grants anything, so
 * RBAC keeps the last word on everything it lets pass. https://kubernetes.io/docs/reference/access-authn-authz/webhook/
 */
import { zoneOfPlace, type Estate } from '../../../estate/index.ts';
import { Refused, type Adapter, type Call, type Desk, type Outcome, type Reply } from '../../adapter.ts';
import { exemptNamespaces, isExempt } from '../../exempt.ts';
import { holdersOf, type Named } from '../../identify.ts';
import type { Session } from '../../session.ts';
import { reviewOf, type Review } from './review.ts';
import { forgesSession, touched } from './touched.ts';

const id = 'kubernetes';
const route = /^\/k8s(?:\/([A-Za-z0-9][A-Za-z0-9._-]{0,99}))?\/authorize$/;

/** `/k8s/<place>/authorize`, or `/k8s/authorize` where the estate has one cluster. */
function placeOfPath(path: string, estate: Estate): string {
  const named = route.exec(path)?.[1];
  const clusters = Object.values(estate.zones)
    .flatMap((zone) => Object.entries(zone.places ?? {}))
    .flatMap(([place, { kubernetes }]) => (kubernetes === undefined ? [] : [place]));
  const [only] = clusters;
  if (named === undefined && clusters.length === 1 && only !== undefined) return only;
  if (named === undefined || zoneOfPlace(estate, named)?.place.kubernetes === undefined)
    throw new Refused('unknown-place');
  return named;
}

/** A service account answers to its full user name and to `namespace/name`, as in the audit. */
function namesOf({ user, groups }: Review): Named[] {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  const accounts = namespace === undefined ? [] : [user, `${namespace}/${name}`];
  return [
    { kind: 'kubernetes-user', name: user },
    ...accounts.map((each) => ({ kind: 'kubernetes-serviceaccount' as const, name: each })),
    ...groups.map((each) => ({ kind: 'kubernetes-group' as const, name: each })),
  ];
}

/** Keys set by headers arrive in lower case, keys of other authenticators as they are: two values are none. */
export function sessionOf(extra: Review['extra'], key: string): Session {
  const values = Object.entries(extra).flatMap(([name, said]) => (name.toLowerCase() === key ? said : []));
  const [country] = values;
  if (country === undefined) return { state: 'absent' };
  if (values.length > 1 || !/^[A-Z]{2}$/.test(country)) return { state: 'error', method: 'authenticating-proxy' };
  return { state: 'value', country, method: 'authenticating-proxy' };
}

function reply(apiVersion: Review['apiVersion'], status: object): Reply {
  return { status: 200, body: { apiVersion, kind: 'SubjectAccessReview', status } };
}

function deny({ reason }: Outcome, apiVersion: Review['apiVersion']): Reply {
  return reply(apiVersion, { allowed: false, denied: true, reason });
}

/** An API server takes an answer in another version than it asked in for an error, and some are set to pass on errors. */
function refusal(outcome: Outcome, body: Buffer): Reply {
  const isBeta = body.includes('"authorization.k8s.io/v1beta1"');
  return deny(outcome, isBeta ? 'authorization.k8s.io/v1beta1' : 'authorization.k8s.io/v1');
}

function answer({ path, body }: Call, desk: Desk): Reply {
  const place = placeOfPath(path, desk.estate);
  const review = reviewOf(body);
  const { attributes, apiVersion, user } = review;
  const noOpinion = reply(apiVersion, { allowed: false });
  if (attributes === undefined) return noOpinion;
  const reached = touched(attributes, desk.bench.containersAt(place), exemptNamespaces(desk.settings, place));
  if (reached.length === 0) return noOpinion;
  if (isExempt(desk.settings, place, id, user, review.groups)) {
    const outcome = desk.conclude({ adapter: id, place, rulings: [], exempt: true });
    return outcome.isAllowed ? noOpinion : deny(outcome, apiVersion);
  }
  if (forgesSession(attributes, desk.settings.sessionKey)) return deny(desk.fail(id, 'forged-session'), apiVersion);
  const session = sessionOf(review.extra, desk.settings.sessionKey);
  const holders = holdersOf(desk.estate, place, namesOf(review), desk.bench.view.day, desk.commit);
  const rulings = holders.flatMap((holder) =>
    reached.map(({ container: { subject, kind }, rights }) =>
      desk.decide({ holder, container: subject, kind, rights, via: id, session }),
    ),
  );
  const outcome = desk.conclude({ adapter: id, place, rulings });
  return outcome.isAllowed ? noOpinion : deny(outcome, apiVersion);
}

export const kubernetes: Adapter = {
  id,
  serves: (path) => path.startsWith('/k8s/'),
  answer,
  refusal: (outcome, _failure, { body }) => refusal(outcome, body),
};
