/**
 * The strict YAML profile: one document of YAML 1.2, no tags, anchors, aliases, merge keys or directives, keys are
 * strings and said once, numbers are exact, warnings are errors. JSON is YAML. Every flaw has its place.
 */
import { Composer, LineCounter, type YAMLError } from 'yaml';
import type { Json } from '../canonical.ts';
import { byPlace, type Problem } from '../problem.ts';
import { maxProblems } from './flaw.ts';
import { WrittenPositions, type Positions } from './positions.ts';
import { maxYamlBytes, textOf, type FileContent } from './text.ts';
import { YamlValues } from './yamlValue.ts';
import { yamlTokens, type TokenFlaw } from './yamlTokens.ts';

export interface YamlDocument {
  /** Left out when the text is no document of the profile: nothing of it is used then. */
  readonly value?: Json;
  readonly positions: Positions;
  readonly problems: readonly Problem[];
}

const codes: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'yaml-tab',
  MULTIPLE_DOCS: 'yaml-documents',
  TAG_RESOLVE_FAILED: 'yaml-tag',
  NON_STRING_KEY: 'yaml-key',
  BAD_ALIAS: 'yaml-alias',
};

/** The library's message is in English and may quote the text; its code is turned into words. */
function flawOf(error: YAMLError): TokenFlaw {
  const code = codes[error.code] ?? 'yaml-syntax';
  const values = code === 'yaml-syntax' ? { detail: error.code.toLowerCase() } : {};
  return { code, offset: error.pos[0], values };
}

function lineCounterOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

interface Composed {
  readonly value: Json | undefined;
  readonly flaws: readonly TokenFlaw[];
}

function compose(text: string, positions: WrittenPositions): Composed {
  const { tokens, flaws } = yamlTokens(text);
  if (flaws.length > 0) return { value: undefined, flaws };
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    intAsBigInt: true,
    stringKeys: true,
  });
  const [document, ...others] = [...composer.compose(tokens, true, text.length)];
  const found = [...document!.errors, ...document!.warnings].map(flawOf);
  for (const other of others) found.push({ code: 'yaml-documents', offset: other.range[0], values: {} });
  if (found.length > 0) return { value: undefined, flaws: found };
  if (document!.contents === null) return { value: undefined, flaws: [{ code: 'yaml-empty', offset: 0, values: {} }] };
  const values = new YamlValues(positions);
  const value = values.value(document!.contents, '');
  return { value, flaws: values.flaws };
}

/** Reads one file. `value` is there only when `problems` is empty. */
export function readYaml(file: string, content: FileContent): YamlDocument {
  const read = textOf(file, content, maxYamlBytes);
  if ('problem' in read) return { positions: new WrittenPositions(new LineCounter()), problems: [read.problem] };
  const positions = new WrittenPositions(lineCounterOf(read.text));
  const { value, flaws } = compose(read.text, positions);
  const problems = flaws
    .slice(0, maxProblems)
    .map(({ code, offset, values }) => ({ code, file, ...positions.at(offset), path: '', values }))
    .sort(byPlace);
  return { positions, problems, ...(flaws.length > 0 || value === undefined ? {} : { value }) };
}
