/** The command line: words in, exit code out. Only `runHere` touches the process. */
import { constants } from 'node:os';
import { CommanderError } from 'commander';
import type { Lexicon } from '../estate/index.ts';
import type { Context } from './context.ts';
import { commands } from './commands/list.ts';
import { realEdge, type Edge } from './edge.ts';
import { languageAsked, languageOf } from './language.ts';
import { pasting } from './paste.ts';
import { commandsFor, namesAround, programOf, type Invoked } from './program.ts';
import { exitCodes } from './report/report.ts';
import { asStarted } from './started.ts';
import { UsageError, usageOf } from './usage.ts';
import { toolVersion } from './version.ts';

/** The language is loaded here, when something must be said: `--version` and `--help` need none of the rooms. */
async function contextOf(argv: readonly string[], edge: Edge, options: Readonly<Record<string, unknown>>) {
  const [{ speakerWith, estateWords }, { cliWords }, { isColoured, printerOf }] = await Promise.all([
    import('../estate/index.ts'),
    import('./words.ts'),
    import('./print.ts'),
  ]);
  const language = languageOf(argv, edge.env);
  const names = [...new Set(commands.map(({ name }) => name.split(' ')[0]!))];
  const respelt = asStarted(edge.command, names);
  const speak = (...lexicons: readonly Lexicon[]) => speakerWith(respelt, language, cliWords, estateWords, ...lexicons);
  const has = (flag: string) => argv.includes(flag);
  const wanted = (options['colour'] ?? !has('--no-colour')) as boolean;
  const context: Context = {
    edge,
    language,
    say: speak(),
    speak,
    paste: pasting(edge.command, languageAsked(argv) === language ? language : undefined),
    out: printerOf(edge.stdout, isColoured(edge.stdout, edge.env, wanted)),
    err: printerOf(edge.stderr, isColoured(edge.stderr, edge.env, wanted)),
    json: (options['json'] ?? has('--json')) as boolean,
    debug: (options['debug'] ?? has('--debug')) as boolean,
    colour: isColoured(edge.stdout, edge.env, wanted),
  };
  return context;
}

async function refuse(error: UsageError, context: Context): Promise<number> {
  const { nearest } = await import('../estate/index.ts');
  const { id, word, known, flag } = error;
  const near = nearest(word, known) ?? '';
  const values = { word, flag, known: known.join(', '), near, suggestions: near === '' ? 0 : 1 };
  const [sentence, next] = [context.say(`usage.${id}`, values), context.say(`usage.${id}.next`, values)];
  if (context.json) {
    const { visibleJson } = await import('./visibleJson.ts');
    context.out.ready(visibleJson({ exitCode: exitCodes.badInput, fault: 'usage', sentence, next }, 2));
  } else {
    context.err.line([{ text: 'cloison: ', style: 'bold' }, sentence]);
    context.err.line(`  ${next}`);
  }
  return exitCodes.badInput;
}

/** Runs one command line. Never throws, never exits. */
export async function main(argv: readonly string[], edge: Edge): Promise<number> {
  let code: number = exitCodes.badInput;
  const invoke = async ({ command, options }: Invoked): Promise<void> => {
    const context = await contextOf(argv, edge, options);
    try {
      const run = await command.load();
      code = await run(options as never, context);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const { tell } = await import('./faults.ts');
      code = tell(error, context);
    }
  };
  const write = { out: (text: string) => edge.stdout.write(text), err: (text: string) => edge.stderr.write(text) };
  const program = programOf(commandsFor(argv, commands), languageOf(argv, edge.env), toolVersion(), write, invoke);
  try {
    if (argv.length === 0) write.out(program.helpInformation());
    else await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof UsageError) return refuse(error, await contextOf(argv, edge, {}));
    if (!(error instanceof CommanderError)) {
      const { tell } = await import('./faults.ts');
      return tell(error, await contextOf(argv, edge, {}));
    }
    if (['commander.helpDisplayed', 'commander.version'].includes(error.code)) return exitCodes.pass;
    // `cloison estate` alone is half a command: commander shows what could follow, and it is still a wrong call.
    if (error.code === 'commander.help') return exitCodes.badInput;
    const wrong = usageOf(error.code, error.message, argv, namesAround(program, argv));
    return refuse(wrong, await contextOf(argv, edge, {}));
  }
  return code;
}

/** Runs this process: interrupts once stop the work in order, twice end it; a reader that has seen enough is no error. */
export async function runHere(): Promise<void> {
  const interrupted = new AbortController();
  process.once('SIGINT', () => {
    interrupted.abort();
    process.once('SIGINT', () => process.exit(128 + constants.signals.SIGINT));
  });
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') process.exitCode = exitCodes.internal;
    });
  }
  process.exitCode = await main(process.argv.slice(2), realEdge(interrupted.signal));
}

if (import.meta.main) await runHere();
