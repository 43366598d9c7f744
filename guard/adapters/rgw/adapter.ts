/**
 * Ceph RGW's OPA hook (`rgw use opa authz`). It answers `{"result": true | false}` and nothing else, ever: an object there
 * aborts radosgw, so that one wrong answer would take the store down. True means "no objection": RGW's own policies follow.
 */
import { operatorById, subjectOf, zoneOfPlace } from '../../../estate/index.ts';
import { Refused, type Adapter, type Call, type Desk, type Reply } from '../../adapter.ts';
import { containedIn, isProtected, type Contained } from '../../bench.ts';
import type { Holder, Right, Ruling } from '../../decide.ts';
import { isExempt } from '../../exempt.ts';
import { holdersOf } from '../../identify.ts';
import { requestOf, type Request } from './request.ts';
import { mayBeCopy, rightsOf } from './rights.ts';
import { possibleSources, touched } from './touched.ts';

const id = 'rgw';
const route = /^\/rgw\/([A-Za-z0-9][A-Za-z0-9._-]{0,99})$/;
/** The hook carries no address and no header of the caller. */
const session = { state: 'unsupported', method: 'rgw' } as const;

const say = (result: boolean): Reply => ({ status: 200, body: { result } });

function placeOfPath(path: string, desk: Desk): string {
  const place = route.exec(path)?.[1];
  if (place === undefined || zoneOfPlace(desk.estate, place)?.place.s3 === undefined)
    throw new Refused('unknown-place');
  return place;
}

function holdersAt(desk: Desk, place: string, { user }: Request): Holder[] {
  if (user === 'anonymous' || user === '') return [{ who: 'identity', id: 'everyone' }];
  return holdersOf(desk.estate, place, [{ kind: 's3-user', name: user }], desk.bench.view.day, desk.commit);
}

function ask(desk: Desk, holder: Holder, containers: readonly Contained[], rights: readonly Right[]): Ruling[] {
  return containers.map(({ subject, kind }) =>
    desk.decide({ holder, container: subject, kind, rights, via: id, session }),
  );
}

function isInstructed({ deciding }: Ruling): boolean {
  return deciding.every(({ control }) => control !== 'access/routes-are-typed');
}

/**
 * For the list of one's own buckets, which touches no container: an operator whose contract runs and who acts on
 * instructions, as the policy sees it for the protected containers there. Where none lies, only a clear authority is asked.
 * Which data they may open is asked when they open it.
 */
function isServing(desk: Desk, place: string, holder: Holder): boolean {
  const known = holder.who === 'operator' ? operatorById(desk.estate, holder.id) : undefined;
  if (known === undefined || (known.until !== undefined && known.until < desk.bench.view.day)) return false;
  const { bench } = desk;
  const guarded = bench
    .containersAt(place)
    .filter(({ subject, kind }) => isProtected(bench.classOf(subject, kind).effective));
  if (guarded.length === 0) return known.authority !== 'unclear';
  return guarded.some((container) => ask(desk, holder, [container], ['list']).every(isInstructed));
}

/** What was declared there; where nothing was, what nobody declared. */
function everythingAt({ bench }: Desk, place: string): readonly Contained[] {
  const declared = bench.containersAt(place);
  return declared.length > 0 ? declared : [containedIn(subjectOf.bucket(place, 'undeclared'))];
}

function rulingsFor(desk: Desk, place: string, request: Request, holder: Holder): Ruling[] {
  const { bench } = desk;
  // Whoever administers the store can take any user's key: every container is touched.
  const all = request.isAdministration ? ask(desk, holder, everythingAt(desk, place), ['read', 'admin']) : [];
  if (request.bucket === undefined) return all;
  const target = touched(bench, place, request.bucket, request.object);
  const rulings = [...all, ...ask(desk, holder, target, rightsOf(request))];
  if (!mayBeCopy(request)) return rulings;
  return [...rulings, ...ask(desk, holder, possibleSources(bench, place, holder, target), ['read'])];
}

function answer({ path, body }: Call, desk: Desk): Reply {
  const request = requestOf(body);
  const place = placeOfPath(path, desk);
  if (isExempt(desk.settings, place, id, request.user))
    return say(desk.conclude({ adapter: id, place, rulings: [], exempt: true }).isAllowed);
  const holders = holdersAt(desk, place, request);
  const rulings = holders.flatMap((holder) => rulingsFor(desk, place, request, holder));
  // No container, so no question: only whoever is known to work here now gets through.
  if (rulings.length === 0 && !holders.every((holder) => isServing(desk, place, holder)))
    return say(desk.fail(id, 'stranger').isAllowed);
  return say(desk.conclude({ adapter: id, place, rulings }).isAllowed);
}

export const rgw: Adapter = { id, serves: (path) => path.startsWith('/rgw/'), answer, refusal: () => say(false) };
