/** What stops a command → one sentence, the next step and an exit code. No stack trace reaches a user unasked. */
import { auditWords } from '../audit/index.ts';
import { CloisonFault, tellFault, type FaultCode } from '../estate/index.ts';
import type { Context } from './context.ts';
import type { Counts } from './outcome.ts';
import { troubleOf } from './outcome.ts';
import { countOf, printProblem, problemRow, ProblemsFound } from './problems.ts';
import { visibleJson } from './visibleJson.ts';

type Trouble = keyof Pick<Counts, 'internal' | 'badInput' | 'integrity' | 'unverifiable' | 'gaps'>;

/** What each fault counts as; the exit code follows from that (outcome.ts). */
export const troubleByFault: Readonly<Record<FaultCode, Trouble>> = {
  'not-canonical': 'internal',
  'bad-subject': 'badInput',
  'bad-json': 'badInput',
  'bad-document': 'badInput',
  'file-unreadable': 'badInput',
  'file-too-large': 'badInput',
  'module-digest': 'integrity',
  'module-builtin': 'badInput',
  'module-entrypoint': 'badInput',
  'module-refusal': 'internal',
  'question-too-large': 'badInput',
  'bundle-digest': 'integrity',
  'bundle-without-rules': 'badInput',
  'bundle-without-catalogue': 'badInput',
  'bundle-takes-our-name': 'badInput',
  'bundle-deadline': 'gaps',
  'key-missing': 'badInput',
  'key-permissions': 'badInput',
  'key-unusable': 'badInput',
  'signature-invalid': 'integrity',
  'revision-departs': 'integrity',
  'target-not-empty': 'badInput',
  'target-unwritable': 'badInput',
  'personal-data-in-output': 'internal',
  'source-unreachable': 'gaps',
  'source-refused': 'gaps',
  'engine-missing': 'badInput',
  'client-missing': 'badInput',
  usage: 'badInput',
  internal: 'internal',
};

/** A paper that is signed by nobody we know may be sound: it cannot be told, which is not the same as altered. */
export function troubleOfFault({ code, values }: CloisonFault): Trouble {
  const isStranger = code === 'signature-invalid' && [values['reason'], values['detail']].includes('unknown-key');
  return isStranger ? 'unverifiable' : troubleByFault[code];
}

/** An error that is none of ours tells its class or errno and nothing more: its message may quote data. */
export function faultOf(error: unknown): CloisonFault {
  if (error instanceof CloisonFault) return error;
  const { code, name } = error as { code?: unknown; name?: unknown };
  const detail = [code, name].find((text) => typeof text === 'string' && /^[A-Za-z0-9_-]{1,60}$/.test(text));
  return new CloisonFault('internal', { detail: typeof detail === 'string' ? detail : 'error' }, undefined, error);
}

/** The fault and every cause below it, as `--debug` shows them. */
function* stacks(error: unknown): Generator<string> {
  for (let at = error; at instanceof Error; at = at.cause) yield* (at.stack ?? at.message).split('\n');
}

/** A collection is refused in the words of the room that reads it. */
function tellProblems({ problems }: ProblemsFound, given: Context): number {
  const context = { ...given, say: given.speak(auditWords) };
  const { say, err, out, json } = context;
  const { code } = troubleOf({ badInput: 1 });
  if (json) out.ready(visibleJson({ exitCode: code, problems: problems.map((each) => problemRow(each, context)) }, 2));
  else {
    for (const problem of problems) printProblem(problem, { say, out: err });
    err.line(say('problems.refused', countOf(problems)));
  }
  return code;
}

/** Prints a fault where it belongs and returns its exit code. */
export function tell(error: unknown, context: Context): number {
  if (error instanceof ProblemsFound) return tellProblems(error, context);
  const { say, err, out, json, debug } = context;
  const fault = faultOf(error);
  const { code } = troubleOf({ [troubleOfFault(fault)]: 1 });
  const { sentence, next } = tellFault(say, fault);
  if (json) out.ready(visibleJson({ exitCode: code, fault: fault.code, sentence, next }, 2));
  else {
    const about = fault.subject === undefined ? '' : ` [${fault.subject}]`;
    err.line([{ text: 'cloison: ', style: 'bold' }, `${sentence}${about}`]);
    err.line(`  ${next}`, 2);
  }
  if (debug) for (const row of stacks(error)) err.line({ text: row, style: 'dim' });
  return code;
}
