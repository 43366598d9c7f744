/**
 * The first pass over a YAML text, token by token, before any tree is built: refuses what the language does not need and
 * what attacks use. The composer recurses and aliases multiply; both are cut off here, with the place.
 */
import { CST, Lexer, Parser } from 'yaml';
import { maxProblems, type FlawValues } from './flaw.ts';

export const maxYamlDepth = 64;
/** Each token costs memory and time, however small the file. */
export const maxYamlTokens = 100_000;

export interface TokenFlaw {
  readonly code: string;
  readonly offset: number;
  readonly values: FlawValues;
}

export interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly flaws: readonly TokenFlaw[];
}

const refusedTypes = new Map<string | null, string>([
  ['anchor', 'yaml-alias'],
  ['alias', 'yaml-alias'],
  ['tag', 'yaml-tag'],
  ['directive-line', 'yaml-directive'],
]);

/** The lexer announces a plain or block scalar with this character: what follows is text, whatever it looks like. */
const scalarFollows = '\u001f';

/** When the text was abandoned there are no tokens, and the last flaw says why. */
export function yamlTokens(text: string): Tokens {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const flaws: TokenFlaw[] = [];
  const abandoned = (code: string, limit: number): Tokens => ({
    tokens: [],
    flaws: [...flaws, { code, offset: parser.offset, values: { limit } }],
  });
  let count = 0;
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    const code = isText ? undefined : refusedTypes.get(CST.tokenType(lexeme));
    if (code !== undefined) flaws.push({ code, offset: parser.offset, values: {} });
    if (flaws.length >= maxProblems) return { tokens: [], flaws };
    isText = !isText && lexeme === scalarFollows;
    for (const token of parser.next(lexeme)) tokens.push(token);
    count += 1;
    if (parser.stack.length > maxYamlDepth) return abandoned('yaml-depth', maxYamlDepth);
    if (count > maxYamlTokens) return abandoned('yaml-size', maxYamlTokens);
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, flaws };
}
