/** The last lines for a person: what was written where, what was left out, what the code means, what comes next. */
import type { Context } from '../../context.ts';
import type { Piece } from '../../print.ts';
import type { WrittenBaseline } from '../findings/baselineFiles.ts';
import { isGap } from '../input/leftOut.ts';
import { isOpen, type GateReport } from '../report.ts';
import { headline } from './telling.ts';
import { opening } from './opening.ts';
import { visible } from '../../report/visible.ts';

const mostNamed = 3;

interface Given {
  readonly out?: string;
  readonly estate: string;
}

/** The heaviest of ours explained; a finding of a bundle has its page with whoever wrote it. */
function nextOf({ findings }: GateReport, { paste }: Context): string | undefined {
  const heaviest = findings.find((each) => isOpen(each) && each.bundle === undefined);
  return heaviest && paste(['controls', heaviest.control]);
}

export function closing(
  report: GateReport,
  options: Given,
  written: WrittenBaseline | undefined,
  context: Context,
): void {
  const { out, say } = context;
  const teller = { report, say, shield: visible };
  if (options.out === undefined) out.line();
  else {
    // The report itself is in the file: whoever watches the run still reads the verdict first.
    out.line({ text: headline(teller), style: 'bold' }, 0);
    for (const sentence of opening(teller)) out.line(sentence, 0);
    out.line(say('gate.written', { file: options.out }), 0);
  }
  // What may be deployed all the same is told above, among what is not whole.
  const skipped = report.run.skipped.filter((each) => !isGap(each));
  const named = skipped.slice(0, mostNamed).map(({ path }) => path);
  const left = skipped.length - named.length;
  if (skipped.length > 0) out.line(say('gate.skipped', { count: skipped.length, named: named.join(', '), left }), 0);
  if (written !== undefined) out.line(say('gate.baseline-written', { ...written }), 0);
  const { code } = report.outcome;
  // A freeze refuses without any deviation.
  const exit = say(code === 1 ? 'gate.exit.1' : `exit.${code}`);
  const next = nextOf(report, context);
  const said: Piece = {
    text: say('gate.verdict', { exit, more: next === undefined ? 'none' : 'some' }),
    style: 'bold',
  };
  // A command that is broken is another command.
  out.line(next === undefined ? said : [said, { text: ` ${next}`, isCommand: true }], 0);
}
