/** Wounds documents at random and counts what comes of it. The same for the same seed and number. */
import type { Base } from './base.ts';
import { damaged, pick, randomOf } from './damage.ts';
import type { Gated } from './gating.ts';
import { judged, objection } from './oracle.ts';

export interface Score {
  readonly wounds: number;
  /** Where it was → exit code, as `abroad → 3`, and how often. */
  readonly moved: Readonly<Record<string, number>>;
  /** What passed and should not have: none. */
  readonly wrong: readonly string[];
  /** Documents that were wounded. */
  readonly documents: number;
}

export async function campaign(bases: readonly Base[], wounds: number, seed: number): Promise<Score> {
  const random = randomOf(seed);
  const seen = new Set<Base>();
  const whole = new Map<Base, Gated>();
  const moved: Record<string, number> = {};
  const wrong: string[] = [];
  for (let count = 0; count < wounds; count += 1) {
    const base = pick(bases, random);
    const damage = damaged(base.document, random);
    const is = await judged(base, damage.document);
    const move = `${base.where} → ${is.code}`;
    moved[move] = (moved[move] ?? 0) + 1;
    seen.add(base);
    if (is.code !== 0) continue;
    const was = whole.get(base) ?? (await judged(base, base.document));
    whole.set(base, was);
    const why = await objection(base, was, damage, is);
    if (why !== undefined) wrong.push(`${base.name}: ${damage.kind} at /${damage.path.join('/')}: ${why}`);
  }
  return { wounds, moved, wrong, documents: seen.size };
}

export function scoreTold({ wounds, moved, wrong, documents }: Score): string {
  const moves = Object.keys(moved).sort();
  const told = moves.map((move) => `${move}: ${moved[move]}`).join(', ');
  return `${wounds} wounds in ${documents} documents, ${wrong.length} passed that should not (${told})`;
}
