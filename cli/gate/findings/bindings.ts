/** Of a finding about what has no name of its own: what stands there, and the exception that was granted for something else. */
import { provisionalIn, type Finding } from '../../../estate/index.ts';
import type { GateGround } from '../ground.ts';
import type { GateFinding } from '../report.ts';

type Bound = Pick<GateFinding, 'covers' | 'lapsed'>;

/** Looked up once: findings come by the ten thousand, exceptions do not. */
export function bindingsOf({ plan, judgement }: Pick<GateGround, 'plan' | 'judgement'>): (finding: Finding) => Bound {
  const lapses = new Map(
    judgement.waivers.flatMap(({ id, control, subject, lapsed }) =>
      lapsed === undefined ? [] : [[`${control} ${subject}`, { waiver: id, reasons: lapsed }] as const],
    ),
  );
  return ({ control, subject, waiver }) => {
    const container = provisionalIn(subject);
    if (container === undefined) return {};
    const covers = plan.standings.get(container) ?? {};
    const lapsed = waiver === undefined ? lapses.get(`${control} ${subject}`) : undefined;
    return { covers, ...(lapsed === undefined ? {} : { lapsed }) };
  };
}
