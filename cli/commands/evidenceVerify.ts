/** `cloison evidence verify`: offline, against keys that lie outside the folder; it never stops at the first thing found. */
import { fault, instantOf } from '../../estate/index.ts';
import {
  evidenceWords,
  openFolder,
  sentenceOf,
  verdictExit,
  verifyBundle,
  type Verified,
  type VerifyOptions,
} from '../../evidence/index.ts';
import { catalogueOf, committedEngine } from '../../policies/index.ts';
import { daysIn } from '../compose/freshness.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import { closePolicies, openPolicies } from '../compose/policyBundles.ts';
import { redecider } from '../compose/redecide.ts';
import type { Context, Run } from '../context.ts';
import { troubleOf } from '../outcome.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';

interface Options {
  readonly folder: string;
  readonly trust: string;
  readonly require?: 'integrity' | 'pass';
  readonly maxAge?: string;
  readonly expectRoot?: string;
  readonly expectSize?: string;
  readonly replay: boolean;
  /** The organisation's own bundles, to decide again what they decided. */
  readonly policies?: readonly string[];
}

function whole(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new UsageError('number', text, [], flag);
  return Number(text);
}

/** `--require pass` adds what was found to whether it is intact: deviations are 1, unknowns 3; integrity comes first. */
function codeOf({ verdict, statement }: Verified, isWhole: boolean): number {
  const integrity = verdictExit[verdict];
  const sealed = isWhole ? (statement?.predicate.result.code ?? 3) : 0;
  return troubleOf({
    integrity: Number(integrity === 4),
    unverifiable: Number(integrity === 5),
    stale: Number(integrity === 3),
    deviations: Number(sealed === 1),
    unknowns: Number(sealed === 3),
  }).code;
}

function print(verified: Verified, code: number, judgesContent: boolean, { out, speak }: Context): void {
  const say = speak(evidenceWords);
  const { verdict, items, replay, statement } = verified;
  out.line({
    text: say(`verify.verdict.${verdict}`),
    style: verdict === 'VALID' ? ['bold', 'green'] : ['bold', 'red'],
  });
  const heavy = items.filter((item) => item.verdict !== 'VALID');
  for (const item of heavy) out.line([{ text: `  ${item.verdict} `, style: 'red' }, sentenceOf(item, say)], 4);
  for (const item of items.filter((each) => !heavy.includes(each))) out.line(`  ${sentenceOf(item, say)}`, 4);
  if (replay !== undefined) out.line(`  ${say(`verify.replay.${replay.answer}`, { ...replay })}`, 4);
  if (statement !== undefined) {
    const { run, tool, result } = statement.predicate;
    const about = { run: run.id, tool: `${tool.name} ${tool.version}`, asOf: run.asOf, sealed: run.finishedAt };
    out.line(`  ${say('evidence.run', about)}`, 4);
    out.line(`  ${say('evidence.content', result)}`, 4);
  }
  // Intact evidence may say the worst: nobody may read its verdict as one about the data.
  const meaning = code === 0 && !judgesContent ? 'evidence.intact' : `exit.${code}`;
  out.line({ text: `${say(meaning)}.`, style: 'bold' });
}

export const evidenceVerify: Run<Options> = async (options, context) => {
  const { edge, out, json } = context;
  const trust = await loadTrust(options.trust, edge);
  const [maxAge, expectSize] = [daysIn(options.maxAge, '--max-age'), whole(options.expectSize, '--expect-size')];
  const folder = await openFolder(options.folder).catch((cause: unknown) => {
    throw fault('file-unreadable', { file: options.folder }, { cause });
  });
  const taken = new Set(catalogueOf(committedEngine()).map(({ id }) => id));
  const bundles = await openPolicies(options.policies ?? [], taken, { trust, at: instantOf(edge.now()) }, edge);
  const decide = options.replay ? await redecider(folder, bundles) : undefined;
  const asked: VerifyOptions = {
    now: instantOf(edge.now()),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(expectSize === undefined ? {} : { expectSize }),
    ...(options.expectRoot === undefined ? {} : { expectRoot: options.expectRoot }),
    ...(decide === undefined ? {} : { decide }),
  };
  const verified = await verifyBundle(folder, trust, asked).finally(() => closePolicies(bundles));
  const judgesContent = options.require === 'pass';
  const code = codeOf(verified, judgesContent);
  if (json) out.ready(visibleJson({ exitCode: code, ...verified }, 2));
  else print(verified, code, judgesContent, context);
  return code;
};
