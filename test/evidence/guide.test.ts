/** The commands of VERIFY.md, taken literally from a fresh bundle and run with bash, coreutils and OpenSSL only. */
import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openFolder, redact, sealBundle } from '../../evidence/index.ts';
import {
  checkpointPath,
  disclosures,
  filesIn,
  key,
  laterRequest,
  otherKey,
  records,
  remade,
  request,
  statementPath,
  temporary,
  withFile,
  withLines,
  type Files,
} from './sealedRun.ts';

const root = temporary();
const fresh = join(root, 'fresh');
const tools = join(root, 'tools');
const publicKey = join(root, 'tool.pem');
const coreutils = [
  'sha256sum',
  'cut',
  'sort',
  'cmp',
  'wc',
  'cat',
  'tr',
  'head',
  'tail',
  'base64',
  'basenc',
  'comm',
  'mktemp',
];

function pem(signing: typeof key): string {
  return createPublicKey(signing.signing.privateKey).export({ format: 'pem', type: 'spki' }).toString();
}

function blocksOf(guide: string): string[] {
  return [...guide.matchAll(/^```bash\n(.*?)^```$/gms)].map((match) => match[1]!);
}

function follow(folder: string, env: Record<string, string> = {}): { status: number | null; output: string } {
  const script = blocksOf(readFileSync(join(folder, 'VERIFY.md'), 'utf8')).join('\n');
  const done = spawnSync('bash', ['--norc', '--noprofile'], {
    cwd: folder,
    input: script,
    encoding: 'utf8',
    env: { PATH: tools, TMPDIR: root, CLOISON_PUBLIC_KEY: publicKey, ...env },
  });
  return { status: done.status, output: `${done.stdout}${done.stderr}` };
}

function lastOk(output: string): boolean {
  return output.includes('disclosed subjects belong to their records');
}

let copies = 0;
function copyOf(files: Files): string {
  copies += 1;
  const folder = join(root, `copy-${copies}`);
  for (const [path, bytes] of files) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

beforeAll(async () => {
  mkdirSync(tools);
  for (const tool of [...coreutils, 'openssl', 'bash']) {
    const found = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, tool));
    const real = found.find((path) => spawnSync('test', ['-x', path]).status === 0);
    symlinkSync(real!, join(tools, tool));
  }
  writeFileSync(publicKey, pem(key));
  await sealBundle(request(fresh));
});

