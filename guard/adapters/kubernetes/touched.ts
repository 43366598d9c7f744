/** Which containers a request to the API server can open, and with which rights. */
import type { Contained } from '../../bench.ts';
import type { Right } from '../../decide.ts';
import powers from './powers.json' with { type: 'json' };
import type { Attributes } from './review.ts';

interface Power {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly rights: readonly Right[];
  /** The name in the request is the claim's own. */
  readonly named?: boolean;
  /** May take hold of a volume that is in no namespace. */
  readonly binds?: boolean;
  /** Whatever the namespace, it leads into every other. */
  readonly everywhere?: boolean;
}
const table = powers as readonly Power[];

/** `*` in a request is a question about all ("can I do everything"); `impersonate:…` is the constrained form of the verb. */
function matches({ groups, resources, verbs }: Power, { group, resource, verb }: Attributes): boolean {
  const [plain, sub] = resource.split('/', 2);
  const names = [resource, ...(sub === undefined ? [] : [`${plain}/*`])];
  const isNamed = plain === '*' || names.some((name) => resources.includes(name));
  const isVerb =
    verb === '*' || verbs.includes('*') || verbs.includes(verb.replace(/^impersonate(?:-on)?:.*$/s, 'impersonate'));
  return isNamed && isVerb && (group === '*' || groups.includes(group));
}

function isReached(power: Power, attributes: Attributes, { segments }: Contained, gates: ReadonlySet<string>): boolean {
  const { namespace, name } = attributes;
  const [space, kind, claim] = segments;
  if (power.everywhere === true || namespace === '' || gates.has(namespace)) return true;
  if (space === '_') return power.binds === true;
  if (space !== namespace) return false;
  const isOther = power.named === true && name !== '' && kind === 'PersistentVolumeClaim' && claim !== name;
  return !isOther;
}

/** `gates`: namespaces whose service accounts are exempt; who runs there can act as them, so it counts as everywhere. */
export function touched(
  attributes: Attributes,
  containers: readonly Contained[],
  gates: ReadonlySet<string>,
): { readonly container: Contained; readonly rights: readonly Right[] }[] {
  const matching = table.filter((power) => matches(power, attributes));
  if (matching.length === 0) return [];
  return containers.flatMap((container) => {
    const reaching = matching.filter((power) => isReached(power, attributes, container, gates));
    const rights = [...new Set(reaching.flatMap((power) => power.rights))];
    return rights.length === 0 ? [] : [{ container, rights }];
  });
}

/** The one right that lets somebody choose the country they appear from. */
export function forgesSession({ resource, verb }: Attributes, sessionKey: string): boolean {
  // The subresource is the key, and keys have slashes of their own.
  const [plain, ...rest] = resource.split('/');
  const key = rest.join('/').toLowerCase();
  return plain === 'userextras' && ['', '*', sessionKey].includes(key) && /^(?:\*$|impersonate)/.test(verb);
}
