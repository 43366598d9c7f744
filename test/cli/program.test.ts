/** Only the commands of the word that was called are made: whatever follows that word must be answered as if all were. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../cli/commands/command.ts';
import { commands } from '../../cli/commands/list.ts';
import { commandsFor, namesAround, programOf } from '../../cli/program.ts';
import { languages, type Language } from '../../estate/index.ts';

async function answered(own: readonly Command[], argv: readonly string[], language: Language) {
  const said: string[] = [];
  const invoked: unknown[] = [];
  const write = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
  const program = programOf(own, language, '0.0.0', write, async (each) => void invoked.push(each));
  const failed = await program.parseAsync([...argv], { from: 'user' }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const { code, message } = (failed ?? {}) as { code?: string; message?: string };
  return { said, invoked, code, message, names: namesAround(program, argv) };
}

const endings = [
  [],
  ['--help'],
  ['x'],
  ['x', 'y', 'z', 'w'],
  ['--nonsense'],
  ['--version'],
  ['--lang', 'de'],
  ['--json', '--lang', 'fr', 'x'],
  ['--estate', 'e', '--out', 'o', '--format', 'json'],
  ['verify', 'list', 'check', '--key', 'k'],
];

describe.each(languages)('in %s', (language) => {
  it.each([...new Set(commands.flatMap(({ name }) => [name, name.split(' ')[0]!]))])('%s', async (name) => {
    for (const ending of endings) {
      const argv = [...name.split(' '), ...ending];
      const own = commandsFor(argv, commands);
      expect(own.length).toBeLessThan(commands.length);
      expect(await answered(own, argv, language)).toEqual(await answered(commands, argv, language));
    }
  });

  it('every command is made where no word names one', () => {
    for (const argv of [[], ['--help'], ['nonsense'], ['--lang', 'en', 'gate']])
      expect(commandsFor(argv, commands)).toEqual(commands);
  });
});
