/** Marks among the targets of copies become the subjects of the containers that they stand for. */
import type { FactValue } from '../../../../estate/index.ts';
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import type { Container } from './containers.ts';
import type { Joins } from '../links/joins.ts';
import type { Kept } from '../links/keep.ts';

const about = 'metadata:';
const isMark = (text: string): boolean => text.startsWith('\0') || text.startsWith(`${about}\0`);

/** One that will not be there, or that nobody judges, is a target that nobody knows. */
export function settled(container: Container, containers: ReadonlyMap<Kept, Container>, joins: Joins): Container {
  const told = container.facts.replication as Answer<FactValue<'replication'>> | undefined;
  const own = `${about}${container.kept.after?.name?.value}`;
  if (told?.value?.targets.some((text) => isMark(text) || text === own) !== true) return container;
  const targets = told.value.targets.map((text) => {
    if (text === own) return `${about}${container.subject}`;
    if (!isMark(text)) return text;
    const start = text.startsWith(about) ? about : '';
    const holder = joins.aimedAt(text.slice(start.length));
    const subject = holder && containers.get(holder)?.subject;
    return subject && `${start}${subject}`;
  });
  // Logs of a store that lie in it go nowhere.
  const others = targets.filter((text) => text !== `${about}${container.subject}`);
  const replication = others.includes(undefined)
    ? failed('unknown', 'target-not-known')
    : value({ targets: [...new Set(others as string[])].sort() });
  return { ...container, facts: { ...container.facts, replication } };
}
