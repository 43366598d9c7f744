/** A dataset or a region that a change names and nobody has: those that there are, and the one that was perhaps meant. */
import { nearest, type Finding } from '../../../estate/index.ts';
import type { GateGround } from '../ground.ts';

export interface Near {
  readonly of: 'dataset' | 'region';
  readonly word: string;
  /** Left out where none is near. */
  readonly nearest?: string;
  /** All of them; outputs name the first few. */
  readonly known: readonly string[];
}

type Names = Pick<GateGround, 'loaded' | 'bench'>;

function regionsOf({ loaded, bench }: Names, provider: string): readonly string[] {
  const own = loaded.estate.entities[provider]?.regions;
  if (own !== undefined) return Object.keys(own);
  return bench.facts.rows.regions.regions.filter((row) => row.provider === provider).map(({ region }) => region);
}

/** Findings come by the ten thousand, strange names do not: each is looked up once. */
export function nearIn(names: Names): (finding: Pick<Finding, 'reasons'>) => Near | undefined {
  const found = new Map<string, Near>();
  const kept = (key: string, of: Near['of'], word: string, list: () => readonly string[]): Near => {
    const before = found.get(key);
    if (before !== undefined) return before;
    const known = list();
    const near = nearest(word, known);
    const made = { of, word, ...(near === undefined ? {} : { nearest: near }), known };
    found.set(key, made);
    return made;
  };
  return ({ reasons }) => {
    for (const { code, values } of reasons) {
      const { claimed, provider, region } = values;
      if (code === 'no-such-dataset' && typeof claimed === 'string')
        return kept(`dataset ${claimed}`, 'dataset', claimed, () => Object.keys(names.loaded.estate.datasets));
      if (code === 'no-country' && typeof provider === 'string' && typeof region === 'string')
        return kept(`${provider} ${region}`, 'region', region, () => regionsOf(names, provider));
    }
    return undefined;
  };
}
