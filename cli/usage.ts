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

/** Of a commander error only its code and the first thing it quotes are kept: its sentences are English. */
export function usageOf(code: string, message: string, known: readonly string[]): UsageError {
  const word = /'([^']*)'/s.exec(message)?.[1] ?? '';
  const id = ids[code] ?? 'wrong';
  const isFlag = id === 'unknown-option';
  const isName = id === 'unknown-command';
  return new UsageError(id, word, isFlag || isName ? known.filter((name) => name.startsWith('-') === isFlag) : []);
}
