/** What every command stands on, and what some ask for: Node, the clock, git, and the clients that are installed apart. */
import { createRequire } from 'node:module';
import { committedFacts } from '../../policies/index.ts';
import { realGit, type Git } from '../gate/judge/git.ts';
import { good, note, warn, wrong, type Check } from './check.ts';

/** Handed in, so that a test can be another one. */
export interface Machine {
  /** `24.19.0`. */
  readonly node: string;
  /** Whether a package can be loaded; nothing of it is run. */
  readonly has: (name: string) => boolean;
}

export const realMachine: Machine = {
  node: process.versions.node,
  has(name) {
    try {
      createRequire(import.meta.url).resolve(name);
      return true;
    } catch (cause) {
      // One that only ES modules may import is there.
      return (cause as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
    }
  },
};

/** As `bin/cloison.js` asks. */
const needed = [22, 18] as const;

function nodeCheck({ node }: Machine): Check {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const values = { version: node, needed: needed.join('.') };
  const isEnough = major > needed[0] || (major === needed[0] && minor >= needed[1]);
  return isEnough ? good('node', values) : wrong('node-old', 'badInput', values);
}

/** Rows of facts bear the day on which they were read: a clock that stands before it is wrong. */
export function newestFact(): string {
  const days = JSON.stringify(committedFacts().rows).matchAll(/"readOn":"(\d{4}-\d{2}-\d{2})"/g);
  return [...days].reduce((newest, [, day]) => (day! > newest ? day! : newest), '');
}

function clockCheck(now: string, newest: string): Check {
  const values = { now: now.slice(0, 16).replace('T', ' '), newest };
  return now.slice(0, 10) >= newest ? good('clock', values) : wrong('clock-behind', 'stale', values);
}

function* gitChecks(git: Git): Generator<Check> {
  const asked = (...words: string[]) => {
    const { status, stdout } = git(words, 65_536);
    return { status, text: Buffer.from(stdout).toString('utf8').trim() };
  };
  const { status, text } = asked('--version');
  if (status !== 0) {
    yield warn('no-git');
    return;
  }
  yield good('git', { version: text.replace(/^git version /, '').slice(0, 40) });
  if (asked('rev-parse', '--show-toplevel').status !== 0) yield note('no-repository');
  else if (asked('rev-parse', '--is-shallow-repository').text === 'true') yield warn('shallow');
}

/** Package → the commands that ask for it. */
const clients = [
  ['@aws-sdk/client-s3', 'collect, audit, look'],
  ['@kubernetes/client-node', 'collect, audit, look'],
  ['@pulumi/pulumi', 'plan'],
] as const;

export function machineChecks(machine: Machine, now: string, git: Git = realGit): Check[] {
  const missing = clients.filter(([name]) => !machine.has(name));
  return [
    nodeCheck(machine),
    clockCheck(now, newestFact()),
    ...gitChecks(git),
    ...missing.map(([name, commands]) => warn('no-client', { name, commands })),
    ...(missing.length === 0 ? [good('clients', { names: clients.map(([name]) => name).join(', ') })] : []),
  ];
}
