/** `cloison evidence verify`: offline, against keys that lie outside the folder; it never stops at the first thing found. */
import { fault, instantOf, type Say } from '../../estate/index.ts';
import {
  evidenceWords,
  isOfLater,
  openFolder,
  sentenceOf,
  verdictExit,
  verifyBundle,
  type Verified,
  type VerifyOptions,
} from '../../evidence/index.ts';
import { catalogueOf, committedEngine } from '../../policies/index.ts';
import { refuseNoBundle } from '../compose/bundleThere.ts';
import { asExpected, checkExpected, type Expected } from '../compose/expected.ts';
import { daysIn } from '../compose/freshness.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import { closePolicies, openPolicies } from '../compose/policyBundles.ts';
import { redecider } from '../compose/redecide.ts';
import { sealedContent, type SealedContent } from '../compose/sealedContent.ts';
import type { Context, Run } from '../context.ts';
import { troubleOf } from '../outcome.ts';
import type { Printer } from '../print.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';

interface Options extends Expected {
  readonly folder: string;
  readonly trust: string;
  readonly require?: 'integrity' | 'pass';
  readonly maxAge?: string;
  readonly expectRoot?: string;
  readonly expectSize?: string;
  readonly failOnWaived?: boolean;
  readonly replay: boolean;
  /** The organisation's own bundles, to decide again what they decided. */
  readonly policies?: readonly string[];
}

function whole(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new UsageError('number', text, [], flag);
  return Number(text);
}

/** `--require pass` adds what was found to whether it is intact; integrity comes first. */
function codeOf({ verdict }: Verified, content: SealedContent | undefined, failOnWaived: boolean): number {
  const integrity = verdictExit[verdict];
  const trouble = {
    integrity: Number(integrity === 4),
    unverifiable: Number(integrity === 5),
    stale: Number(integrity === 3),
  };
  return troubleOf({ ...content?.counts, ...trouble }, { failOnWaived }).code;
}

const mostNamed = 20;

/** Aloud: what is withheld is signed, but nobody can read it here or decide it again. */
function printWithheld({ withheld }: Verified, say: Say, out: Printer): void {
  const { files, fields } = withheld;
  const kinds = Object.entries(fields).filter(([, count]) => count > 0);
  const named = kinds.map(([field, count]) => `${field} ${count}`).join(', ');
  const count = kinds.reduce((sum, [, each]) => sum + each, 0);
  if (count > 0) out.line({ text: say('evidence.withheld.fields', { count, named }), style: ['bold', 'yellow'] });
  if (files.length === 0) return;
  const told = {
    count: files.length,
    named: `${files.slice(0, mostNamed).join(', ')}${files.length > mostNamed ? ' …' : ''}`,
  };
  out.line({ text: say('evidence.withheld.files', told), style: ['bold', 'yellow'] });
}

function print(verified: Verified, code: number, content: SealedContent | undefined, { out, speak }: Context): void {
  const say = speak(evidenceWords);
  const { verdict, items, replay, statement } = verified;
  out.line({
    text: say(`verify.verdict.${verdict}`, { later: isOfLater(items) ? 'yes' : 'no' }),
    style: verdict === 'VALID' ? ['bold', 'green'] : ['bold', 'red'],
  });
  // Believed only where it is what was signed.
  if (content !== undefined && (verdict === 'VALID' || verdict === 'STALE')) {
    const style = content.said === 'pass' ? 'green' : 'yellow';
    out.line({ text: say(`evidence.judged.${content.said}`, content.values), style: ['bold', style] });
  }
  printWithheld(verified, say, out);
  const heavy = items.filter((item) => item.verdict !== 'VALID');
  for (const item of heavy) out.line([{ text: `  ${item.verdict} `, style: 'red' }, sentenceOf(item, say)], 4);
  const rest = items.filter((each) => !heavy.includes(each) && each.check !== 'note-withheld');
  for (const item of rest) out.line(`  ${sentenceOf(item, say)}`, 4);
  if (replay !== undefined) out.line(`  ${say(`verify.replay.${replay.answer}`, { ...replay })}`, 4);
  if (statement !== undefined) {
    const { run, tool, result, estate } = statement.predicate;
    const revised = estate.revision === undefined ? 'no' : 'yes';
    const about = { run: run.id, tool: `${tool.name} ${tool.version}`, asOf: run.asOf, sealed: run.finishedAt };
    const revision = { revised, revision: estate.revision ?? 0 };
    out.line(`  ${say('evidence.run', { ...about, ...revision })}`, 4);
    out.line(`  ${say('evidence.content', result)}`, 4);
  }
  // Intact evidence may say the worst: nobody may read its verdict as one about the data.
  const meaning = code === 0 && content === undefined ? 'evidence.intact' : `exit.${code}`;
  out.line({ text: `${say(meaning)}.`, style: 'bold' });
}

export const evidenceVerify: Run<Options> = async (options, context) => {
  const { edge, out, json } = context;
  checkExpected(options);
  if (options.failOnWaived === true && options.require !== 'pass')
    throw new UsageError('together', '--require pass', [], '--fail-on-waived');
  const trust = await loadTrust(options.trust, edge);
  const [maxAge, expectSize] = [daysIn(options.maxAge, '--max-age'), whole(options.expectSize, '--expect-size')];
  refuseNoBundle(options.folder, await edge.files());
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
  const intact = await verifyBundle(folder, trust, asked).finally(() => closePolicies(bundles));
  const verified = await asExpected(intact, folder, options);
  const content = options.require === 'pass' ? sealedContent(verified) : undefined;
  const code = codeOf(verified, content, options.failOnWaived === true);
  const judged = content === undefined ? {} : { content: content.said };
  if (json) out.ready(visibleJson({ exitCode: code, ...judged, ...verified }, 2));
  else print(verified, code, content, context);
  return code;
};
