/** Compiles the Rego of policies/ into the one committed module and pins its digest. `--check` compares and writes nothing. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { committedRows } from '../policies/facts/committed.ts';
import { dataSchema } from '../policies/facts/data-schema.ts';
import { policyData } from '../policies/facts/policy-data.ts';
import { Question } from '../policies/schema/question.ts';
import { requireEngine } from '../test/engines/binary.ts';

/** Relative and from the repository root: another path gives other bytes. */
export const regoSources = [
  'policies/catalogue.rego',
  'policies/classes.rego',
  'policies/contracts.rego',
  'policies/main.rego',
  'policies/controls',
  'policies/law',
];
/** Ties the schemas to `input` and `data`; for the check alone, so it is no source of the module. */
const schemaAnnotations = 'policies/schemas.rego';
const entrypoints = ['main/access', 'main/classify', 'main/estate', 'main/placement', 'catalogue/controls'];
export const questionSchemaText = `${JSON.stringify(Question, null, 2)}\n`;

function run(command: string, args: readonly string[]): Buffer {
  const done = spawnSync(command, args, { maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(`${command} ${args[0]}: ${done.stderr.toString()}${done.stdout.toString()}`);
  return done.stdout;
}

/** Strictness, and every path of the question and of the facts, against schemas written into `folder`. Throws what OPA says. */
export function checkPolicies(opa: string, folder: string, sources: readonly string[] = regoSources): void {
  writeFileSync(join(folder, 'question.json'), questionSchemaText);
  writeFileSync(join(folder, 'facts.json'), JSON.stringify(dataSchema(policyData(committedRows))));
  run(opa, ['check', '--strict', '--max-errors', '0', '--schema', folder, schemaAnnotations, ...sources]);
}

/** The bytes of the module. Formatting, strictness and the schemas are checked first. */
export function compilePolicies(): Buffer {
  const opa = requireEngine('opa');
  const folder = mkdtempSync(join(tmpdir(), 'cloison-policies-'));
  try {
    run(opa, ['fmt', '--fail', '--list', schemaAnnotations, ...regoSources]);
    checkPolicies(opa, folder);
    const bundle = join(folder, 'bundle.tar.gz');
    run(opa, [
      'build',
      '-t',
      'wasm',
      ...entrypoints.flatMap((name) => ['-e', `cloison/${name}`]),
      '-o',
      bundle,
      ...regoSources,
    ]);
    return run('tar', ['-xzOf', bundle, '/policy.wasm']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const module = compilePolicies();
  const digest = `sha256:${createHash('sha256').update(module).digest('hex')}`;
  if (process.argv.includes('--check')) {
    const committed = readFileSync('policies/compiled/policy.wasm');
    if (!committed.equals(module))
      throw new Error('policies/compiled/policy.wasm is stale; run: npm run policies:build');
  } else {
    writeFileSync('policies/compiled/policy.wasm', module);
    writeFileSync('policies/compiled/policy.pin.json', `${JSON.stringify({ digest })}\n`);
    writeFileSync('policies/schema/question.schema.json', questionSchemaText);
  }
  console.log(`policy.wasm ${module.length} bytes ${digest}`);
}
