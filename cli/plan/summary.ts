/** What a plan will do, for a person: counts first, then by operation and type, then what it could not know. */
import type { PlannedStack, PlanOp, PlanStep } from '../../infra/engine/index.ts';
import type { Context } from '../context.ts';
import type { Style } from '../print.ts';

/** In the order in which a reader asks. */
const order: readonly (readonly [PlanOp, sign: string, Style])[] = [
  ['delete', '-', 'red'],
  ['update', '~', 'yellow'],
  ['create', '+', 'green'],
  ['import', '=', 'cyan'],
  ['read', '>', 'dim'],
  ['same', ' ', 'dim'],
];

function typeOf({ newState, oldState }: PlanStep): string {
  const type = (newState ?? oldState)?.['type'];
  return typeof type === 'string' ? type : '';
}

const nameOf = ({ urn }: PlanStep): string => urn.split('::').slice(3).join('::');

function rowsOf(steps: readonly PlanStep[]): string[] {
  const byType = Map.groupBy(steps, typeOf);
  return [...byType]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([type, found]) => `${type} (${found.length}): ${found.map(nameOf).join(', ')}`);
}

/** Stacks, components and providers hold nothing: what a person looks for are the others. */
export function printPlan(planned: PlannedStack, { out, say }: Context): void {
  const { stack, project, sdk, document, calls, plainCalls, references } = planned;
  const count = (...ops: readonly PlanOp[]) => ops.reduce((sum, op) => sum + (document.changeSummary[op] ?? 0), 0);
  const counts = {
    create: count('create', 'import'),
    change: count('update'),
    delete: count('delete'),
    same: count('same'),
  };
  out.line({ text: say('plan.head', { stack, project, ...counts }), style: 'bold' });
  out.line({ text: say('plan.bounds', { sdk }), style: 'dim' });
  for (const [op, sign, style] of order) {
    const steps = document.steps.filter((step) => step.op === op);
    if (steps.length === 0) continue;
    out.line();
    out.line({ text: `${sign} ${say(`plan.${op}`)}`, style });
    for (const row of rowsOf(steps)) out.line(`    ${row}`, 6);
  }
  out.line();
  for (const { name, answeredBy } of references) out.line(say(`plan.reference.${answeredBy}`, { name }));
  if (calls.length > 0) out.line(say('plan.calls', { count: calls.length, names: calls.join(', ') }));
  if (plainCalls.length > 0) out.line({ text: say('plan.unsure', { names: plainCalls.join(', ') }), style: 'yellow' });
  const warnings = document.diagnostics.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) out.line(say('plan.messages', { count: warnings.length }));
  for (const { message } of warnings) out.line(`  ${message.trim()}`, 4);
}
