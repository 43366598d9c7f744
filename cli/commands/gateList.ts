/** The entries of the gate in the list of commands. */
import type { Command } from './command.ts';

export const gateCommand: Command = {
  name: 'gate',
  takes: ['[inputs...]'],
  required: ['--estate <path>'],
  options: [
    '--trust <file>',
    '--policies <bundle...>',
    '--collection <file>',
    '--collection-of-other-estate',
    '--place <id>',
    '--source <path>',
    '--change <path>',
    '--revision <file...>',
    '--team <name>',
    '--environment <name>',
    '--baseline <file>',
    '--write-baseline <file>',
    '--format <terminal|json|sarif|junit|codequality|markdown|github>',
    '--sarif-profile <github|full>',
    '--out <file>',
    '--force',
    '--lane <name>',
    '--observe',
    '--fail-on-waived',
    '--allow-empty',
    '--follow',
    '--seal <folder>',
    '--key <file>',
    '--artifact <file...>',
    '--commit <sha>',
    '--valid <hours>',
  ],
  example: 'gate plan.json --estate git:origin/main:estate --trust trust.json',
  load: async () => (await import('./gate.ts')).gate,
};

export const gateVerifyCommand: Command = {
  name: 'gate verify',
  takes: ['<folder>', '[plans...]'],
  required: ['--trust <file>'],
  options: [
    '--artifact <file...>',
    '--environment <name>',
    '--commit <sha>',
    '--fail-on-waived',
    '--allow-empty',
    '--take <folder>',
  ],
  example: 'gate verify decision --trust trust.json --artifact plan.tfplan --environment prod',
  load: async () => (await import('./gateVerify.ts')).gateVerify,
};

export const gateReplayCommand: Command = {
  name: 'gate replay',
  takes: ['<folders...>'],
  required: ['--trust <file>'],
  options: ['--policies <bundle...>'],
  example: 'gate replay decision --trust trust.json --policies own',
  load: async () => (await import('./gateReplay.ts')).gateReplay,
};
