/** What was wrong with how a command was called; always exit code 2. */

/** `id` of a sentence under `usage.`; `word` is what was written, `known` what may be written. */
export class UsageError extends Error {
  readonly id: string;
  readonly word: string;
  readonly flag: string;
  readonly known: readonly string[];

  constructor(id: string, word: string, known: readonly string[] = [], flag = '') {
    super(id);
    this.name = 'UsageError';
    this.id = id;
    this.word = word;
    this.known = known;
    this.flag = flag;
  }
}

const ids: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'unknown-option',
  'commander.unknownCommand': 'unknown-command',
  'commander.missingArgument': 'missing-argument',
  'commander.optionMissingArgument': 'missing-value',
  'commander.missingMandatoryOptionValue': 'missing-option',
  'commander.excessArguments': 'excess-arguments',
};

/** A flag that does not exist, where commander only misses the one that it was meant to be. */
function misspelt(argv: readonly string[], known: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const flags = (end === -1 ? argv : argv.slice(0, end)).filter((word) => word.startsWith('--'));
  return flags.map((word) => word.split('=')[0]!).find((word) => !known.includes(word));
}

/** Of a commander error only its code and the first thing it quotes are kept: its sentences are English. */
export function usageOf(code: string, message: string, argv: readonly string[], known: readonly string[]): UsageError {
  const flags = known.filter((name) => name.startsWith('-'));
  const id = ids[code] ?? 'wrong';
  const word = /'([^']*)'/s.exec(message)?.[1] ?? '';
  if (id === 'unknown-option') return new UsageError(id, word, flags);
  if (id === 'unknown-command')
    return new UsageError(
      id,
      word,
      known.filter((name) => !name.startsWith('-')),
    );
  const slip = id === 'missing-option' ? misspelt(argv, known) : undefined;
  return slip === undefined ? new UsageError(id, word) : new UsageError('unknown-option', slip, flags);
}
