/** What is put off is put off, and is there when it is asked for: on an SDK made here, in a process of its own. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { spare } from '../../../infra/engine/spared.ts';
import { planned } from './planning.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloison-spared-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** As the SDK is compiled: a namespace by `__importStar`, names by destructuring. */
const sdk = `
const star = (mod) => (mod && mod.__esModule ? mod : { ...mod, default: mod });
const tree = star(require('@npmcli/arborist'));
const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const before = globalThis.opened ?? 'nothing';
const told = { before, size: new tree.Arborist(3).size, whole: new tree.default(4).size };
told.isOne = new NodeTracerProvider() instanceof NodeTracerProvider;
told.after = globalThis.opened;
Promise.resolve(tree).then((same) => {
  told.waited = same.Arborist.name;
  console.log(JSON.stringify(told));
});`;
const opens = (name: string) => `globalThis.opened = [...(globalThis.opened ?? []), '${name}'];`;
const files = {
  '@pulumi/pulumi/run.js': sdk,
  '@npmcli/arborist/index.js': `${opens('tree')} class Arborist { constructor(size) { this.size = size; } }
    module.exports = Arborist; module.exports.Arborist = Arborist;`,
  '@opentelemetry/sdk-trace-node/index.js': `${opens('traces')} exports.NodeTracerProvider = class {};`,
};

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
});

it('puts off what the SDK rarely needs until it is used, and then it is the thing itself', () => {
  const before = `data:text/javascript,${encodeURIComponent(`(${spare.toString()})('mark')`)}`;
  const run = join(folder, 'node_modules/@pulumi/pulumi/run.js');
  const told: unknown = JSON.parse(execFileSync(process.execPath, ['--import', before, run], { encoding: 'utf8' }));
  expect(told).toEqual({
    before: 'nothing',
    size: 3,
    whole: 4,
    isOne: true,
    after: ['tree', 'traces'],
    waited: 'Arborist',
  });
});

it('spares every program the real SDK’s tree of npm and its exporters', async () => {
  expect((await planned('cases', 'light')).outputs).toMatchObject({ first: 0 });
}, 60_000);
