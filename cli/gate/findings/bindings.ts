/** Of a finding the exception that was granted for something else; about what has no name of its own also what stands there. */
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
    const covers = container === undefined ? undefined : (plan.standings.get(container) ?? {});
    const lapsed = waiver === undefined ? lapses.get(`${control} ${subject}`) : undefined;
    return { ...(covers && { covers }), ...(lapsed && { lapsed }) };
  };
}
