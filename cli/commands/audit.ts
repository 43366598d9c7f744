/** `cloison audit`: the promise against what is really there. Collects first when no collection is given. */
import { auditWords } from '../../audit/index.ts';
import type { SigningKey } from '../../estate/index.ts';
import { again, ofAudits, ofVerbs } from '../compose/again.ts';
import { daysIn } from '../compose/freshness.ts';
import { judgedRun, type JudgeOptions } from '../compose/judged.ts';
import { keyIn, loadKey } from '../compose/loadKey.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import { rendered, reportFor, type Format } from '../compose/reporting.ts';
import { sealRun, type SealedRun } from '../compose/sealing.ts';
import type { Context, Run } from '../context.ts';
import type { Edge } from '../edge.ts';
import type { Report } from '../report/index.ts';
import { mayWrite, writeOut } from '../write.ts';

interface Options extends JudgeOptions {
  readonly seal?: string;
  readonly key?: string;
  readonly maxAge?: string;
  readonly allowEmpty?: boolean;
  readonly failOnWaived?: boolean;
  readonly format?: Format;
  readonly out?: string;
  readonly force?: boolean;
}

/** Sealed evidence is there to be checked; without it the heaviest finding is there to be understood. */
function nextOf(
  { judgement }: Report,
  sealed: SealedRun | undefined,
  options: Options,
  { paste, say }: Context,
): string {
  const { collection, trust = { blank: 'trust.json' }, key } = options;
  if (sealed !== undefined) {
    const { policies } = options;
    return paste(['evidence', 'verify', sealed.path], { trust, policies });
  }
  // `cloison controls` knows our own.
  const heaviest = judgement.findings.find(({ bundle }) => bundle === undefined);
  if (heaviest === undefined) {
    const sealing = { seal: { blank: say('paste.folder') }, key: key ?? { blank: 'tool.pem' } };
    return paste(['audit'], { ...again(options, ofAudits), ...sealing });
  }
  const { control, subject } = heaviest;
  // A verb looks at nothing by itself: without a collection on disk it could not speak of a container.
  return collection === undefined || collection === '-'
    ? paste(['controls', control])
    : paste(['why', `${control}@${subject}`], again(options, ofVerbs));
}

/** The last lines: where the evidence lies, what the exit code means, and what to do next. */
function close(report: Report, sealed: SealedRun | undefined, options: Options, context: Context): void {
  const { out, say } = context;
  out.line();
  if (sealed !== undefined)
    out.line(say('audit.sealed', { folder: sealed.path, size: sealed.size, root: sealed.root }));
  const verdict = {
    exit: say(`exit.${report.outcome.code}`),
    folder: sealed?.path ?? say('audit.none'),
  };
  const next = nextOf(report, sealed, options, context);
  out.line(
    [
      { text: say('audit.verdict', verdict), style: 'bold' },
      { text: ` ${next}`, isCommand: true },
    ],
    0,
  );
}

/** The report may take the place of the one before it, and of nothing that this run reads or seals. */
async function checkOut({ out, estate, force, ...read }: Options, edge: Edge): Promise<void> {
  if (out === undefined) return;
  const bundles = (read.policies ?? []).map((each) => each.replace(/@sha256:[0-9a-f]{64}$/, ''));
  const inputs = [read.collection, read.trust, read.revision, read.key ?? edge.env['CLOISON_KEY'], ...bundles];
  await mayWrite(out, { replaces: 'report', inputs, estate, sealed: read.seal, force }, edge);
}

/** A key that cannot be used stops the run before anything is read. */
async function keyFor({ seal, key, trust }: Options, { edge, err, say }: Context): Promise<SigningKey | undefined> {
  if (seal === undefined) return undefined;
  const loaded = await loadKey(key, 'tool', edge);
  if (trust === undefined) return loaded;
  const listed = keyIn(await loadTrust(trust, edge), loaded);
  if (listed === undefined) err.line({ text: say('audit.key-unlisted', { key: loaded.id }), style: 'dim' });
  return listed ?? loaded;
}

export const audit: Run<Options> = async (options, given) => {
  const context: Context = { ...given, say: given.speak(auditWords) };
  const { edge, out, language, colour, json } = context;
  await checkOut(options, edge);
  const oldest = daysIn(options.maxAge, '--max-age');
  const key = await keyFor(options, context);
  const run = await judgedRun(options, context);
  const plain = reportFor(run, { ...options, oldest }, edge);
  const sealed =
    options.seal === undefined || key === undefined ? undefined : await sealRun(run, plain, options.seal, key, context);
  const report = sealed?.report ?? plain;
  const format = options.format ?? (json ? 'json' : 'terminal');
  const isForPeople = format === 'terminal' || options.out !== undefined;
  const text = rendered(report, format, language, {
    width: options.out === undefined ? edge.stdout.width : undefined,
    colour: options.out === undefined && colour,
    speak: options.out === undefined ? context.speak : undefined,
  });
  if (options.out === undefined) out.ready(text);
  else await writeOut(edge, options.out, [text]);
  if (isForPeople && !json) close(report, sealed, options, context);
  return report.outcome.code;
};
