/** What is asked and answered about each container of one input: by the gate, and by the adapter that conftest runs. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../cli/context.ts';
import { realEdge } from '../../cli/edge.ts';
import { gateGround } from '../../cli/gate/judging/judged.ts';
import { canonicalText, observationDigest, type Json } from '../../estate/index.ts';
import { policyFiles, type Policy } from './conftest.ts';
import { factsFor } from './facts.ts';
import type { Input } from './gates.ts';

const here = import.meta.dirname;
const estate = join(here, 'estate/estate.yaml');
const asOf = '2026-06-01T10:00:00.000Z';
const place = 'eks';

type Kind = Input['kind'];
/** By subject: what it holds and where it lies, each as a question and its answer in canonical text. */
export type Asking = Readonly<Record<string, readonly string[]>>;

interface Told {
  readonly subject: string;
  readonly control: string;
  readonly verdict: string;
}
const findingsOf = (told: readonly Told[]): readonly string[] =>
  told.map(({ subject, control, verdict }) => `${verdict} ${control} ${subject}`).sort();

/** The adapter cites a fact by its name, the gate by the digest of what was seen: here of that very subject and fact. */
export async function gateOn(kind: Kind, path: string): Promise<{ asking: Asking; findings: readonly string[] }> {
  const edge = { ...realEdge(new AbortController().signal), now: () => new Date(asOf) };
  const context = { edge, err: { line: () => {} }, say: () => '' } as unknown as Context;
  const where = kind === 'kubernetes' ? { place } : {};
  const { plan, reading } = await gateGround({ inputs: [path], estate, ...where }, context);
  const names = new Map(
    reading.collection.observations.map((seen) => [`${seen.subject} ${observationDigest(seen)}`, `@${seen.fact}`]),
  );
  const asking: Record<string, string[]> = {};
  for (const { question, answer } of plan.judged) {
    const { id } = question.subject;
    const named = (_key: string, value: unknown) =>
      typeof value === 'string' ? (names.get(`${id} ${value}`) ?? value) : value;
    const asked = JSON.parse(JSON.stringify(question), named) as Json;
    const answered = JSON.parse(JSON.stringify(answer), named) as Json & { decisions: { because: string[] }[] };
    // Digests sort otherwise than names.
    for (const { because } of answered.decisions) because.sort();
    (asking[id] ??= []).push(canonicalText(asked), canonicalText(answered));
  }
  return { asking, findings: findingsOf(plan.findings) };
}

interface Evaluation {
  readonly opa: string;
  readonly folder: string;
  readonly kind: Kind;
  readonly input: unknown;
  /** Of the file, as conftest says it to a policy. */
  readonly name: string;
}

function evaluated({ opa, folder, kind, input, name }: Evaluation, policy: Policy, harness: string, query: string) {
  const write = (file: string, document: unknown): string => {
    writeFileSync(join(folder, file), JSON.stringify(document));
    return join(folder, file);
  };
  const documents = [
    write('facts.json', factsFor(asOf, place)),
    write('file.json', { conftest: { file: { dir: folder, name } } }),
    `estate:${estate}`,
    join(here, 'conftest/harness', harness),
    ...policyFiles(kind, policy),
  ];
  const given = [...documents.flatMap((path) => ['-d', path]), '-i', write('input.json', input)];
  const words = ['eval', ...given, '-f', 'raw', '--strict-builtin-errors', query];
  return JSON.parse(execFileSync(opa, words, { maxBuffer: 64 * 1024 * 1024 }).toString()) as unknown;
}

export function adapterOn(evaluation: Evaluation): Asking {
  const rule = evaluation.kind === 'terraform' ? 'plan' : 'manifests';
  const all = evaluated(evaluation, 'each', 'asking.rego', `data.harness.${rule}`);
  const pairs = Object.entries(all as Record<string, { questions: [Json, Json]; answers: [Json, Json] }>);
  return Object.fromEntries(
    pairs.map(([id, { questions, answers }]) => [
      id,
      [questions[0], answers[0], questions[1], answers[1]].map((each) => canonicalText(each)),
    ]),
  );
}

/** `input` of manifests: the documents as `--combine` gives them; all but `once` are handed one after the other. */
export function deniedBy(evaluation: Evaluation, policy: Policy): readonly string[] {
  const isApart = evaluation.kind === 'kubernetes' && policy !== 'once';
  const rule = isApart ? 'data.documents.denied' : 'data.main.deny';
  return findingsOf(evaluated(evaluation, policy, 'documents.rego', rule) as readonly Told[]);
}
