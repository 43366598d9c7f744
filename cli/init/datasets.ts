/** Containers → datasets that somebody must decide about: one for each name that tags give, else one a container. Pure. */
import { parseSubject } from '../../estate/index.ts';
import { idOf, type FoundContainer } from './found.ts';

export interface FoundDataset {
  readonly id: string;
  /** Subjects as the gate derives them; those that are known only after apply are left out. */
  readonly lies: readonly string[];
  readonly home: string | undefined;
  /** Of the first container: its address and input. */
  readonly address: string;
  readonly input: string;
  readonly containers: number;
}

const isId = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text);
const isKnown = ({ subject }: FoundContainer): boolean => !subject.startsWith('plan://');

/** The name of the bucket or claim, else the name in the program. */
function nameOf(container: FoundContainer): string {
  const { subject, address } = container;
  const name = isKnown(container) ? parseSubject(subject).segments.at(-1)! : (address.split(/[./:]/).at(-1) ?? '');
  return idOf(name) || 'dataset';
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(id)) return id;
  }
}

/** In the order of the containers. */
export function datasetsOf(containers: readonly FoundContainer[]): FoundDataset[] {
  const claimed = (each: FoundContainer) =>
    each.claims !== undefined && isId(each.claims) ? `claims ${each.claims}` : `of ${each.subject}`;
  const found: FoundDataset[] = [];
  const taken = new Set(containers.flatMap(({ claims }) => claims ?? []));
  for (const [key, all] of Map.groupBy(containers, claimed)) {
    const first = all[0]!;
    const id = key.startsWith('claims ') ? first.claims! : numbered(nameOf(first), taken);
    taken.add(id);
    const zones = new Set(all.map(({ zone }) => zone));
    found.push({
      id,
      lies: [...new Set(all.filter(isKnown).map(({ subject }) => subject))].sort(),
      home: zones.size === 1 ? first.zone : undefined,
      address: first.address,
      input: first.input,
      containers: all.length,
    });
  }
  return found;
}
