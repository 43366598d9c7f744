/** The list of commands → a commander program that speaks one language and never exits. */
import { Command as Program, Option } from 'commander';
import type { Language } from '../estate/index.ts';
import type { Command } from './commands/command.ts';
import { languageNames } from './language.ts';
import { UsageError } from './usage.ts';
import { cliWords } from './words.ts';

export interface Invoked {
  readonly command: Command;
  /** Positionals by name and options by their camel-cased name, those of the program among them. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** `--format <terminal|json>` admits exactly those values; anything else is refused with the list. */
function optionOf(flags: string, describe: (id: string) => string, isRequired: boolean): Option {
  const inner = /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1] ?? '';
  const option = new Option(flags.replace(/<[^>]*\|[^>]*>/, '<value>'), '').makeOptionMandatory(isRequired);
  const values = inner.includes('|') ? inner.split('|') : undefined;
  const name = option.attributeName();
  option.description = `${describe(`option.${name}`)}${values === undefined ? '' : ` (${values.join(', ')})`}`;
  if (values === undefined) return option;
  return option.argParser((word: string) => {
    if (!values.includes(word)) throw new UsageError('wrong-value', word, values, option.long ?? flags);
    return word;
  });
}

function titled(language: Language) {
  const say = (id: string) => cliWords[language][id] ?? `[${id}]`;
  return {
    say,
    styleTitle: (title: string) => cliWords[language][`help.${title.replace(':', '').toLowerCase()}`] ?? title,
  };
}

/** Every page ends with one call that works: of a family with that of its first command. */
function ending(own: Program, { example }: Command, say: (id: string) => string): Program {
  return own.addHelpText('after', `\n${say('help.example')}\n  cloison ${example}`);
}

function parentOf(program: Program, path: readonly string[], first: Command, say: (id: string) => string): Program {
  return path.reduce((above, name, depth) => {
    const known = above.commands.find((each) => each.name() === name);
    if (known !== undefined) return known;
    const own = above.command(name).description(say(`command.${path.slice(0, depth + 1).join('.')}`));
    return ending(own.helpCommand(false), first, say);
  }, program);
}

/** What whoever knows nothing of the tool yet calls first. */
const firstOf = (commands: readonly Command[]): Command | undefined => commands.find(({ name }) => name === 'demo');

/** `gate` and `gate verify`. */
const related = (one: string, other: string): boolean => one.startsWith(`${other} `) || other.startsWith(`${one} `);

/** What commander cannot see between a command and one below it: flags of the upper alone, and flags that are missing. */
function checkFamily(own: Program, { required = [] }: Command): void {
  const given = own.optsWithGlobals();
  const stray = own.parent?.parent
    ? own.parent.options.find(
        (each) =>
          own.parent!.getOptionValue(each.attributeName()) !== undefined &&
          !own.options.some(({ long }) => long === each.long),
      )
    : undefined;
  if (stray !== undefined) own.error(`'${stray.long}'`, { code: 'commander.unknownOption' });
  const missing = own.options.find(
    (each) => required.includes(each.flags) && given[each.attributeName()] === undefined,
  );
  if (missing !== undefined) own.error(`'${missing.flags}'`, { code: 'commander.missingMandatoryOptionValue' });
}

/** `gate` for `gate verify` too: what begins with another word has no say in a call, and is made only to be listed. */
export function commandsFor(argv: readonly string[], commands: readonly Command[]): readonly Command[] {
  const own = commands.filter(({ name }) => name.split(' ')[0] === argv[0]);
  return own.length === 0 ? commands : own;
}

export function programOf(
  commands: readonly Command[],
  language: Language,
  version: string,
  write: { out: (text: string) => void; err: (text: string) => void },
  invoke: (invoked: Invoked) => Promise<void>,
): Program {
  const { say, styleTitle } = titled(language);
  const program: Program = new Program('cloison')
    .description(say('command.cloison'))
    .version(version, '-V, --version', say('option.version'))
    .helpOption('-h, --help', say('option.help'))
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: write.out, writeErr: () => {} })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle,
      // Of the program alone: what `gate` takes, `gate verify` need not.
      visibleGlobalOptions: ({ parent }) => (parent === null ? [] : [...program.options]),
    })
    .showSuggestionAfterError(false)
    .addOption(optionOf(`--lang <${languageNames.join('|')}>`, say, false))
    .addOption(optionOf('--json', say, false))
    .addOption(optionOf('--debug', say, false))
    .addOption(optionOf('--no-colour', say, false));
  const first = firstOf(commands);
  if (first !== undefined) ending(program, first, say);
  for (const command of commands) {
    const path = command.name.split(' ');
    // Commander asks the mandatory flags of a command of those below it too, and lets it take theirs: looked at below.
    const isFamily = commands.some(({ name }) => related(name, command.name));
    const made = parentOf(program, path.slice(0, -1), command, say).command(path.at(-1)!);
    const own = ending(made.description(say(`command.${path.join('.')}`)), command, say);
    for (const argument of command.takes ?? []) own.argument(argument, say(`argument.${argument.replace(/\W/g, '')}`));
    // One flag may mean something else to one command: `option.access.check.from` before `option.from`.
    const of = (id: string) => {
      const particular = id.replace('option.', `option.${path.join('.')}.`);
      return say(particular in cliWords[language] ? particular : id);
    };
    for (const flags of command.required ?? []) own.addOption(optionOf(flags, of, !isFamily));
    for (const flags of command.options ?? []) own.addOption(optionOf(flags, of, false));
    own.action(async () => {
      if (isFamily) checkFamily(own, command);
      const names = own.registeredArguments.map((argument) => argument.name());
      const positionals = Object.fromEntries(names.map((name, at) => [name, own.processedArgs[at] as unknown]));
      await invoke({ command, options: { ...own.optsWithGlobals(), ...positionals } });
    });
  }
  return program;
}

/** Every name and long flag that may stand where an unknown one stood. */
export function namesAround(program: Program, argv: readonly string[]): string[] {
  let at = program;
  for (const word of argv) at = at.commands.find((each) => each.name() === word) ?? at;
  return [
    ...at.commands.map((each) => each.name()),
    ...[...at.options, ...program.options].flatMap((option) => option.long ?? []),
    '--help',
  ];
}
