import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  canonicalBytes,
  newKey,
  sha256,
  signEnvelope,
  speaker,
  type CloisonFault,
  type Control,
  type Trust,
} from '../../../estate/index.ts';
import {
  bundleDigest,
  bundleType,
  committedEngine,
  openBundle,
  signBundle,
  type Answer,
  type Bundle,
  type Deadline,
  type Judged,
  type Opening,
} from '../../../policies/index.ts';
import { checkedAnswer } from '../../../policies/bundle/answer.ts';
import { catalogueFrom } from '../../../policies/bundle/catalogue.ts';
import { declaresMemory } from '../../../policies/bundle/memory.ts';
import { readPaper } from '../../../policies/bundle/paper.ts';
import { unpack } from '../../../policies/bundle/archive.ts';
import { loadEngine } from '../../../policies/engine/engine.ts';
import { questionOf } from '../rows.ts';
import {
  approvedRegions,
  changed,
  compiled,
  control,
  encoded,
  example,
  exampleRego,
  inCi,
  opa,
  open,
  ours,
  paper,
  refusalOf,
  withRego,
} from './support.ts';

const withOpa = describe.skipIf(opa === undefined && !inCi);
const engine = committedEngine();
const taken = new Set(ours.map(({ id }) => id));

function asked(changes: Readonly<Record<string, unknown>> = {}): Judged {
  const question = questionOf('container', changes);
  return { question, answer: engine.decide(question) };
}
const abroad = { 'location.region': 'ap-southeast-1' };

