/**
 * `npm run bench`: what a gate costs, beside the closest peers, from the package that is published. Outside CI: it takes
 * minutes, and the peers come from elsewhere (`CONFTEST`, `CHECKOV` and `PEPIN` name them, or the path does; a missing one is
 * said).
 * Words choose rows: `npm run bench -- terraform 10000 once`; `… -- seal` only seals, `… -- first` only waits for
 * the first finding, `… -- plan` only plans the stacks. `CLOISON_BENCH_BIN`: an entry that is installed already.
 */
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { copyOfCheckout, install, pack } from '../engines/pack/packed.ts';
import { cases, type Case } from './cases.ts';
import { conftest } from './conftest.ts';
import { factsFor } from './facts.ts';
import { firstRow } from './first.ts';
import { checkov, findProgram, ours, pepin, type Found, type Gate, type Input } from './gates.ts';
import { median, type Cost, type Run } from './measure.ts';
import { deniedOf, manifests, terraformPlan } from './plans.ts';
import { sealedRows } from './seals.ts';
import { plannedStacks } from './stacks.ts';
import { heading, rowsOf } from './table.ts';

const facts = 'facts.json';

async function written(
  { kind, count, padding, cloud }: Pick<Case, 'kind' | 'count' | 'padding' | 'cloud'>,
  folder: string,
): Promise<Input> {
  const isPlan = kind === 'terraform';
  const more = [...(cloud === undefined ? [] : [cloud]), ...(padding === undefined ? [] : ['padded'])];
  const path = join(folder, `${[kind, count, ...more].join('-')}.${isPlan ? 'json' : 'yaml'}`);
  const text = isPlan
    ? terraformPlan({ count, ...(padding === undefined ? {} : { padding }), ...(cloud === undefined ? {} : { cloud }) })
    : manifests(count);
  await pipeline(Readable.from(text), createWriteStream(path));
  return { kind, path, count, denied: deniedOf(count), ...(cloud === undefined ? {} : { cloud }) };
}

/** In turn, so that what else the machine does meets both sides alike. */
function compared(input: Input, rounds: number, own: Gate, peer: Gate | undefined): { ours: Cost; theirs?: Cost } {
  const [mine, others]: [Run[], Run[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    mine.push(own.run(input));
    if (peer !== undefined) others.push(peer.run(input));
  }
  return { ours: median(mine), ...(others.length === 0 ? {} : { theirs: median(others) }) };
}

/** `folder`: where the facts lie that conftest is given. */
function peerOf({ peer, policy }: Case, folder: string, found: Found): Gate | undefined {
  const path = peer === undefined ? undefined : findProgram(peer, process.env);
  if (path === undefined) return undefined;
  if (policy !== undefined) return conftest(path, policy, join(folder, facts), found);
  return peer === 'pepin' ? pepin(path) : checkov(path);
}

const isChosen = ({ kind, count, policy, peer }: Case, words: readonly string[]): boolean =>
  words.every((word) => [kind, String(count), policy, peer].includes(word));

/** The entry of the package as somebody installs it, and the folders that were made for it. */
function installed(): { readonly entry: string; readonly folders: readonly string[] } {
  const named = process.env['CLOISON_BENCH_BIN'];
  if (named !== undefined) return { entry: named, folders: [] };
  process.stderr.write('packing the working tree and installing it elsewhere …\n');
  const copy = copyOfCheckout();
  const elsewhere = install(pack(copy));
  return { entry: join(elsewhere, 'node_modules/cloison/bin/cloison.js'), folders: [copy, elsewhere] };
}

/** How many times as long as where the goals were set the closest peer takes now for ten resources. */
async function slowness(folder: string): Promise<number | undefined> {
  const path = findProgram('pepin', process.env);
  if (path === undefined) return undefined;
  const input = await written({ kind: 'terraform', count: 10, cloud: 'scaleway' }, folder);
  return median(Array.from({ length: 9 }, () => pepin(path).run(input))).cpu / 0.21;
}

async function bench(words: readonly string[]): Promise<boolean> {
  const { entry, folders } = installed();
  const program = [process.execPath, entry] as const;
  const found: Found = new Map();
  const own = ours(program, found);
  const folder = mkdtempSync(join(tmpdir(), 'cloison-bench-'));
  writeFileSync(join(folder, facts), JSON.stringify(factsFor(new Date().toISOString(), 'eks')));
  let allMet = true;
  process.stdout.write(heading);
  try {
    for (const each of cases.filter((one) => isChosen(one, words))) {
      const input = await written(each, folder);
      const costs = compared(input, each.rounds, own, peerOf(each, folder, found));
      const { isMet, text } = rowsOf(each, costs, each.peer === undefined ? await slowness(folder) : undefined);
      allMet &&= isMet;
      process.stdout.write(text);
      rmSync(input.path);
    }
    if (words.length === 0 || words.includes('first')) {
      const input = await written({ kind: 'terraform', count: 10, cloud: 'scaleway' }, folder);
      const { isMet, text } = await firstRow(program, input, findProgram('pepin', process.env));
      allMet &&= isMet;
      process.stdout.write(text);
    }
    if (words.length > 0 && !words.includes('seal')) return allMet;
    const input = await written({ kind: 'terraform', count: 10_000 }, folder);
    for (const { isMet, text } of sealedRows({ program, input })) {
      allMet &&= isMet;
      process.stdout.write(text);
    }
  } finally {
    for (const each of [folder, ...folders]) rmSync(each, { recursive: true, force: true });
  }
  return allMet;
}

/** Without words, too: no peer plans without Pulumi's command line, so there is nobody to stand beside. */
function benchStacks(): boolean {
  const rows = plannedStacks(join(import.meta.dirname, '../..'));
  process.stdout.write(rows.map(({ text }) => text).join(''));
  return rows.every(({ isMet }) => isMet);
}

const words = process.argv.slice(2);
const areGatesMet = words.includes('plan') || (await bench(words));
const areStacksMet = (words.length > 0 && !words.includes('plan')) || benchStacks();
// A goal that is missed, or that no peer was there to hold, is no pass.
process.exitCode = areGatesMet && areStacksMet ? 0 : 1;
