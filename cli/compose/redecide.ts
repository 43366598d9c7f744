/** Puts sealed questions again: only to the module of this version, and only over the facts that were sealed. */
import { createHash } from 'node:crypto';
import { sha256, type Json } from '../../estate/index.ts';
import type { BundleFolder, Redecide } from '../../evidence/index.ts';
import { committedEngine, committedPin, type Bundle, type Engine, type Question } from '../../policies/index.ts';
import { factsText, payloadNames } from './payload.ts';

async function digestIn(folder: BundleFolder, name: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of folder.read(`data/payload/${name}`)) hash.update(chunk);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

interface Asked {
  /** Digest of the bundle that was asked; left out where it was our module. */
  readonly bundle?: string;
  readonly question: Question;
}

function askedIn(sealed: Json): Asked {
  const wrapped = sealed as { bundle?: unknown; question?: unknown };
  if (typeof wrapped.bundle !== 'string') return { question: sealed as unknown as Question };
  return { bundle: wrapped.bundle, question: wrapped.question as Question };
}

async function decided(engine: Engine, { bundle, question }: Asked, bundles: readonly Bundle[]) {
  const answer = engine.decide(question);
  if (bundle === undefined) return answer;
  const own = bundles.find(({ digest }) => digest === bundle);
  const [again] = (await own?.decideAll([{ question, answer }])) ?? [];
  return again?.answer;
}

/** Whether the compiled module and the facts of a sealed run are those of this version. */
export async function isJudgedAsHere(folder: BundleFolder): Promise<boolean> {
  const module = await digestIn(folder, payloadNames.module);
  const facts = await digestIn(folder, payloadNames.facts);
  return `sha256:${module}` === committedPin && facts === sha256(factsText());
}

/**
 * A module from a stranger's folder is never run: under another one the answer is "cannot be decided again here". The
 * same holds for the organisation's own bundles, but for those that the caller has opened, pinned or signed.
 */
export async function redecider(folder: BundleFolder, bundles: readonly Bundle[] = []): Promise<Redecide> {
  if (!(await isJudgedAsHere(folder))) return () => undefined;
  const engine = committedEngine();
  return async (sealed) => (await decided(engine, askedIn(sealed), bundles)) as unknown as Json | undefined;
}
