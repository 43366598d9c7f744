/** The entries of the commands that help to begin and to go on: a first estate, what is missing, what changed. A part of the list. */
import type { Command } from './command.ts';

export const beginCommands: readonly Command[] = [
  {
    name: 'init',
    takes: ['[from...]'],
    options: [
      '--organisation <name>',
      '--country <code>',
      '--provider <id>',
      '--region <id>',
      '--side <public|private|saas>',
      '--out <file>',
    ],
    example: 'init plan.json --organisation Exercise --country FR',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'doctor',
    options: ['--estate <path>', '--trust <file>', '--key <file>', '--reach'],
    example: 'doctor --estate estate.yaml --trust trust.json',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'diff',
    takes: ['<one>', '<other>'],
    options: ['--trust <file>'],
    example: 'diff yesterday today --trust trust.json',
    load: async () => (await import('./diff.ts')).diff,
  },
];
