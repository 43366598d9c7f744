/** What it costs to seal a decision: beside the same gate that seals nothing, in turn. What is sealed is verified, or no time is told. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ours, type Input } from './gates.ts';
import { measured, median, type Cost, type Run } from './measure.ts';

const rounds = 3;
const megabyte = 1_000_000;

interface Figures {
  /** The gate alone, and with `--seal`. */
  readonly plain: Cost;
  readonly sealing: Cost;
  /** Bytes of records and disclosures, and of the whole folder. */
  readonly log: number;
  readonly folder: number;
}

const goals: readonly { readonly says: string; readonly of: (figures: Figures) => number; readonly most: number }[] = [
  { says: 'CPU of sealing ≤ 5 s', of: ({ plain, sealing }) => sealing.cpu - plain.cpu, most: 5 },
  { says: 'log ≤ 39 MB', of: ({ log }) => log / megabyte, most: 39 },
];

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** A key of this run alone, and a document that trusts it. */
function keyIn(folder: string, program: readonly [string, ...string[]]): { key: string; trust: string } {
  const [node, ...first] = program;
  const made = measured(node, [...first, 'keys', 'new', '--role', 'tool', '--out', folder, '--json']);
  const { trust, file } = JSON.parse(made.stdout) as { trust: unknown; file: string };
  const at = join(folder, 'trust.json');
  writeFileSync(at, JSON.stringify(trust));
  return { key: file, trust: at };
}

interface Asked {
  /** What starts the tool. */
  readonly program: readonly [string, ...string[]];
  /** A change that the gate refuses. */
  readonly input: Input;
}

function sealedCosts(program: Asked['program'], input: Input): Figures {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-seal-'));
  const target = join(folder, 'decision');
  const gate = ours(program);
  try {
    const { key, trust } = keyIn(folder, program);
    const words = ['--seal', target, '--key', key, '--environment', 'bench', '--commit', 'a1'.repeat(20)];
    const [plain, sealing]: [Run[], Run[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      rmSync(target, { recursive: true, force: true });
      plain.push(gate.run(input));
      sealing.push(gate.run(input, words));
    }
    const [node, ...first] = program;
    const verified = measured(node, [...first, 'evidence', 'verify', join(target, 'evidence'), '--trust', trust]);
    if (verified.code !== 0) throw new Error(`what was sealed does not hold: ${verified.code}; no time is told`);
    const log = ['records', 'disclosures'].reduce((sum, name) => sum + sizeOf(join(target, 'evidence/data', name)), 0);
    return { plain: median(plain), sealing: median(sealing), log, folder: sizeOf(target) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function sealedRows({ program, input }: Asked): { readonly isMet: boolean; readonly text: string }[] {
  const figures = sealedCosts(program, input);
  const { plain, sealing, log, folder } = figures;
  const shown = ({ wall, cpu, memory }: Cost) => `${wall.toFixed(2)} s, ${cpu.toFixed(2)} s, ${memory.toFixed(0)} MB`;
  const sizes = `${(log / megabyte).toFixed(1)} MB of log in ${(folder / megabyte).toFixed(1)} MB`;
  const head = `seal ${input.count}: ${shown(sealing)}; sealing nothing: ${shown(plain)}; ${sizes}`;
  return goals.map(({ says, of, most }) => {
    const [is, isMet] = [of(figures), of(figures) <= most];
    return { isMet, text: `${head}; ${says}: ${is.toFixed(2)}, ${isMet ? 'met' : 'NOT MET'}\n` };
  });
}
