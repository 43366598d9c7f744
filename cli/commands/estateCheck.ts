/** `cloison estate check`: every problem with its place, its sentence and the next step. */
import { isError } from '../../estate/index.ts';
import { readEstateAt } from '../compose/loadEstate.ts';
import type { Run } from '../context.ts';
import { troubleOf } from '../outcome.ts';
import { countOf, printProblem, problemRow } from '../problems.ts';
import { visibleJson } from '../visibleJson.ts';

export const estateCheck: Run<{ path: string }> = async ({ path }, context) => {
  const { problems, estate } = await readEstateAt(path, context.edge);
  const { errors, warnings } = countOf(problems);
  const { code } = troubleOf({ badInput: estate === undefined ? Math.max(1, errors) : 0 });
  const { say, out } = context;
  if (context.json) {
    out.ready(
      visibleJson({ exitCode: code, errors, warnings, problems: problems.map((each) => problemRow(each, context)) }, 2),
    );
    return code;
  }
  for (const problem of problems) printProblem(problem, context);
  if (estate === undefined) out.line({ text: say('check.refused', { errors, warnings }), style: 'red' });
  else {
    const counts = {
      entities: Object.keys(estate.entities).length,
      zones: Object.keys(estate.zones).length,
      datasets: Object.keys(estate.datasets).length,
      operators: estate.operators.length,
      warnings: problems.length - problems.filter(isError).length,
    };
    out.line(say('check.accepted', counts));
    out.line([say('next'), { text: ` ${context.paste(['audit'], { estate: path })}`, isCommand: true }]);
  }
  return code;
};
