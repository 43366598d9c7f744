/** Our gate and the peer whose checks are its own: how each is asked, and what it found, told from its own output. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { measured, type Run } from './measure.ts';
import type { CloudName } from './clouds.ts';

/** What is measured: a file, and what any gate must find in it. */
export interface Input {
  readonly kind: 'terraform' | 'kubernetes';
  readonly path: string;
  readonly count: number;
  readonly denied: number;
  /** Of a plan, whose buckets it creates; left out: the first. */
  readonly cloud?: CloudName;
}

export interface Gate {
  readonly name: string;
  /** Runs it, with more words where it is ours; throws where what it found is not what is there. */
  readonly run: (input: Input, more?: readonly string[]) => Run;
}

/** The estate that an input is judged by. */
export const estateFor = ({ cloud = 'aws' }: Input): string =>
  join(import.meta.dirname, cloud === 'aws' ? 'estate' : cloud, 'estate.yaml');

export function wrong(gate: string, { path }: Input, found: unknown, run: Run): never {
  throw new Error(`${gate} on ${path}: found ${JSON.stringify(found)}, exit ${run.code}; no time is told`);
}

interface Report {
  readonly counts: { readonly total: number; readonly judged: number };
  readonly findings: readonly { readonly subject: string; readonly control: string; readonly verdict: string }[];
}

/** By the path of an input: verdict, control and subject of every finding that our gate told. */
export type Found = Map<string, ReadonlySet<string>>;

/** `program`: what starts it, e.g. Node and the packed entry. Its whole report is read once a file, then its headline. */
export function ours(program: readonly [string, ...string[]], seen: Found = new Map()): Gate {
  const [node, ...first] = program;
  const run = (input: Input, more: readonly string[]): Run => {
    const place = input.kind === 'kubernetes' ? ['--place', 'eks'] : [];
    const words = ['gate', input.path, '--estate', estateFor(input), '--lang', 'en', ...place, ...more];
    return measured(node, [...first, ...words]);
  };
  const check = (input: Input): void => {
    const done = run(input, ['--json']);
    const { counts, findings } = JSON.parse(done.stdout) as Report;
    const denied = new Set(findings.filter(({ verdict }) => verdict === 'deny').map(({ subject }) => subject)).size;
    const found = { denied, judged: counts.judged, total: counts.total };
    if (denied !== input.denied || counts.judged !== input.count || counts.total !== input.count)
      wrong('cloison', input, found, done);
    const told = findings.map(({ verdict, control, subject }) => `${verdict} ${control} ${subject}`);
    seen.set(input.path, new Set(told));
  };
  return {
    name: 'cloison',
    run: (input, more = []) => {
      if (!seen.has(input.path)) check(input);
      const done = run(input, more);
      const [headline = ''] = done.stdout.split('\n');
      const isWhole = headline.includes(`${input.count.toLocaleString('en')} resources`);
      if (done.code !== 1 || !headline.startsWith('Refused:') || !isWhole) wrong('cloison', input, headline, done);
      return done;
    },
  };
}

/** Its checks are others, and many more: only that it read every resource is held. */
export function checkov(path: string): Gate {
  return {
    name: 'checkov',
    run: (input) => {
      const framework = input.kind === 'terraform' ? 'terraform_plan' : 'kubernetes';
      const words = [
        '--skip-download',
        '--compact',
        '--quiet',
        '--framework',
        framework,
        '-o',
        'json',
        '-f',
        input.path,
      ];
      const done = measured(path, words);
      const { summary } = JSON.parse(done.stdout) as { summary?: { resource_count: number; parsing_errors: number } };
      if (summary?.resource_count !== input.count || summary.parsing_errors > 0) wrong('checkov', input, summary, done);
      return done;
    },
  };
}

interface Scanned {
  readonly findings: readonly { readonly code: string; readonly subject: string }[];
}

/** Words of the peer that comes closest to ours: sovereign clouds, a plan, one verdict. */
const scanning = ({ path }: Input): readonly string[] => ['scan', 'scaleway', '-t', path, '-f', 'json'];

/** Its rules are others, of which one says what ours denies here: that a bucket is public. */
export function pepin(path: string): Gate {
  return {
    name: 'pepin',
    run: (input) => {
      const done = measured(path, scanning(input));
      const { findings } = JSON.parse(done.stdout) as Scanned;
      const open = new Set(findings.filter(({ code }) => code === 'CLD-STO-1').map(({ subject }) => subject));
      if (open.size !== input.denied || done.code !== 1) wrong('pepin', input, open.size, done);
      return done;
    },
  };
}

/** By the variable that names it, else on the path; undefined where it is nowhere. */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const said = env[name.toUpperCase()];
  const places = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return (said === undefined ? places : [said]).find((path) => existsSync(path));
}
