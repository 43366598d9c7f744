/** Who can open a container in clear from outside the EEA, counted by entity, country and route. */
import { parseSubject } from '../../../estate/index.ts';
import type { Judged } from '../../../policies/index.ts';
import type { Story } from '../report.ts';

export const outsiders = 'access/non-eu-operators-stay-out';

type Opening = Story['openedBy'][number];
export interface Opened {
  readonly opening: Opening;
  /** Links of the employer's chain: whom a law may reach. */
  readonly chain: readonly { readonly entity: string; readonly country: string }[];
}

/** What the rule found of one access or plane. An operator counts once, whatever number of countries speak against it. */
function openedIn({ question, answer }: Judged): Opened | undefined {
  const denied = answer.decisions.find((each) => each.control === outsiders && each.verdict === 'deny');
  if (denied === undefined) return undefined;
  const reasons = denied.reasons.map(({ code, values }) => ({ code, values: values as Record<string, string> }));
  const employed = reasons.find(({ code }) => code === 'foreign-employer');
  const abroad = reasons.filter(({ code }) => code === 'from-abroad').map(({ values }) => values['country']!);
  const said = (employed ?? reasons[0])?.values ?? {};
  const { scheme, segments } = parseSubject(question.subject.id);
  const isPlane = scheme === 'plane';
  return {
    opening: {
      entity: said['entity'] ?? '',
      country: employed?.values['country'] ?? abroad[0] ?? '',
      operators: isPlane ? 0 : 1,
      route: said['route'] ?? 'undecided',
      clear: said['clear'] ?? 'not-excluded',
      from: abroad.length > 0 ? abroad : [...(question.operator?.worksIn ?? [])],
      ...(isPlane ? { plane: segments[1]! } : {}),
    },
    chain: question.operator?.employerChain ?? [],
  };
}

/** Most operators first, planes last. */
export function openingsOf(judged: readonly Judged[]): Opened[] {
  const found = judged.flatMap((each) => openedIn(each) ?? []);
  const groups = Map.groupBy(found, ({ opening }) =>
    JSON.stringify([opening.plane ?? '', opening.entity, opening.country, opening.route, opening.clear]),
  );
  return [...groups.values()]
    .map((group) => ({
      opening: {
        ...group[0]!.opening,
        operators: group.reduce((sum, { opening }) => sum + opening.operators, 0),
        from: [...new Set(group.flatMap(({ opening }) => opening.from))].sort(),
      },
      chain: group[0]!.chain,
    }))
    .sort(
      (one, other) =>
        other.opening.operators - one.opening.operators || one.opening.entity.localeCompare(other.opening.entity),
    );
}
