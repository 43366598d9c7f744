/** Reads the folders of the controls without running anything: contract and reasons from the Rego, examples from the rows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Control, Verdict } from '../estate/index.ts';

/** One code that a control can answer with, and the names of the values it hands to the sentence. */
export interface ReasonCode {
  readonly verdict: Verdict;
  readonly code: string;
  readonly values: readonly string[];
}

/** One test row: what is changed in the base question, and what must be answered. */
export interface Row {
  readonly title: string;
  readonly expect: Verdict;
  readonly code: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface ControlFolder {
  /** `family/promise`, as the folder says. */
  readonly id: string;
  readonly family: string;
  readonly promise: string;
  /** Last two segments of the Rego package, joined by a slash. */
  readonly package: string;
  readonly contract: Omit<Control, 'id'>;
  readonly reasons: readonly ReasonCode[];
  /** Empty where `rows.yaml` is not there yet. */
  readonly rows: readonly Row[];
}

const verdictOf = { allow: 'allow', deny: 'deny', unknown: 'unknown', inapplicable: 'not-applicable' } as const;

/** The text from the opening brace at `start` to the brace that closes it; braces inside strings do not count. */
function block(text: string, start: number): string {
  let depth = 0;
  for (const token of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token[0] === '{') depth += 1;
    else if (token[0] === '}') depth -= 1;
    if (depth === 0) return text.slice(start, start + token.index + 1);
  }
  throw new Error('a brace is never closed');
}

function contractOf(rego: string): Omit<Control, 'id'> {
  const start = rego.search(/^contract := \{/m);
  if (start < 0) throw new Error('no contract');
  const literal = block(rego, rego.indexOf('{', start));
  return JSON.parse(literal.replaceAll(/,(\s*[}\]])/g, '$1')) as Omit<Control, 'id'>;
}

/** Every code with the union of its values: a code may be answered by several rules. */
function reasonsOf(rego: string): readonly ReasonCode[] {
  const found = new Map<string, ReasonCode>();
  for (const head of rego.matchAll(/^(allow|deny|unknown|inapplicable) contains (?=\{)/gm)) {
    const reason = block(rego, head.index + head[0].length);
    const code = /"code": "([a-z0-9-]+)"/.exec(reason)?.[1];
    if (code === undefined) throw new Error(`a reason without a literal code: ${reason}`);
    const filled = block(reason, reason.indexOf('{', reason.indexOf('"values":')));
    const names = [...filled.matchAll(/"([A-Za-z]+)":/g)].map((match) => match[1]!);
    const verdict = verdictOf[head[1] as keyof typeof verdictOf];
    const before = found.get(`${verdict}.${code}`)?.values ?? [];
    found.set(`${verdict}.${code}`, { verdict, code, values: [...new Set([...before, ...names])] });
  }
  return [...found.values()];
}

function rowsOf(file: string): readonly Row[] {
  if (!existsSync(file)) return [];
  return (parse(readFileSync(file, 'utf8')) as { readonly rows: readonly Row[] }).rows;
}

/** Every `family/promise` folder under `root`, in order of id. A folder without a `control.rego` is an error. */
export function controlFolders(root = 'policies/controls'): readonly ControlFolder[] {
  const below = (folder: string) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  const ids = below(root).flatMap((family) => below(`${root}/${family}`).map((promise) => [family, promise] as const));
  return ids
    .map(([family, promise]): ControlFolder => {
      const rego = readFileSync(`${root}/${family}/${promise}/control.rego`, 'utf8');
      const named =
        /^package cloison\.controls\.(?:([\w]+)|\["([^"]+)"\])(?:\.([\w]+)|\["([^"]+)"\])$/m.exec(rego) ?? [];
      return {
        id: `${family}/${promise}`,
        family,
        promise,
        package: `${named[1] ?? named[2]}/${named[3] ?? named[4]}`,
        contract: contractOf(rego),
        reasons: reasonsOf(rego),
        rows: rowsOf(`${root}/${family}/${promise}/rows.yaml`),
      };
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}
