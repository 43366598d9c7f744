/**
 * `cloison demo`: the whole road on a recording of real engines. Nothing here is staged but the faults that were planted
 * before the recording, and one bucket that is moved in a plan: judgement, classification, seal, plans and refusals are
 * made now.
 */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fault, sha256 } from '../../estate/index.ts';
import { again, ofVerbs } from '../compose/again.ts';
import { demoFiles } from '../compose/demoFiles.ts';
import { demoGate } from '../compose/demoGate.ts';
import { demoKey } from '../compose/demoKey.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import type { Context, Run } from '../context.ts';
import { planWords } from '../plan/words.ts';
import { audit } from './audit.ts';
import { evidenceVerify } from './evidenceVerify.ts';

interface Recording {
  readonly recordedOn: string;
  readonly engines: readonly { readonly name: string; readonly version: string }[];
  readonly planted: readonly string[];
  readonly sha256: string;
}

interface Options {
  readonly keep?: string;
}

/** From where the reader stands: the commands that are printed must be short enough to read. */
const at = (path: string): string =>
  relative('', fileURLToPath(new URL(`../../stacks/${path}`, import.meta.url))) || '.';

async function recording(): Promise<Recording> {
  const told = JSON.parse(await readFile(at('demo/recording/recording.json'), 'utf8')) as Recording;
  const actual = sha256(await readFile(at('demo/recording/collection.jsonl')));
  // A demonstration of evidence starts by checking its own.
  if (actual !== told.sha256) throw fault('bundle-digest', { expected: told.sha256, actual });
  return told;
}

function step(context: Context, number: number, id: string): void {
  context.out.line();
  context.out.line({ text: `${number}. ${context.say(`demo.step.${id}`)}`, style: ['bold', 'cyan'] }, 3);
}

/** Turns one verdict of the records around, as somebody who prefers another answer would. */
async function alter(bundle: string, into: string): Promise<void> {
  await cp(bundle, into, { recursive: true });
  const records = join(into, 'data/records/000000000000.jsonl');
  const text = await readFile(records, 'utf8');
  await writeFile(records, text.replace('"verdict":"deny"', '"verdict":"deni"'));
}

export const demo: Run<Options> = async ({ keep }, given) => {
  const context: Context = { ...given, say: given.speak(planWords) };
  const { out, say, edge, paste } = context;
  const told = await recording();
  const day = told.recordedOn.slice(0, 10);
  const engines = told.engines.map(({ name, version }) => `${name} ${version}`).join(', ');
  out.line(say('demo.recorded', { day, engines, digest: told.sha256.slice(0, 16) }), 2);
  out.line(say('demo.planted', { planted: told.planted.length }), 2);

  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'cloison-demo-')));
  const [bundle, altered] = [
    join(folder, 'evidence'),
    join(folder, `evidence-altered-${randomBytes(3).toString('hex')}`),
  ];
  const { key, trust } = await demoKey(folder, await loadTrust(at('sample/trust.json'), edge), edge);

  step(context, 1, 'audit');
  const source = {
    estate: at('sample/estate'),
    collection: at('demo/recording/collection.jsonl'),
    trust,
    asOf: day,
  };
  // Nobody needs it again: a private key that lies about in a temporary folder is one that somebody else may find.
  const found = await audit({ ...source, seal: bundle, key }, context).finally(() => rm(key));

  step(context, 2, 'classify');
  await demoFiles(at('sample/files'), context);

  step(context, 3, 'verify');
  const intact = await evidenceVerify({ folder: bundle, trust, replay: true }, context);

  step(context, 4, 'alter');
  await alter(bundle, altered);
  const refused = await evidenceVerify({ folder: altered, trust, replay: false }, context);

  let number = 4;
  const gated = await demoGate(
    {
      project: at('..'),
      estate: source.estate,
      trust,
      folder: join(folder, 'plans'),
      step: (id) => step(context, (number += 1), id),
    },
    context,
  );

  out.line();
  if (gated !== undefined) out.line({ text: say('demo.gate-end', gated), style: 'bold' }, 2);
  out.line({ text: say('demo.end', { folder, found, intact, refused }), style: 'bold' }, 2);
  out.line(say('demo.key'), 2);
  const next = paste(['who', 'accreditation-file'], { could: true, ...again(source, ofVerbs) });
  out.line([say('next'), { text: ` ${next}`, isCommand: true }]);
  if (found !== 1 || intact !== 0 || refused !== 4)
    throw fault('internal', { detail: `demo ${found} ${intact} ${refused}` });
  if (gated !== undefined && (gated.good !== 0 || gated.bad !== 1))
    throw fault('internal', { detail: `demo ${gated.good} ${gated.bad}` });
  return 0;
};
