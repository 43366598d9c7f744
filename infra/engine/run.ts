/** Runs an unmodified program in a process of its own, as Pulumi's language host would, until it says that it has ended. */
import { spawn } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Ground } from './ground.ts';
import { withoutMachine } from './positions.ts';
import { preload } from './preload.ts';
import type { Project } from './project.ts';
import { withoutSecrets } from './secrets.ts';
import { Unplannable } from './unplannable.ts';

export interface RunLimits {
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the program prints itself, line by line; never part of the plan. */
  readonly printed: (line: string) => void;
}

const lastLines = 20;
/** Characters of a reason. */
const longest = 500;

function argumentsOf(address: string, { root, program, nodeArguments }: Project, ground: Ground): string[] {
  const told = {
    monitor: address,
    engine: address,
    project: ground.project,
    stack: ground.stack,
    organization: 'organization',
    'root-directory': root,
    pwd: program.folder,
    parallel: '16',
  };
  const flags = Object.entries(told).map(([name, value]) => `--${name}=${value}`);
  return ['--import', preload, ...nodeArguments, ground.sdk.run, ...flags, '--dry-run', program.entry];
}

/** Where what Node compiled of the SDK lies for the next plan; Node keeps a folder for each version and user below it. */
function compiledHere(): string {
  const own = getCompileCacheDir();
  return own === undefined ? join(tmpdir(), 'node-compile-cache') : dirname(own);
}

function environment({ settings }: Ground, project: Project, env: RunLimits['env']): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PULUMI_')));
  return {
    ...kept,
    NODE_COMPILE_CACHE: kept['NODE_COMPILE_CACHE'] ?? compiledHere(),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(settings.map(({ key, value }) => [key, value]))),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(settings.filter(({ secret }) => secret).map(({ key }) => key)),
    PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
  };
}

/** What happened, without the trace of calls and without colours; the SDK's own first line says only that something did. */
function gist(said: string): string {
  const lines = stripVTControlCharacters(said)
    .split('\n')
    .map((line) => line.trim());
  const isTold = (line: string) =>
    line !== '' && !/^Running program .* failed with an unhandled exception:$/.test(line);
  const end = lines.findIndex((line) => line.startsWith('at '));
  const told = lines.slice(0, end === -1 ? undefined : end).filter(isTold);
  return told
    .join(' ')
    .replace(/^<ref \*\d+> /, '')
    .slice(0, longest);
}

/** Throws unless the program came to its end by itself, without an error and with its outputs told: half a plan is none. */
function assertWhole({ recording, root, stack }: Ground, code: number | null, lines: readonly string[]): void {
  if (recording.failure !== undefined) throw recording.failure;
  const logged = recording.messages.find(({ severity }) => severity === 'error')?.message;
  const all = logged ?? (lines.join('\n') || `exit ${code ?? 'by a signal'}`);
  const said = withoutSecrets(all, recording.secrets);
  if (code !== 0 || logged !== undefined)
    throw new Unplannable('program-failed', { stack, reason: withoutMachine(gist(said), root) }, new Error(said));
  if (!recording.ended || recording.outputsOfStack() === undefined)
    throw new Unplannable('program-unfinished', { stack });
}

export async function runProgram(address: string, project: Project, ground: Ground, limits: RunLimits): Promise<void> {
  const { timeout, signal, env, printed } = limits;
  const { stack } = ground;
  if (signal.aborted) throw new Unplannable('interrupted', { stack });
  const child = spawn(process.execPath, argumentsOf(address, project, ground), {
    cwd: project.root,
    env: environment(ground, project, env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: what the program starts ends with it.
    detached: process.platform !== 'win32',
  });
  const lines: string[] = [];
  const keep = (text: string): void => {
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      lines.push(line);
      if (lines.length > lastLines) lines.shift();
      printed(withoutSecrets(line, ground.recording.secrets));
    }
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', keep);
  let stopped: 'program-timeout' | 'interrupted' | undefined;
  const stop = (why: 'program-timeout' | 'interrupted') => (): void => {
    stopped = why;
    if (child.pid !== undefined) kill(child.pid);
  };
  const timer = setTimeout(stop('program-timeout'), timeout);
  const interrupt = stop('interrupted');
  signal.addEventListener('abort', interrupt, { once: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
  });
  if (stopped !== undefined) throw new Unplannable(stopped, { stack, seconds: Math.round(timeout / 1000) });
  assertWhole(ground, code, lines);
}

function kill(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Gone by itself between the decision and the signal.
  }
}
