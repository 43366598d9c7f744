/** Names of resources and subjects as a person reads them: said once, and without what only a tool needs. Pure. */
import { parseSubject } from '../../../estate/index.ts';

/** A URN repeats stack, project and every parent: a person reads the name in the program and the type. */
export function addressShown(address: string): string {
  const [, types, name] = /^urn:pulumi:.*?::.*?::(.*?)::(.*)$/s.exec(address) ?? [];
  return types === undefined ? address : `${name} (${types.split('$').at(-1)})`;
}

/** A mask is spelt in a subject as everything else is, and is read as it stands elsewhere. */
const masked = /%E2%80%B9([a-z-]+)%20(\d+)%E2%80%BA/g;
const unspelt = (subject: string): string => subject.replaceAll(masked, '‹$1 $2›');

/** A subject as a person reads it: what has no place yet by its address, and of an access both ends. */
export function subjectNamed(subject: string): string {
  try {
    const { scheme, segments } = parseSubject(subject);
    if (scheme === 'access' || scheme === 'path') return segments.map(subjectNamed).join(' → ');
    return scheme === 'plan' ? addressShown(segments.at(-1)!) : unspelt(subject);
  } catch {
    // Of another spelling: shown as it is, for nothing may vanish from a report.
    return subject;
  }
}

/** Who reaches what, or what goes where: the address of one end would not tell. */
export const hasTwoEnds = (subject: string): boolean => /^(?:access|path):/.test(subject);

/** The name alone, where the type is told beside it. */
export function nameShown(address: string): string {
  return /^urn:pulumi:.*?::.*?::.*?::(.*)$/s.exec(address)?.[1] ?? address;
}
