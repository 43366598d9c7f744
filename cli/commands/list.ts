/**
 * Every command: adding one is one file and one entry here. `--flag <a|b>` admits exactly those values; `<x...>` may be
 * repeated. Sentences: `command.<name with dots>`, `option.<camel-cased flag>`, `argument.<name>` in words/.
 */
import { beginCommands } from './beginList.ts';
import type { Command } from './command.ts';
import { gateCommand, gateReplayCommand, gateVerifyCommand } from './gateList.ts';
import { paperCommands } from './paperList.ts';

export type { Command } from './command.ts';

const judging = ['--trust <file>', '--as-of <day>'];
const reaching = ['--place <id...>', '--source <id...>', '--profile <place=name...>'];

export const commands: readonly Command[] = [
  ...beginCommands,
  {
    name: 'audit',
    required: ['--estate <path>'],
    options: [
      '--collection <file>',
      '--collection-of-other-estate',
      ...reaching,
      ...judging,
      '--revision <file>',
      '--policies <bundle...>',
      '--seal <folder>',
      '--key <file>',
      '--max-age <days>',
      '--allow-empty',
      '--fail-on-waived',
      '--format <terminal|json|markdown|html>',
      '--out <file>',
      '--force',
    ],
    example: 'audit --estate estate.yaml --collection collection.jsonl --trust trust.json',
    load: async () => (await import('./audit.ts')).audit,
  },
  {
    name: 'collect',
    required: ['--estate <path>', '--out <file>'],
    options: [...reaching, '--force'],
    example: 'collect --estate estate.yaml --out collection.jsonl',
    load: async () => (await import('./collect.ts')).collectPlaces,
  },
  {
    name: 'look',
    options: [
      '--s3 <endpoint...>',
      '--region <region>',
      '--profile <name...>',
      '--kubeconfig <file>',
      '--context <name...>',
      '--out <file>',
      '--force',
    ],
    example: 'look --s3 https://s3.example',
    load: async () => (await import('./look.ts')).look,
  },
  {
    name: 'controls',
    takes: ['[id]'],
    options: ['--policies <bundle...>', '--trust <file>'],
    example: 'controls residency/region-is-known',
    load: async () => (await import('./controls.ts')).controls,
  },
  {
    name: 'demo',
    options: ['--keep <folder>'],
    example: 'demo --keep kept',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'where',
    takes: ['<dataset>'],
    required: ['--estate <path>'],
    options: ['--collection <file>', '--collection-of-other-estate', ...judging, '--policies <bundle...>'],
    example: 'where results --estate estate.yaml --collection collection.jsonl',
    load: async () => (await import('./where.ts')).where,
  },
  {
    name: 'access check',
    required: ['--estate <path>', '--operator <id>', '--subject <subject>'],
    options: [
      '--from <country>',
      '--right <list|read|write|delete|exec|admin>',
      '--clear-text',
      '--no-clear-text',
      '--trust <file>',
      '--collection <file>',
      '--collection-of-other-estate',
    ],
    example: 'access check --estate estate.yaml --operator op-0002 --subject store://oss-public/results --from HK',
    load: async () => (await import('./access.ts')).accessCheck,
  },
  gateCommand,
  gateVerifyCommand,
  gateReplayCommand,
  {
    name: 'guard serve',
    required: ['--estate <path>', '--trust <file>'],
    options: [
      '--revision <file>',
      '--listen <address>',
      '--tls-cert <file>',
      '--tls-key <file>',
      '--token-file <file>',
      '--log <file>',
      '--collection <file>',
      '--collection-of-other-estate',
      '--session-key <key>',
      '--exempt <place=account...>',
    ],
    example:
      'guard serve --estate estate.yaml --revision revision.dsse.json --trust trust.json --listen 127.0.0.1:8181',
    load: async () => (await import('./guard.ts')).guardServe,
  },
  {
    name: 'plan',
    required: ['--stack <name>'],
    options: ['--project <folder>', '--export <file...>', '--timeout <seconds>', '--out <file>', '--force'],
    example: 'plan --stack private --out plan.json',
    load: async () => (await import('./plan.ts')).plan,
  },
  {
    name: 'who',
    takes: ['<dataset>'],
    required: ['--estate <path>'],
    options: [
      '--could',
      '--ids',
      '--collection <file>',
      '--collection-of-other-estate',
      ...judging,
      '--policies <bundle...>',
    ],
    example: 'who results --could --estate estate.yaml --collection collection.jsonl',
    load: async () => (await import('./who.ts')).who,
  },
  ...paperCommands,
  {
    name: 'why',
    takes: ['<about>'],
    required: ['--estate <path>'],
    options: ['--collection <file>', '--collection-of-other-estate', ...judging, '--policies <bundle...>'],
    example: 'why store://oss-public/results --estate estate.yaml --collection collection.jsonl',
    load: async () => (await import('./why.ts')).why,
  },
];
