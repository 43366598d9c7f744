/** Puts sealed questions again: only to the module of this version, and only over the facts that were sealed. */
import { createHash } from 'node:crypto';
import { sha256, type Json } from '../../estate/index.ts';
import type { BundleFolder, Redecide } from '../../evidence/index.ts';
import { committedEngine, committedPin, type Question } from '../../policies/index.ts';
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

/** A module from a stranger's folder is never run: under another one the answer is "cannot be decided again here". */
export async function redecider(folder: BundleFolder): Promise<Redecide> {
  const module = await digestIn(folder, payloadNames.module);
  const facts = await digestIn(folder, payloadNames.facts);
  const isOurs = `sha256:${module}` === committedPin && facts === sha256(factsText());
  if (!isOurs) return () => undefined;
  const engine = committedEngine();
  return (question) => engine.decide(question as unknown as Question) as unknown as Json;
}
