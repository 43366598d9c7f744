import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CloisonFault, sha256 } from '../../estate/index.ts';
import {
  catalogueOf,
  committedEngine,
  committedModule,
  committedPin,
  loadEngine,
  maxQuestionBytes,
  type Question,
} from '../../policies/index.ts';
import { compilePolicies } from '../../scripts/build-policies.ts';
import { enginePath } from '../engines/binary.ts';
import { allRows, questionOf } from './rows.ts';

const opa = enginePath('opa');
const inCi = process.env['CI'] === 'true';
const withOpa = describe.skipIf(opa === undefined && !inCi);

/** The fault that a call ends with, or what it answered instead. */
function faultOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof CloisonFault)) throw error;
    return { code: error.code, values: error.values, subject: error.subject };
  }
}

function compiled(rego: string, entrypoints: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-module-'));
  try {
    writeFileSync(join(folder, 'policy.rego'), rego);
    const named = entrypoints.flatMap((name) => ['-e', name]);
    const bundle = join(folder, 'bundle.tar.gz');
    execFileSync(opa!, ['build', '-t', 'wasm', ...named, '-o', bundle, join(folder, 'policy.rego')]);
    return execFileSync('tar', ['-xzOf', bundle, '/policy.wasm'], {
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const engineOver = (bytes: Uint8Array) => loadEngine(bytes, `sha256:${sha256(bytes)}`, {});

describe('loading a module', () => {
  afterEach(() => void vi.restoreAllMocks());
  // The compiler's library for Node has no name for it.
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: Record<'Module' | 'Instance' | 'compile' | 'instantiate', () => unknown>;
  };
  const watched = () =>
    (['Module', 'Instance', 'compile', 'instantiate'] as const).map((name) => vi.spyOn(WebAssembly, name));

  it('refuses one altered byte before anything is compiled or instantiated', () => {
    const altered = Uint8Array.from(committedModule());
    altered[altered.length - 1]! ^= 1;
    const spies = watched();
    expect(faultOf(() => loadEngine(altered, committedPin, {}))).toMatchObject({
      code: 'module-digest',
      values: { expected: committedPin, actual: `sha256:${sha256(altered)}` },
    });
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it('refuses the module it ships under another pin', () => {
    const spies = watched();
    const pin = `sha256:${'0'.repeat(64)}`;
    expect(faultOf(() => loadEngine(committedModule(), pin, {}))).toMatchObject({ code: 'module-digest' });
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it('refuses an empty pin and a digest without its algorithm', () => {
    for (const pin of ['', committedPin.replace('sha256:', '')]) {
      expect(faultOf(() => loadEngine(committedModule(), pin, {}))).toMatchObject({ code: 'module-digest' });
    }
  });

  it('instantiates the module whose digest is pinned, and names that digest', () => {
    const spies = watched();
    expect(committedEngine().digest).toBe(committedPin);
    expect(spies.some((spy) => spy.mock.calls.length > 0)).toBe(true);
  });
});

describe('a question', () => {
  const engine = committedEngine();
  const question = questionOf('container', {});

  it('of 64 KiB is answered, and of one byte more refused under the name of its subject', () => {
    const empty = Buffer.byteLength(JSON.stringify(questionOf('container', { 'dataset.owner': '' })));
    const sized = (bytes: number) => questionOf('container', { 'dataset.owner': 'x'.repeat(bytes - empty) });
    expect(Buffer.byteLength(JSON.stringify(sized(maxQuestionBytes)))).toBe(65_536);
    expect(engine.decide(sized(maxQuestionBytes)).subject).toBe(question.subject.id);
    expect(faultOf(() => engine.decide(sized(maxQuestionBytes + 1)))).toEqual({
      code: 'question-too-large',
      values: {},
      subject: question.subject.id,
    });
  });

  it('is measured in bytes, not in characters', () => {
    const wide = questionOf('container', { 'dataset.owner': 'é'.repeat(maxQuestionBytes / 2) });
    expect(JSON.stringify(wide).length).toBeLessThan(maxQuestionBytes);
    expect(faultOf(() => engine.decide(wide))).toMatchObject({ code: 'question-too-large' });
  });

  it('of a stage that the module does not have is refused', () => {
    for (const stage of ['gossip', 'toString', '__proto__', '']) {
      expect(faultOf(() => engine.decide({ ...question, stage }))).toMatchObject({ code: 'module-refusal' });
    }
  });

  it.each([
    ['a class in small letters', { 'class.effective': 'd3' }],
    ['a class that does not exist', { 'class.effective': 'D9' }],
    ['a kind of another spelling', { 'subject.kind': 'Bucket' }],
    ['a fact that is a text', { location: 'France' }],
    ['a fact that is a list', { hosting: [] }],
    ['a fact nobody named', { luck: { state: 'value' } }],
  ])('out of shape is refused before the module sees it: %s', (_title, change) => {
    expect(faultOf(() => engine.decide(questionOf('container', change)))).toMatchObject({
      code: 'module-refusal',
      values: { entrypoint: 'question' },
    });
  });

  it('of another version is refused: the module leaves it undefined', () => {
    const other = { ...question, version: 'cloison/question/v2' } as unknown as Question;
    expect(faultOf(() => engine.decide(other))).toMatchObject({ code: 'module-refusal' });
  });

  it('is answered alike after a thousand others: nothing of one question stays for the next', () => {
    const rows = allRows().map((row) => row.question);
    const first = rows.map((each) => engine.decide(each));
    for (let turn = 0; turn < 3; turn += 1) for (const each of rows.toReversed()) engine.decide(each);
    expect(rows.map((each) => engine.decide(each))).toEqual(first);
  });
});

withOpa('a module that answers badly', () => {
  const rego = `package cloison.main
import rego.v1
whole := {"version": "cloison/answer/v1", "stage": "access", "subject": input.subject.id, "decisions": []}
row := {"control": "a/b", "verdict": "allow", "reasons": [], "because": []}
access := whole if input.operator.role == "whole"
access := null if input.operator.role == "null"
access := true if input.operator.role == "true"
access := "allow" if input.operator.role == "text"
access := [] if input.operator.role == "list"
access := {} if input.operator.role == "empty"
access := object.union(whole, {"subject": "store://another/one"}) if input.operator.role == "subject"
access := object.union(whole, {"stage": "placement"}) if input.operator.role == "stage"
access := object.union(whole, {"version": "cloison/answer/v2"}) if input.operator.role == "version"
access := object.union(whole, {"note": "trust me"}) if input.operator.role == "more"
access := object.remove(whole, ["decisions"]) if input.operator.role == "less"
access := object.union(whole, {"decisions": [object.union(row, {"verdict": "maybe"})]}) if input.operator.role == "verdict"
access := object.union(whole, {"decisions": [object.remove(row, ["because"])]}) if input.operator.role == "because"
access := 1 if input.operator.role == "throw"
access := 2 if input.operator.role == "throw"
`;
  // The role of the operator picks how badly this module answers.
  const asked = (role: string) => questionOf('access', { 'operator.role': role });
  const engine = opa === undefined ? undefined : engineOver(compiled(rego, ['cloison/main/access']));

  it('answers when the answer is whole', () => {
    expect(engine!.decide(asked('whole'))).toMatchObject({ stage: 'access', decisions: [] });
  });

  it.each([
    ['nothing at all', 'nobody wrote a rule for this', 'undefined'],
    ['a throw', 'throw', 'throw'],
    ['null', 'null', 'shape'],
    ['true', 'true', 'shape'],
    ['a text', 'text', 'shape'],
    ['a list', 'list', 'shape'],
    ['an empty object', 'empty', 'shape'],
    ['an answer about another subject', 'subject', 'shape'],
    ['an answer of another stage', 'stage', 'shape'],
    ['an answer of another version', 'version', 'shape'],
    ['an answer with a property too many', 'more', 'shape'],
    ['an answer without decisions', 'less', 'shape'],
    ['a verdict that is none', 'verdict', 'shape'],
    ['a decision that cites nothing', 'because', 'shape'],
  ])('is refused: %s', (_title, phase, detail) => {
    expect(faultOf(() => engine!.decide(asked(phase)))).toMatchObject({
      code: 'module-refusal',
      values: { detail },
    });
  });

  it('answers the next question after a throw', () => {
    expect(faultOf(() => engine!.decide(asked('throw')))).toMatchObject({ code: 'module-refusal' });
    expect(engine!.decide(asked('whole'))).toMatchObject({ decisions: [] });
  });
});

withOpa('a module that asks the host', () => {
  it.each([
    ['the clock', 'time.now_ns()', 'time.now_ns'],
    ['the network', 'http.send({"method": "get", "url": "http://127.0.0.1"})', 'http.send'],
    ['randomness', 'rand.intn("seed", 6)', 'rand.intn'],
    ['the environment', 'opa.runtime()', 'opa.runtime'],
  ])('for %s is refused at load', (_title, call, builtin) => {
    const bytes = compiled(`package cloison.main\nimport rego.v1\naccess := ${call}\n`, ['cloison/main/access']);
    expect(faultOf(() => engineOver(bytes))).toMatchObject({ code: 'module-builtin', values: { builtin } });
  });

  it('is refused even when the call is one of many rules and never reached', () => {
    const rego = `package cloison.main\nimport rego.v1\naccess := 1 if false\nestate := time.now_ns() if input.never\n`;
    const bytes = compiled(rego, ['cloison/main/access', 'cloison/main/estate']);
    expect(faultOf(() => engineOver(bytes))).toMatchObject({ code: 'module-builtin' });
  });

  it('and one without the entrypoint of the stage is refused when asked', () => {
    const bytes = compiled('package cloison.other\nimport rego.v1\nx := input.y\n', ['cloison/other/x']);
    const engine = engineOver(bytes);
    expect(faultOf(() => engine.decide(questionOf('access', {})))).toMatchObject({ code: 'module-entrypoint' });
    expect(faultOf(() => engine.contracts())).toMatchObject({ code: 'module-entrypoint' });
  });
});

describe('the committed module', () => {
  it('has the digest of its pin', () => {
    const pin = JSON.parse(readFileSync('policies/compiled/policy.pin.json', 'utf8')) as { digest: string };
    expect(pin.digest).toBe(`sha256:${sha256(committedModule())}`);
  });

  it('states at least 18 controls, each with its whole contract', () => {
    const controls = catalogueOf(committedEngine());
    expect(controls.length).toBeGreaterThanOrEqual(18);
    for (const { stages, kinds, classes, requires } of controls) {
      for (const list of [stages, kinds, classes, requires]) expect(list.length).toBeGreaterThan(0);
    }
  });

  it.skipIf(opa === undefined && !inCi)('is, byte for byte, what its Rego compiles to', { timeout: 60_000 }, () => {
    expect(sha256(compilePolicies())).toBe(sha256(committedModule()));
  });
});
