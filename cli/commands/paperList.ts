/** The commands that make and check papers: estates, evidence, keys and exceptions. A part of the list. */
import type { Command } from './command.ts';

export const paperCommands: readonly Command[] = [
  {
    name: 'estate check',
    takes: ['<path>'],
    example: 'estate check estate.yaml',
    load: async () => (await import('./estateCheck.ts')).estateCheck,
  },
  {
    name: 'estate seal',
    takes: ['<path>'],
    required: ['--key <file>', '--out <file>'],
    options: ['--number <n>', '--replaces <file>'],
    example: 'estate seal estate.yaml --key owner.pem --out revision.dsse.json',
    load: async () => (await import('./estateSeal.ts')).estateSeal,
  },
  {
    name: 'evidence verify',
    takes: ['<folder>'],
    required: ['--trust <file>'],
    options: [
      '--require <integrity|pass>',
      '--fail-on-waived',
      '--max-age <days>',
      '--expect-root <hex>',
      '--expect-size <n>',
      '--expect-organisation <name>',
      '--expect-estate <digest>',
      '--no-replay',
      '--policies <bundle...>',
    ],
    example: 'evidence verify evidence --trust trust.json',
    load: async () => (await import('./evidenceVerify.ts')).evidenceVerify,
  },
  {
    name: 'keys new',
    required: ['--role <tool|owner|dpo|site>', '--out <folder>'],
    options: ['--from <day>'],
    example: 'keys new --role owner --out keys',
    load: async () => (await import('./keysNew.ts')).keysNew,
  },
  {
    name: 'policies sign',
    takes: ['<bundle>'],
    required: ['--key <file>'],
    options: ['--out <file>'],
    example: 'policies sign policies.tar.gz --key owner.pem',
    load: async () => (await import('./policiesSign.ts')).policiesSign,
  },
  {
    name: 'waiver new',
    required: ['--control <id>', '--subject <subject>'],
    options: ['--owner <role>', '--reason <text>', '--until <day>', '--id <id>'],
    example: 'waiver new --control residency/region-is-known --subject store://oss-public/results',
    load: async () => (await import('./waiverNew.ts')).waiverNew,
  },
  {
    name: 'waiver sign',
    takes: ['<id>'],
    required: ['--estate <path>', '--key <file>'],
    options: ['--decision <granted|refused>', '--opinion <favourable|reserved|unfavourable>', '--out <file>'],
    example: 'waiver sign W-12 --estate estate.yaml --key owner.pem --decision granted',
    load: async () => (await import('./waiverSign.ts')).waiverSign,
  },
  {
    name: 'waiver list',
    required: ['--estate <path>'],
    options: ['--trust <file>', '--as-of <day>', '--collection <file>', '--collection-of-other-estate'],
    example: 'waiver list --estate estate.yaml --trust trust.json',
    load: async () => (await import('./waiverList.ts')).waiverList,
  },
];
