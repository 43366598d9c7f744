/**
 * Findings as they come, for whoever watches: one line each on the error stream as soon as it is judged, and how far the
 * judging is. The report stays whole and comes last. What an exception, a baseline or a stage may excuse waits for it.
 */
import type { Finding } from '../../../estate/index.ts';
import type { PlanWatch } from '../../../policies/index.ts';
import type { Context } from '../../context.ts';
import { countriesOf } from '../../report/story/standing.ts';
import { visible } from '../../report/visible.ts';
import { wrapped } from '../../report/wrap.ts';
import type { Ahead } from '../ground.ts';
import { fingerprintOf } from '../findings/fingerprint.ts';
import { containersOf, rowsBySubject } from '../findings/bySubject.ts';
import { writtenOf } from '../findings/masked.ts';
import { anew, pause } from '../input/progress.ts';
import { addressShown, hasTwoEnds, subjectNamed } from '../telling/naming.ts';
import { spotShown, titleOf, whatShown } from '../telling/telling.ts';

export interface Following extends PlanWatch {
  /** Everything is judged: the row of progress is taken back. */
  readonly end: () => void;
}

export interface FollowWishes {
  /** Asked for in so many words: then at once, and into a pipe or a log too. */
  readonly isAsked: boolean;
  /** By the edge's clock, when the run began. */
  readonly began: number;
  readonly known: ReadonlySet<string>;
}

/** Milliseconds. Where the report itself will stand on the same screen in a moment, the same lines above it would only be said twice. */
const worthALine = 2000;

/** The line of a finding, and whether it may be told before the report can say what excuses it. */
function lineOf({ say }: Context, { loaded, bench, times, reading }: Ahead) {
  const rows = rowsBySubject({ reading });
  const codes = new Set(bench.facts.rows.countries.countries.map(({ code }) => code));
  const report = { countries: countriesOf(bench.facts, codes, times.asOf.slice(0, 10)) };
  const excused = new Set(loaded.estate.waivers.map(({ control, subject }) => `${control} ${subject}`));
  const staged = new Set(loaded.estate.stages?.flatMap(({ control, stage }) => (stage === 'block' ? [] : [control])));
  return {
    isHeld: ({ control, subject }: Finding) =>
      excused.has(`${control} ${subject}`) || staged.has(control) || staged.has(`${control.split('/')[0]}/*`),
    text: (finding: Finding) => {
      const row = containersOf(finding.subject).flatMap((each) => rows.get(each) ?? [])[0];
      const spot = spotShown(row?.position);
      const isNamed = row === undefined || hasTwoEnds(finding.subject);
      const address = visible(isNamed ? subjectNamed(finding.subject) : addressShown(row.address));
      const named = spot === undefined ? address : say('gate.at', { named: address, spot: visible(spot) });
      const title = titleOf({ say }, finding);
      const sentence = whatShown({ report, say, shield: visible }, finding);
      return say('gate.following', { mark: finding.verdict === 'deny' ? '✗' : '?', title, named, sentence });
    },
  };
}

/** Undefined where nobody watches and nobody asked. */
export function following(wishes: FollowWishes, context: Context, ahead: Ahead): Following | undefined {
  const { edge, err, say } = context;
  const { stderr, stdout, clock } = edge;
  if (!wishes.isAsked && !stderr.isTerminal) return undefined;
  const isHasty = wishes.isAsked || !stdout.isTerminal;
  const total = ahead.reading.planned.size;
  let [answered, refused, unknown, told, isShown] = [0, 0, 0, clock(), false];
  let line: ReturnType<typeof lineOf> | undefined;
  const waiting: Finding[] = [];
  const end = () => {
    if (isShown) stderr.write(anew);
    isShown = false;
  };
  const show = (finding: Finding) => {
    line ??= lineOf(context, ahead);
    if (line.isHeld(finding)) return;
    end();
    const text = line.text(finding);
    const [row = '', more] = stderr.width === undefined ? [text] : wrapped(text, stderr.width - 2);
    err.line({ text: more === undefined ? row : `${row} …`, style: finding.verdict === 'deny' ? 'red' : 'yellow' }, 0);
  };
  const flush = () => {
    if (!isHasty && clock() - wishes.began < worthALine) return;
    for (const each of waiting.splice(0)) show(each);
  };
  return {
    found: (finding) => {
      // A baseline of before names were masked knows it by what was written.
      if (wishes.known.has(fingerprintOf(writtenOf(ahead, finding) ?? finding))) return;
      if (finding.verdict === 'deny') refused += 1;
      else unknown += 1;
      waiting.push(finding);
      flush();
    },
    answered: () => {
      answered += 1;
      if (!stderr.isTerminal || clock() - told < pause) return;
      flush();
      [told, isShown] = [clock(), true];
      stderr.write(anew + say('gate.judging', { answered, total, refused, unknown }));
    },
    end,
  };
}
