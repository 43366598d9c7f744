/**
 * What a program or a pack of Pulumi judges with: the estate from its path, whom it trusts, our module. Read once. What is
 * wrong with them is thrown as Pulumi's own error of a run: it prints the sentence, and no trace of calls.
 */
import { readFileSync } from 'node:fs';
import {
  diskFiles,
  estateWords,
  isError,
  readEstateFrom,
  readTrust,
  speaker,
  tellProblem,
  type Estate,
  type Instant,
  type Language,
  type Problem,
  type Say,
  type Trust,
} from '../../estate/index.ts';
import {
  catalogueOf,
  committedEngine,
  committedFacts,
  policyWords,
  premisesFrom,
  type Engine,
  type Premises,
} from '../../policies/index.ts';
import { runError } from './runError.ts';
import en from './words/en.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };

export interface Ground {
  readonly estate: Estate;
  readonly premises: Premises;
  readonly engine: Engine;
  readonly catalogue: ReturnType<typeof catalogueOf>;
  readonly language: Language;
  readonly say: Say;
}

export interface GroundAt {
  /** Path of the estate: a file, or the folder of an `estate.yaml`. */
  readonly estate: string;
  /** Path of a trust document; without one no signature counts, and so no exception. */
  readonly trust?: string;
  readonly language: Language;
  readonly now: Instant;
}

export const speakerOf = (language: Language): Say => speaker(language, { en, fr }, policyWords, estateWords);

function refuse(say: Say, of: 'estate' | 'trust', path: string, problems: readonly Problem[]): never {
  const lines = problems.filter(isError).map((problem) => {
    const { place, sentence, next } = tellProblem(say, problem);
    return `${place}: ${sentence} ${next}`;
  });
  throw runError([say(`pack.${of}-refused`, { path, count: lines.length }), ...lines].join('\n'));
}

function bytesAt(path: string, say: Say): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw runError(say('pack.trust-unread', { path }));
  }
}

function trustAt(path: string | undefined, say: Say): Trust {
  if (path === undefined) return { version: 'cloison/trust/v1', keys: [] };
  const { trust, problems } = readTrust(bytesAt(path, say), path);
  return trust ?? refuse(say, 'trust', path, problems);
}

/** Throws with every problem of the estate: a judge without a promise would pass everything or nothing. */
export function groundAt({ estate: path, trust: trustPath, language, now }: GroundAt): Ground {
  const say = speakerOf(language);
  const { estate, files, problems } = readEstateFrom(path, diskFiles);
  if (estate === undefined) return refuse(say, 'estate', path, problems);
  const facts = committedFacts();
  // An entity under the name of a provider of the facts would be believed in its place.
  const providers = new Set(facts.rows.providers.statements.map(({ provider }) => provider));
  const taken = Object.keys(estate.entities).find((id) => providers.has(id));
  if (taken !== undefined) throw runError(say('pack.entity-taken', { id: taken }));
  const engine = committedEngine();
  const catalogue = catalogueOf(engine);
  const controls = catalogue.map(({ id }) => id);
  const trust = trustAt(trustPath, say);
  const premises = premisesFrom({ estate, files, trust, facts, controls, phase: 'plan' }, now);
  return { estate, premises, engine, catalogue, language, say };
}
