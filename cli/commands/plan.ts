/** `cloison plan`: what a Pulumi program would make of a stack, without Pulumi's command line and without any provider. */
import { planStack, Unplannable, type PlannedStack } from '../../infra/engine/index.ts';
import type { Context, Run } from '../context.ts';
import { troubleOf } from '../outcome.ts';
import { printPlan } from '../plan/summary.ts';
import { planWords } from '../plan/words.ts';
import { exitCodes } from '../report/report.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';
import { mayWrite, writeOut } from '../write.ts';

interface Options {
  readonly stack: string;
  readonly project?: string;
  readonly export?: readonly string[];
  readonly out?: string;
  readonly force?: boolean;
  readonly timeout?: string;
}

/** Seconds. */
const patience = 120;
/** An export of a large stack. */
const exportLimit = 512 * 1024 * 1024;

function secondsIn(text: string | undefined): number {
  if (text === undefined) return patience;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new UsageError('wrong-value', text, ['1 … 99999'], '--timeout');
  return Number(text);
}

/** No plan: one sentence for each reason, the next step, and with `--debug` what the program said. */
function refuse({ code, values, cause, beside }: Unplannable, { say, out, err, json, debug }: Context): number {
  const next = say(`unplannable.${code}.next`, values);
  const [sentence, ...others] = [{ code, values }, ...beside].map((each) =>
    say(`unplannable.${each.code}`, each.values),
  );
  const exit = troubleOf(code === 'interrupted' ? { gaps: 1 } : { badInput: 1 }).code;
  if (json)
    out.ready(visibleJson({ exitCode: exit, fault: code, sentence, ...(others.length > 0 && { others }), next }, 2));
  else {
    // What a transform says has lines of its own: none of them stands where a line of ours would.
    const [head, ...rows] = [sentence, ...others].join('\n').split('\n');
    err.line([{ text: 'cloison: ', style: 'bold' }, head!]);
    for (const row of rows) err.line(`  ${row}`, 4);
    err.line(`  ${next}`, 2);
  }
  if (debug && cause instanceof Error)
    for (const row of cause.message.split('\n')) err.line({ text: row, style: 'dim' });
  return exit;
}

async function planned(options: Options, context: Context): Promise<PlannedStack> {
  const { edge, err, say } = context;
  const seconds = secondsIn(options.timeout);
  const files = await edge.files();
  const text = (name: string) => new TextDecoder().decode(files.read(name, exportLimit).bytes);
  return planStack({
    project: options.project ?? '.',
    stack: options.stack,
    exports: (options.export ?? []).map((name) => ({ name, text: text(name) })),
    clock: edge.clock,
    limits: {
      timeout: seconds * 1000,
      signal: edge.signal,
      env: edge.env,
      printed: (line) => err.line({ text: `${say('plan.program')}${line}`, style: 'dim' }),
    },
  });
}

export const plan: Run<Options> = async (options, given) => {
  const context: Context = { ...given, say: given.speak(planWords) };
  const { edge, out, say, json } = context;
  if (options.out !== undefined)
    await mayWrite(options.out, { replaces: 'plan', inputs: options.export ?? [], force: options.force }, edge);
  let made: PlannedStack;
  try {
    made = await planned(options, context);
  } catch (cause) {
    if (cause instanceof Unplannable) return refuse(cause, context);
    throw cause;
  }
  const text = visibleJson(made.document, 2);
  if (options.out !== undefined) await writeOut(edge, options.out, [text, '\n'], { mode: 0o600 });
  if (json) out.ready(text);
  else {
    printPlan(made, context);
    const next = { stack: options.stack, file: options.out ?? '' };
    out.line({ text: say(options.out === undefined ? 'plan.next' : 'plan.written', next), style: 'bold' });
  }
  return made.plainCalls.length > 0 ? exitCodes.undecided : exitCodes.pass;
};