/** The module with a second memory of one page: after its tables, where the format wants it. */
function withMemory(module: Uint8Array): Uint8Array {
  let at = 8;
  while (module[at]! < 5) {
    let [length, shift, byte] = [0, 0, 0];
    do {
      byte = module[(at += 1)]!;
      length |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    at += 1 + length;
  }
  return Buffer.concat([module.subarray(0, at), Uint8Array.of(5, 3, 1, 0, 1), module.subarray(at)]);
}

/** Opens, uses and closes: a process left behind would keep the process. */
async function using<T>(opening: Promise<Bundle>, use: (bundle: Bundle) => Promise<T>): Promise<T> {
  const bundle = await opening;
  try {
    return await use(bundle);
  } finally {
    await bundle.close();
  }
}
const decisionsOf = (rows: readonly Judged[]) =>
  rows.map(({ answer }) => answer.decisions.map(({ verdict, reasons }) => [verdict, reasons.map(({ code }) => code)]));

/** The committed copy, and, where there is a compiler, what the sources of the example make today. */
const copies: [string, () => Uint8Array][] = [
  ['as it is committed', example],
  ...(opa === undefined && !inCi
    ? []
    : [['compiled now', () => withRego(exampleRego)] satisfies [string, () => Uint8Array]]),
];

describe.each(copies)('the example %s', (_title, bytes) => {
  it('states its control with its contract, under its own digest', async () => {
    const made = bytes();
    await using(open(made), async ({ catalogue, digest, name }) => {
      expect(digest).toBe(bundleDigest(made));
      expect(name).toBe('Example');
      expect(catalogue).toMatchObject([
        { id: control, force: 'house', severity: 'medium', stages: ['placement'], bundle: digest },
      ]);
    });
  });

  it('denies, allows and does not know', async () => {
    await using(open(bytes()), async (bundle) => {
      const questions = [asked(abroad), asked(), asked({ 'location.state': 'denied' })];
      expect(decisionsOf(await bundle.decideAll(questions))).toEqual([
        [['deny', ['not-approved']]],
        [['allow', ['approved']]],
        [['unknown', ['fact-not-known']]],
      ]);
    });
  });

  it('speaks both languages under the ids that outputs ask for', async () => {
    await using(open(bytes()), async ({ words }) => {
      const say = (language: 'en' | 'fr') => speaker(language, words)(`${control}.not-approved`, { region: 'x-1' });
      expect(say('en')).toBe('The region x-1 is not on the list of approved regions.');
      expect(say('fr')).toBe('La région x-1 ne figure pas sur la liste des régions approuvées.');
      for (const part of ['title', 'why', 'remedy', 'make-known'])
        expect(words.en).toHaveProperty([`${control}.${part}`]);
    });
  });

  it('is asked only where its contract applies: another stage, kind or class is no row', async () => {
    await using(open(bytes()), async (bundle) => {
      const other = asked();
      const questions: Judged[] = [
        { ...other, question: { ...other.question, stage: 'classify' } },
        { ...other, question: { ...other.question, subject: { ...other.question.subject, kind: 'table' } } },
        { ...other, answer: { ...other.answer, class: { ...other.question.class, effective: 'D0' } } },
      ];
      expect(await bundle.decideAll(questions)).toEqual([]);
    });
  });
});

describe('who lets a bundle judge', () => {
  const owner = newKey('owner', '2026-01-01');
  const trust: Trust = { version: 'cloison/trust/v1', keys: [owner.trusted] };
  const at = '2026-06-01T00:00:00.000Z';
  const opened = (envelope: unknown, given = example()) =>
    refusalOf(openBundle(given, { envelope, trust, at }, { taken }));

  it('is whoever pins the digest of its bytes', async () => {
    const bytes = example();
    bytes[bytes.length - 1]! ^= 1;
    const pinned = bundleDigest(example());
    expect(await refusalOf(openBundle(bytes, { pinned }, { taken }))).toMatchObject({
      code: 'bundle-digest',
      values: { expected: pinned, actual: bundleDigest(bytes) },
    });
    expect(await refusalOf(openBundle(example(), { pinned }, { taken }))).toBe('opened');
  });

  it('is an owner that we trust, who signed the digest of its bytes', async () => {
    expect(await opened(signBundle(example(), owner.signing))).toBe('opened');
  });

  it('is not an owner who signed another bundle', async () => {
    const envelope = signBundle(changed({ 'data.json': encoded({}) }), owner.signing);
    expect(await opened(envelope)).toMatchObject({ code: 'bundle-digest' });
  });

  it.each([
    ['a stranger', newKey('owner', '2026-01-01'), 'unknown-key'],
    ['the tool', newKey('tool', '2026-01-01'), 'wrong-role'],
    ['an owner of later', newKey('owner', '2026-12-01'), 'out-of-period'],
  ])('is not %s', async (_title, key, reason) => {
    const keys = reason === 'unknown-key' ? trust : { ...trust, keys: [key.trusted] };
    const envelope = signBundle(example(), key.signing);
    expect(await refusalOf(openBundle(example(), { envelope, trust: keys, at }, { taken }))).toMatchObject({
      code: 'signature-invalid',
      values: { reason },
    });
  });

  it('is nobody who signed something else than an approval', async () => {
    const digest = bundleDigest(example());
    const said = (value: unknown, type = bundleType) => signEnvelope(type, canonicalBytes(value), owner.signing);
    const version = 'cloison/bundle-approval/v1';
    expect(await opened(said({ version, digest }))).toBe('opened');
    expect(await opened(said({ version, digest }, 'application/vnd.cloison.waiver+json'))).toMatchObject({
      code: 'signature-invalid',
    });
    for (const value of [{ version: 'v2', digest }, { version, digest, but: 'only today' }, { digest }, null, [digest]])
      expect(await opened(said(value)), JSON.stringify(value)).toMatchObject({ code: 'bundle-digest' });
    expect(await opened({ payload: '', payloadType: bundleType, signatures: [] })).toMatchObject({
      code: 'signature-invalid',
      values: { reason: 'unsigned' },
    });
  });

  it('is asked before anything of it is read', async () => {
    const noise = randomBytes(4096);
    expect(await refusalOf(openBundle(noise, { pinned: bundleDigest(example()) }, { taken }))).toMatchObject({
      code: 'bundle-digest',
    });
  });

  it('vouches for the bytes that are run: what the caller does with its buffer afterwards changes nothing', async () => {
    const bytes = example();
    const opening = open(bytes);
    bytes.fill(0);
    await using(opening, async (bundle) => {
      expect(bundleDigest(bundle.bytes)).toBe(bundle.digest);
      expect(decisionsOf(await bundle.decideAll([asked(abroad)]))).toEqual([[['deny', ['not-approved']]]]);
    });
  });
});

describe('a bundle is refused', () => {
  it('without a module', async () => {
    expect(await refusalOf(open(changed({ 'policy.wasm': undefined })))).toMatchObject({
      code: 'bundle-without-rules',
      subject: 'policy.wasm',
    });
  });

  it('without its catalogue, and when a control of the module is not described', async () => {
    expect(await refusalOf(open(changed({ 'cloison.json': undefined })))).toMatchObject({
      code: 'bundle-without-catalogue',
    });
    const silent = paper(({ controls }) => delete controls[control]);
    expect(await refusalOf(open(changed({ 'cloison.json': silent })))).toMatchObject({
      code: 'bundle-without-catalogue',
      subject: control,
    });
  });

  it('when it describes a control that has no rule', async () => {
    const more = paper(({ controls }) => (controls['example/another'] = controls[control]!));
    expect(await refusalOf(open(changed({ 'cloison.json': more })))).toMatchObject({
      code: 'bundle-without-rules',
      subject: 'example/another',
    });
  });

  it('when it describes a control of ours, before anything of it runs', async () => {
    const { id } = ours[0]!;
    const thief = paper(({ controls }) => (controls[id] = controls[control]!));
    const module = Buffer.from('not a module');
    expect(await refusalOf(open(changed({ 'cloison.json': thief, 'policy.wasm': module })))).toMatchObject({
      code: 'bundle-takes-our-name',
      subject: id,
    });
  });

  it.each([
    ['version', 'cloison/bundle/v2'],
    ['questionVersion', 'cloison/question/v2'],
  ] as const)('when its %s is of another day', async (field, value) => {
    const other = paper((written) => (written[field] = value));
    expect(await refusalOf(open(changed({ 'cloison.json': other })))).toMatchObject({
      code: 'bad-document',
      values: { detail: `cloison.json, ${field}` },
    });
  });

  const words = (change: (said: Record<string, { en: string; fr: string }>) => void) =>
    paper(({ controls }) => change(controls[control]!.words as Record<string, { en: string; fr: string }>));
  it.each<[string, Uint8Array]>([
    ['a title only in English', paper(({ controls }) => (controls[control]!['title'] = { en: 'Title' }))],
    ['an unknown field', paper(({ controls }) => (controls[control]!['allow'] = true))],
    ['no remedy', paper(({ controls }) => delete controls[control]!['remedy'])],
    ['a name that is no name', paper((written) => (written.name = '\u001b]0;x'))],
    ['an id that is none', paper(({ controls }) => (controls['Example'] = controls[control]!))],
    ['a sentence that is no message', words((said) => (said['approved'] = { en: '{region', fr: '{region' }))],
    ['other arguments in French', words((said) => (said['approved'] = { en: '{region}', fr: '{pays}' }))],
    ['a link in a sentence', words((said) => (said['approved'] = { en: '[x](https://x)', fr: '[x](https://x)' }))],
    ['a tag in a sentence', words((said) => (said['approved'] = { en: '<b>', fr: '<b>' }))],
    ['text that runs backwards', words((said) => (said['approved'] = { en: '\u202eab', fr: '\u202eab' }))],
    ['an escape of the terminal', words((said) => (said['approved'] = { en: '\u001b[2J', fr: '\u001b[2J' }))],
    ['a code that is called title', words((said) => (said['title'] = { en: 'x', fr: 'x' }))],
    [
      'values in a title',
      paper(({ controls }) => (controls[control]!['title'] = { en: 'In {region}', fr: 'Dans {region}' })),
    ],
  ])('with %s', async (_title, described) => {
    expect(await refusalOf(open(changed({ 'cloison.json': described })))).toMatchObject({ code: 'bad-document' });
  });

  it('when its own data would stand in for our facts of law', async () => {
    const data = encoded({ cloison: { facts: { countries: {} } } });
    expect(await refusalOf(open(changed({ 'data.json': data })))).toMatchObject({
      code: 'bad-document',
      values: { detail: 'data.json' },
    });
  });

  it('with a key given twice in its papers', async () => {
    const twice = Buffer.from('{"version":"cloison/bundle/v1","version":"cloison/bundle/v1"}');
    expect(await refusalOf(open(changed({ 'cloison.json': twice })))).toMatchObject({ code: 'bad-json' });
  });

  it('when its module is none', async () => {
    expect(await refusalOf(open(changed({ 'policy.wasm': Buffer.from('\0asm') })))).toMatchObject({
      code: 'bad-document',
      values: { detail: 'policy.wasm' },
    });
  });

  /** A module of nothing but a function that starts by itself and never ends. */
  const endless = Buffer.from('0061736d01000000010401600000030201000801000a0901070003400c000b0b', 'hex');
  it('when its module never comes to an end while it is loaded', async () => {
    const started = performance.now();
    const opening = open(changed({ 'policy.wasm': endless }), { openMs: 1500 });
    expect(await refusalOf(opening)).toMatchObject({ code: 'bundle-deadline' });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('when its module never comes to an end and nobody is left to end it', async () => {
    const opening = open(changed({ 'policy.wasm': endless }), { openMs: 20_000, forlornMs: 500 });
    expect(await refusalOf(opening)).toMatchObject({ code: 'bad-document' });
  });

  it('when its module brings a memory of its own, which no bound of ours would hold', async () => {
    const module = unpack(example()).get('policy.wasm')!;
    expect(declaresMemory(module)).toBe(false);
    const own = withMemory(module);
    expect(() => loadEngine(own, `sha256:${sha256(own)}`, {})).not.toThrow();
    expect(declaresMemory(own)).toBe(true);
    expect(declaresMemory(module.subarray(0, module.length - 1))).toBe(false);
    expect(declaresMemory(Uint8Array.of(...module.subarray(0, 9), 0xff, 0xff, 0xff, 0xff, 0xff))).toBe(true);
    expect(await refusalOf(open(changed({ 'policy.wasm': own })))).toMatchObject({ code: 'bad-document' });
  });
});

withOpa('a module is refused', () => {
  const named = (id: string) => exampleRego.replace(/^package .*$/m, `package cloison.controls.${id}`);

  it('when it holds a control of ours that its papers do not name', async () => {
    const theft = named('residency["region-is-known"]');
    expect(await refusalOf(open(withRego(theft)))).toMatchObject({
      code: 'bundle-takes-our-name',
      subject: 'residency/region-is-known',
    });
  });

  it('when it holds no control', async () => {
    const none = 'package cloison.controls.example.nothing\nimport rego.v1\nx := 1\n';
    expect(await refusalOf(open(withRego(none)))).toMatchObject({ code: 'bundle-without-rules' });
  });

  it.each([
    ['the network', 'http.send({"method": "get", "url": "http://127.0.0.1"}).status_code == 200', 'http.send'],
    ['the clock', 'time.now_ns() > 0', 'time.now_ns'],
    ['the environment', 'opa.runtime().env', 'opa.runtime'],
  ])('when it asks the host for %s', async (_title, call, builtin) => {
    const rego = `${exampleRego}\nallow contains {"code": "approved", "values": {}} if ${call}\n`;
    expect(await refusalOf(open(withRego(rego)))).toMatchObject({ code: 'module-builtin', values: { builtin } });
  });

  it('when it has no entrypoint for a stage that a control of it names', async () => {
    const entrypoints = ['cloison/main/access', 'cloison/catalogue/controls'];
    const made = compiled({ 'control.rego': exampleRego, 'example/data.json': approvedRegions }, entrypoints);
    expect(await refusalOf(open(changed({ 'cloison.json': paper(() => {}) }, made)))).toMatchObject({
      code: 'module-entrypoint',
      values: { entrypoint: 'cloison/main/placement' },
    });
  });
});

describe('the catalogue of a bundle', () => {
  const contract = {
    severity: 'medium',
    force: 'house',
    references: ['GDPR 32'],
    stages: ['placement'],
    kinds: ['bucket'],
    classes: ['D2'],
    requires: ['location'],
  };
  const described = readPaper(paper(() => {}));
  const faultIn = (contracts: unknown) => {
    try {
      return catalogueFrom(contracts, described, taken, 'sha256:x');
    } catch (error) {
      return (error as CloisonFault).code;
    }
  };

  it('is the contracts of the module, under the digest of the bundle', () => {
    expect(faultIn({ [control]: contract })).toEqual([{ id: control, ...contract, bundle: 'sha256:x' }]);
  });

  it.each([
    ['a severity that is none', { severity: 'mortal' }],
    ['a force that is none', { force: 'divine' }],
    ['a stage that is none', { stages: ['gossip'] }],
    ['no stage', { stages: [] }],
    ['no kind', { kinds: [] }],
    ['no class', { classes: [] }],
    ['a fact that no question has', { requires: ['locaton'] }],
    ['no reference and no reason for that', { references: [] }],
    ['a reference that is a link', { references: ['[x](https://x)'] }],
    ['a property that no contract has', { overrides: 'all' }],
  ])('is refused when a contract has %s', (_title, change) => {
    expect(faultIn({ [control]: { ...contract, ...change } })).toBe('bad-document');
  });

  it('is refused without a control, and when it is no object', () => {
    for (const none of [{}, null, undefined, []]) expect(faultIn(none)).toBe('bundle-without-rules');
  });

  it('takes none of our names, whichever of ours it is', () => {
    for (const { id } of ours)
      expect(faultIn({ [control]: contract, [id]: contract }), id).toBe('bundle-takes-our-name');
  });
});

withOpa('what a bundle answers', () => {
  const when = (region: string, head: string, ...body: readonly string[]) =>
    `deny contains ${head} if {\n\t${[`input.location.region == "${region}"`, ...body].join('\n\t')}\n}\n`;
  const plain = '{"code": "not-approved", "values": {"region": "none"}}';
  const thousands = (names: string) => names.split('').map((name) => `some ${name} in numbers.range(1, 3000)`);
  const shapes: readonly (readonly [title: string, region: string, head: string])[] = [
    ['a code that is none', 'code', '{"code": "Not a code", "values": {}}'],
    ['values that are deep', 'deep', '{"code": "not-approved", "values": {"region": {"deep": true}}}'],
    [
      'a value without an end',
      'long',
      '{"code": "not-approved", "values": {"region": concat("", [x | some _ in numbers.range(1, 600); x := "x"])}}',
    ],
    ['no values', 'less', '{"code": "not-approved"}'],
    ['no reason but a text', 'text', '"because I say so"'],
  ];
  /** The example, and one region for each way to misbehave. */
  const rego = [
    exampleRego.replace('\napproved if', '\napproved if input.location.region == "quiet"\n\napproved if'),
    ...shapes.map(([, region, head]) => when(region, head)),
    when('loop', plain, ...thousands('abc'), 'a == b', 'b == c', 'a != c'),
    when('greedy', plain, `count({[a, b] | ${thousands('ab').join('; ')}}) < 0`),
  ]
    .join('\n')
    .replace(/^allow contains [^]*?\n}\n/m, (allow) =>
      allow.replace('\tapproved\n', '\tapproved\n\tinput.location.region != "quiet"\n'),
    );
  const bytes = opa === undefined ? example() : withRego(rego);
  const at = (region: string) => asked({ 'location.region': region });
  const answersOf = (regions: readonly string[], deadline?: Partial<Deadline>, opening?: Partial<Opening>) =>
    using(open(bytes, opening), async (bundle) => decisionsOf(await bundle.decideAll(regions.map(at), deadline)));
  const [allowed, refused, late] = [
    [['allow', ['approved']]],
    [['unknown', ['engine-refused']]],
    [['unknown', ['bundle-deadline']]],
  ];

  it.each(shapes)('with %s is unknown, and never allowed', async (_title, region) => {
    expect(await answersOf([region, 'eu-private'])).toEqual([refused, allowed]);
  });

  it('about nothing is unknown: silence is not a pass', async () => {
    expect(await answersOf(['quiet'])).toEqual([[['unknown', ['silent']]]]);
  });

  it('too late is unknown for that subject and all after it, and what came before stays', async () => {
    await using(open(bytes), async (bundle) => {
      const started = performance.now();
      const rows = await bundle.decideAll(['eu-private', 'loop', 'eu-private', 'x'].map(at), { deadlineMs: 1000 });
      expect(decisionsOf(rows)).toEqual([allowed, late, late, late]);
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(decisionsOf(await bundle.decideAll([asked()]))).toEqual([late]);
    });
  });

  it('stops being waited for when all its questions together have had their time', async () => {
    expect(await answersOf(['loop', 'eu-private'], { deadlineMs: 60_000, totalMs: 500 })).toEqual([late, late]);
  });

  it('with more memory than it may have is unknown for that subject, and answered for the next', async () => {
    const little = { maxPages: 600 };
    expect(await answersOf(['greedy', 'eu-private'], { deadlineMs: 60_000 }, little)).toEqual([refused, allowed]);
  });

  it('after it was closed is unknown', async () => {
    const bundle = await open(bytes);
    await bundle.close();
    expect(decisionsOf(await bundle.decideAll([asked()]))).toEqual([refused]);
  });
});

describe('an answer of a bundle', () => {
  const { question } = asked();
  const due: Control[] = [{ ...ours[0]!, id: control }];
  const row: Answer['decisions'][number] = { control, verdict: 'allow', reasons: [], because: [] };
  const checked = (decisions: Answer['decisions'], other: Partial<Answer> = {}) => {
    const answer: Answer = {
      version: 'cloison/answer/v1',
      stage: 'placement',
      subject: question.subject.id,
      decisions,
      ...other,
    };
    try {
      return checkedAnswer(answer, question, due).decisions;
    } catch (error) {
      return (error as CloisonFault).code;
    }
  };

  it('may cite what the question carried', () => {
    const because = [question.location!.observation!];
    expect(checked([{ ...row, because }])).toEqual([{ ...row, because }]);
  });

  it.each([
    ['cites what was not in the question', [{ ...row, because: [`sha256:${'0'.repeat(64)}`] }]],
    ['speaks of a control of ours', [row, { ...row, control: 'residency/region-is-known' }]],
    ['speaks of a control that is not due', [row, { ...row, control: 'example/another' }]],
    ['speaks twice of one control', [row, { ...row, verdict: 'deny' as const }]],
  ])('is refused whole when it %s', (_title, decisions) => {
    expect(checked(decisions)).toBe('module-refusal');
  });

  it.each<[string, Partial<Answer>]>([
    ['subject', { subject: 'bucket://elsewhere/other' }],
    ['stage', { stage: 'classify' }],
  ])('is refused whole when it is for another %s: a late one would answer the next question', (_title, other) => {
    expect(checked([row])).toEqual([row]);
    expect(checked([row], other)).toBe('module-refusal');
  });
});
