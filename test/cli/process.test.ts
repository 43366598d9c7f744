import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const bin = join(import.meta.dirname, '../../bin/cloison.js');

describe('the process', () => {
  it('prints its version without loading any room, Pulumi, AWS or Kubernetes', () => {
    const where = mkdtempSync(join(tmpdir(), 'cloison-loaded-'));
    const [hook, list] = [join(where, 'hook.mjs'), join(where, 'list')];
    writeFileSync(
      hook,
      `import { registerHooks } from 'node:module';
       import { appendFileSync } from 'node:fs';
       registerHooks({ resolve(specifier, context, next) {
         const found = next(specifier, context);
         appendFileSync(${JSON.stringify(list)}, found.url + '\\n');
         return found;
       } });`,
    );
    const { stdout, status } = spawnSync(process.execPath, ['--import', hook, bin, '--version'], { encoding: 'utf8' });
    expect([stdout, status]).toEqual([`${packageJson.version}\n`, 0]);
    const loaded = readFileSync(list, 'utf8').split('\n');
    expect(loaded.some((url) => url.endsWith('/commander/index.js'))).toBe(true);
    const heavy =
      /@aws-sdk|@smithy|@kubernetes|@pulumi|opa-wasm|\/(estate|audit|classifiers|policies|evidence|guard)\/[^/]+\.ts$/;
    expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
  });

  it('says it with the exit code of the command', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [bin, 'estate', 'check', '/nowhere'], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stdout + stderr).not.toMatch(/\bat .*\.ts:\d+/);
  });

  it('keeps its exit code when the reader of a pipe has seen enough', () => {
    const piped = `"$0" "$1" controls --lang en | head -1; exit "\${PIPESTATUS[0]}"`;
    const { status, stdout } = spawnSync('bash', ['-c', piped, process.execPath, bin], { encoding: 'utf8' });
    expect(stdout.split('\n')[0]).toContain('access/');
    expect(status).toBe(0);
  });

  it('ends with 70 and one line where it was installed without what was built', () => {
    const where = mkdtempSync(join(tmpdir(), 'cloison-torn-'));
    mkdirSync(join(where, 'bin'));
    writeFileSync(join(where, 'package.json'), '{ "type": "module" }');
    copyFileSync(bin, join(where, 'bin/cloison.js'));
    const { status, stderr } = spawnSync(process.execPath, [join(where, 'bin/cloison.js'), 'gate'], {
      encoding: 'utf8',
    });
    expect(status).toBe(70);
    expect(stderr).toMatch(/^cloison: .*install the package again\.\n$/);
  });

  const old = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
    if (!existsSync(path)) return false;
    const [major = 99] = spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' })
      .stdout.split('.')
      .map(Number);
    return major < 22;
  });
  it.skipIf(old === undefined)('hands over to the Node beside it, or says in one line that it is too old', () => {
    expect(spawnSync(old!, [bin, '--version'], { encoding: 'utf8' }).stdout).toBe(`${packageJson.version}\n`);
    const alone = spawnSync(old!, [bin, '--version'], {
      encoding: 'utf8',
      env: { ...process.env, CLOISON_REEXEC: '1' },
    });
    expect(alone.status).toBe(2);
    expect(alone.stderr).toMatch(/^cloison: Node\.js 22\.18 or later is needed; this is [0-9.]+\.\n$/);
  });
});
