import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the door of the room loads neither Amazon’s client nor Kubernetes’ nor a database’s', () => {
  const script = `
    import { registerHooks } from 'node:module';
    const heavy = [];
    registerHooks({ resolve(name, context, next) {
      const found = next(name, context);
      if (/node_modules\\/(@aws-sdk|@smithy|@kubernetes|pg)\\//.test(found.url)) heavy.push(found.url);
      return found;
    } });
    const { sources } = await import('./audit/index.ts');
    console.log(JSON.stringify({ heavy, sources: sources.map(({ id }) => id) }));`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(JSON.parse(printed)).toEqual({ heavy: [], sources: ['s3', 'kubernetes', 'files'] });
});
