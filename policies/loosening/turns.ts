/**
 * How a field of the estate turns: looser when the same world would be judged more mildly after it. Whatever is not known to
 * be harmless is looser: a field added to the language tomorrow must not become a way around the owner.
 */
import { canonicalText, dataClasses } from '../../estate/index.ts';

/** `from`, `to`: the field before and after, undefined where left out. Asked only where they differ. */
export type Turn = (from: unknown, to: unknown) => boolean;

export const text = (value: unknown): string => (value === undefined ? '' : canonicalText(value));
const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(text) : []);

/** Any change. */
export const any: Turn = () => true;
export const harmless: Turn = () => false;
export const gone: Turn = (_, to) => to === undefined;
/** An entry that was not there. */
export const wider: Turn = (from, to) => listed(to).some((each) => !listed(from).includes(each));
/** An entry that is no longer there. */
export const narrower: Turn = (from, to) => listed(from).some((each) => !listed(to).includes(each));

const rank = (value: unknown): number => (dataClasses as readonly unknown[]).indexOf(value);
export const lowered: Turn = (from, to) => rank(to) < rank(from);

/** Left out, anybody's role will do: naming roles for the first time is tighter, naming none any more is looser. */
export const readers: Turn = (from, to) => {
  const [was, is] = [from, to].map((each) => (each ?? {}) as { roles?: unknown; clearance?: unknown });
  const roles = was!.roles !== undefined && (is!.roles === undefined || wider(was!.roles, is!.roles));
  return roles || (was!.clearance !== undefined && was!.clearance !== is!.clearance);
};

/** Later or never is looser; so is another end altogether. */
export const end: Turn = (from, to) => {
  const [was, is] = [from, to] as ({ state?: string; by?: string; to?: string } | undefined)[];
  if (was === undefined) return false;
  return is === undefined || is.state !== was.state || is.to !== was.to || (is.by ?? '') > (was.by ?? '');
};
