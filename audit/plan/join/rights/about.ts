/** What a role that is given on a whole project or subscription may be about. */
import type { Answer } from '../../../source.ts';
import type { Kept } from '../links/keep.ts';
import wideRoles from './wideRoles.json' with { type: 'json' };

/**
 * `services`: beginnings of roles, of which an empty one is that of all, and beginnings of the families that such a role may
 * be about. `whole`: they are whole names, where a role of one's own may begin like one of the provider's. `definedBy`: families of
 * roles of one's own, which are none of the provider's, whatever they are called.
 */
interface Roles {
  readonly services: Readonly<Record<string, readonly string[]>>;
  readonly whole?: boolean;
  readonly definedBy?: readonly string[];
}
const roles: Readonly<Record<string, Roles>> = wideRoles.providers;

/** Names of roles that the inputs define, before or after the change. */
export function definedIn(all: readonly Kept[]): ReadonlySet<string> {
  const own = all.filter(({ entry }) => entry && roles[entry.provider]?.definedBy?.includes(entry.family) === true);
  return new Set(own.flatMap(({ before, after }) => [before, after].flatMap((side) => side?.name?.value ?? [])));
}

/** A role that is not known, of nobody's list, or of the program itself, may be about anything. */
export function isAbout(
  role: Answer<string>,
  { provider, family }: NonNullable<Kept['entry']>,
  defined: ReadonlySet<string>,
): boolean {
  const text = role.value;
  const { services = {}, whole = false } = roles[provider] ?? {};
  if (text !== undefined && defined.has(text)) return true;
  // The beginning of all of them is of every role, known or not.
  const known = Object.keys(services).filter((start) =>
    whole ? text === start : (text?.startsWith(start) ?? start === ''),
  );
  if (known.length === 0) return true;
  const longest = known.reduce((one, other) => (other.length > one.length ? other : one));
  return services[longest]!.some((start) => family.startsWith(start));
}
