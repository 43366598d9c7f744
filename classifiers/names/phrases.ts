/** Words compared as whole tokens, never as substrings: `cid` is not in `acid_level`. Accents and case do not count. */

const idle = new Set(['de', 'du', 'des', 'la', 'of', 'the', 'd', 'l']);
const marks = /\p{M}+/gu;
const notWord = /[^a-z]+/;

/** `dateDeNaissance2`, `DATE_DE_NAISSANCE` and `Date de naissance` all become `['date', 'naissance']`. */
export function tokensOf(text: string): string[] {
  const split = text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .normalize('NFD')
    .replace(marks, '')
    .toLowerCase();
  return split.split(notWord).filter((token) => token !== '' && !idle.has(token));
}

/** Sequences of tokens, indexed by their first token. */
export type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

export function phrases(texts: readonly string[]): Phrases {
  const index = new Map<string, (readonly string[])[]>();
  for (const text of texts) {
    const [first, ...rest] = tokensOf(text);
    if (first === undefined) continue;
    const known = index.get(first);
    if (known === undefined) index.set(first, [rest]);
    else known.push(rest);
  }
  return index;
}

/** The distinct phrases that stand in `tokens`, each joined by spaces. */
export function phrasesIn(tokens: readonly string[], wanted: Phrases): Set<string> {
  const found = new Set<string>();
  tokens.forEach((token, at) => {
    for (const rest of wanted.get(token) ?? []) {
      if (rest.every((next, offset) => tokens[at + 1 + offset] === next)) found.add([token, ...rest].join(' '));
    }
  });
  return found;
}

export function speaks(tokens: readonly string[], wanted: Phrases, unless?: Phrases): boolean {
  return phrasesIn(tokens, wanted).size > 0 && (unless === undefined || phrasesIn(tokens, unless).size === 0);
}
