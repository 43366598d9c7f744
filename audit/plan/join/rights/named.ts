/** Which operator of the estate a policy names, whatever kind of name its provider gives people, groups and programs. */
import { operatorOf, sameEndpoint, type Estate, type Identity, type Operator } from '../../../../estate/index.ts';
import principals from './principals.json' with { type: 'json' };

/** `place`: of the estate, in whose accounts a name is looked up. `provider`: facts id, all of whose places know its principals. */
export interface Within {
  readonly place: string | undefined;
  readonly provider: string | undefined;
}
type Kind = Identity['kind'];
const byProvider = principals as Readonly<Record<string, readonly Kind[]>>;
/** Under which kinds the estate lists those whom this provider (facts id) names; empty where it lists none of its. */
export const principalKindsOf = (provider: string): readonly Kind[] =>
  Object.hasOwn(byProvider, provider) ? byProvider[provider]! : [];

/**
 * A name of another account is nobody of ours, whoever bears it at home: of an ARN only the one without account is looked
 * up by its last part, every other under its whole text.
 */
const userOf = (principal: string): string => principal.replace(/^arn:aws:iam:::user\//, '');

/** Ids of principals are numbers in groups, in letters of either size: one and the same. */
const isGuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
const spellings = (principal: string): readonly string[] =>
  isGuid(principal) ? [...new Set([principal.toLowerCase(), principal.toUpperCase()])] : [principal];

/** As access lists of Swift write it (its documentation, container ACLs): project and user, either of them any, or a role. */
function spelt(principal: string): readonly (readonly [Kind, string])[] {
  const [project = '', user, ...more] = principal.split(':');
  if (user === undefined) return [['openstack-role', principal]];
  if (more.length > 0 || (project === '*' && user === '*')) return [];
  const ofUser: readonly [Kind, string] = ['openstack-user', user];
  const ofProject: readonly [Kind, string] = ['openstack-project', project];
  return user === '*' ? [ofProject] : project === '*' ? [ofUser] : [ofUser, ofProject];
}

interface Known {
  readonly id: string;
  readonly provider: string;
  readonly keystone: string | undefined;
}
const inventories = new WeakMap<Estate, readonly Known[]>();

function inventoryOf(estate: Estate): readonly Known[] {
  const known =
    inventories.get(estate) ??
    Object.values(estate.zones).flatMap(({ provider, places = {} }) =>
      Object.entries(places).map(([id, { keystone }]) => ({
        id,
        provider,
        keystone: keystone === undefined ? undefined : sameEndpoint('keystone', keystone),
      })),
    );
  inventories.set(estate, known);
  return known;
}

/** Undefined for a name that the estate does not list, and for one that it gives to several. */
export function operatorNamed(
  estate: Estate,
  { place, provider }: Within,
  principal: string,
  day: string,
): Operator | undefined {
  const own = place === undefined ? undefined : operatorOf(estate, place, 's3-user', userOf(principal), day);
  if (own !== undefined) return own;
  const inventory = inventoryOf(estate);
  const keystone = inventory.find(({ id }) => id === place)?.keystone;
  const asked = [
    // A principal of a provider is one in all its places; a user of an identity service in all that it serves.
    ...inventory
      .filter((known) => known.provider === provider)
      .flatMap(({ id }) => (byProvider[provider ?? ''] ?? []).map((kind) => [id, kind] as const))
      .flatMap(([id, kind]) => spellings(principal).map((name) => [id, kind, name] as const)),
    ...inventory
      .filter((known) => keystone !== undefined && known.keystone === keystone)
      .flatMap(({ id }) => spelt(principal).map(([kind, name]) => [id, kind, name] as const)),
  ];
  const found = asked.flatMap(([id, kind, name]) => operatorOf(estate, id, kind, name, day) ?? []);
  const [first, ...others] = found;
  return others.every((other) => other.id === first!.id) ? first : undefined;
}
