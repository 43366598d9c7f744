/** The country of a session: what the hook says, or what the estate says should then decide. */
import { zoneOfPlace, type Estate } from '../estate/index.ts';
import type { Question } from '../policies/index.ts';

export type Session = NonNullable<Question['session']>;
/** `seen`: the hook said it. `place-of-work`: the estate lets that decide. `refused`: nothing may. `open`: nothing needs it. */
export type SessionBasis = 'seen' | 'place-of-work' | 'refused' | 'open';

const protectedClasses = ['D2', 'D3', 'D4'] as const;
type ProtectedClass = (typeof protectedClasses)[number];

function isProtectedClass(effective: string): effective is ProtectedClass {
  return (protectedClasses as readonly string[]).includes(effective);
}

/** What nobody classed may be any class: the strictest rule of the place holds for it. */
function ruleOf(estate: Estate, place: string, effective: string): 'place-of-work' | 'refuse' {
  const rules = zoneOfPlace(estate, place)?.place.sessionUnknown ?? {};
  const asked = isProtectedClass(effective) ? [effective] : protectedClasses;
  return asked.every((each) => rules[each] === 'place-of-work') ? 'place-of-work' : 'refuse';
}

/** `session` as the hook gave it; a session that was said wrongly is never replaced by something kinder. */
export function sessionFor(
  estate: Estate,
  place: string,
  effective: string,
  session: Session,
): { readonly session: Session; readonly basis: SessionBasis } {
  if (session.state === 'value') return { session, basis: 'seen' };
  if (effective === 'D0' || effective === 'D1') return { session: { state: 'absent' }, basis: 'open' };
  const isSilent = session.state === 'absent' || session.state === 'unsupported';
  if (isSilent && ruleOf(estate, place, effective) === 'place-of-work')
    return { session: { state: 'absent', method: 'place-of-work' }, basis: 'place-of-work' };
  return { session: { state: isSilent ? 'unsupported' : session.state }, basis: 'refused' };
}