describe('VERIFY.md of a fresh bundle', () => {
  test('passes word for word, with bash, coreutils and openssl alone on the path', () => {
    const { status, output } = follow(fresh);
    expect(output.match(/^ok: /gm)).toHaveLength(7);
    expect(output).toContain('ok: 13 records, none missing, none changed');
    expect(output).toContain('ok: 11 disclosed subjects belong to their records');
    expect(status).toBe(0);
  });

  test('opens subjects of lines by likeness too, and fails for another', async () => {
    const later = join(root, 'later');
    await sealBundle(laterRequest(later));
    const { status, output } = follow(later);
    expect(output).toContain('ok: 7 disclosed subjects belong to their records');
    expect(status).toBe(0);
    const renamed = withLines(filesIn(later), disclosures, (lines) =>
      lines.with(
        2,
        lines[2]!.replace('"about":"store://rgw-paris/accreditation"', '"about":"store://rgw-paris/other"'),
      ),
    );
    expect(renamed).not.toEqual(filesIn(later));
    const after = follow(copyOf(remade(renamed)));
    expect([after.status === 0, after.output.match(/^ok: /gm)?.length]).toEqual([false, 6]);
    expect(after.output).toContain('FAILED: the subject of record 3 is another');
  });

  test('fails at its second step with another key', () => {
    const other = join(root, 'other.pem');
    writeFileSync(other, pem(otherKey));
    const { status, output } = follow(fresh, { CLOISON_PUBLIC_KEY: other });
    expect(status).not.toBe(0);
    expect(output.match(/^ok: /gm)).toHaveLength(2);
  });

  test('asks for the key when it was not said where it lies', () => {
    expect(follow(fresh, { CLOISON_PUBLIC_KEY: '' }).output).toContain('set CLOISON_PUBLIC_KEY');
  });

  test('fails for one flipped byte in each file', () => {
    for (const [path, bytes] of filesIn(fresh)) {
      const changed = Uint8Array.from(bytes);
      // The guide that is followed is not changed itself: a forged guide can say anything.
      if (path === 'VERIFY.md') continue;
      const at = Math.floor(changed.length / 2);
      changed[at] = changed[at]! ^ 1;
      const { status, output } = follow(copyOf(withFile(filesIn(fresh), path, changed)));
      expect([path, status === 0 || lastOk(output)]).toEqual([path, false]);
    }
  });

  test('fails after the manifests were made anew over a change: record, payload, disclosure, statement, checkpoint, extra file', () => {
    const files = filesIn(fresh);
    const swap = (lines: string[]) => [...lines.slice(0, 2), lines[3]!, lines[2]!, ...lines.slice(4)];
    const changes: [string, Files, number][] = [
      ['record removed', withLines(files, records, (lines) => lines.toSpliced(4, 1)), 3],
      ['records swapped', withLines(files, records, swap), 3],
      ['payload', withFile(files, 'data/payload/facts.json', '{}\n'), 3],
      [
        'subject',
        withLines(files, disclosures, (lines) =>
          lines.map((line) =>
            line.replace('"value":"store://oss-public/fan-photos"', '"value":"store://oss-public/other"'),
          ),
        ),
        6,
      ],
      [
        'statement',
        withFile(files, statementPath, readFileSync(join(fresh, statementPath), 'utf8').replace('eyJ', 'eyK')),
        2,
      ],
      [
        'checkpoint',
        withFile(files, checkpointPath, readFileSync(join(fresh, checkpointPath), 'utf8').replace('\n13\n', '\n12\n')),
        5,
      ],
      ['unsigned file', withFile(files, 'data/report/more.md', 'hello\n'), 3],
      ['payload removed', withFile(files, 'data/payload/facts.json', undefined), 3],
    ];
    for (const [what, changed, oks] of changes) {
      const { status, output } = follow(copyOf(remade(changed)));
      expect([what, status === 0, output.match(/^ok: /gm)?.length]).toEqual([what, false, oks]);
    }
  });

  test('fails for a link and for a file that no list names', () => {
    const linked = copyOf(filesIn(fresh));
    rmSync(join(linked, 'data/payload/facts.json'));
    cpSync(join(fresh, 'data/payload/facts.json'), join(root, 'facts.json'));
    symlinkSync(join(root, 'facts.json'), join(linked, 'data/payload/facts.json'));
    expect(follow(linked).output).toContain('FAILED: data/payload/facts.json is a link');
    const extra = copyOf(withFile(filesIn(fresh), 'data/report/more.md', 'hello\n'));
    expect(follow(extra).output.match(/^ok: /gm)).toHaveLength(1);
  });

  test('passes on a redacted copy and says what is withheld', async () => {
    const target = join(root, 'redacted');
    await redact(await openFolder(fresh), { target, records: 'all', files: ['data/payload/collection.jsonl'] });
    const { status, output } = follow(target);
    expect(output).toContain('withheld: data/payload/collection.jsonl');
    expect(output).toContain('ok: 0 disclosed subjects');
    expect(status).toBe(0);
  });
});

test('the French guide has the same commands as the English one', () => {
  const [english, french] = ['VERIFY.md', 'VERIFY.fr.md'].map((name) => readFileSync(join(fresh, name), 'utf8'));
  expect(blocksOf(french!)).toEqual(blocksOf(english!));
  expect(blocksOf(english!)).toHaveLength(7);
});
