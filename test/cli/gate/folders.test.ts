import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../support.ts';
import { estateAt, gate, good, preview } from './world.ts';

const estate = estateAt();

function folderOf(files: Readonly<Record<string, string>>): string {
  const at = folder();
  writeFileSync(join(at, 'plan.json'), preview([good]));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(at, name, '..'), { recursive: true });
    writeFileSync(join(at, name), text);
  }
  return at;
}

const opened = async (at: string, ...words: readonly string[]) => {
  const { out, code } = await gate([at, '--estate', estate, ...words]);
  return { code, told: out.replaceAll(/\s+/g, ' '), out };
};

describe('a folder that holds what may be deployed and is no plan', () => {
  it('is undecided, and one sentence names the files and says what to do', async () => {
    const { code, told } = await opened(folderOf({ 'package.json': '{"a":1}', 'chart/values.yaml': 'a: 1\n' }));
    expect(code).toBe(3);
    expect(told).toMatch(
      /values\.yaml, \S*package\.json: they bear names of what is deployed and are no plans that are known here; name the plans themselves, or take these out of the folder\./,
    );
    expect(told.match(/no plans that are known here/g)).toHaveLength(1);
  });

  it('names twelve of many, counts the rest, and has all of them in JSON', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`p${at}.json`, '{"a":1}']));
    const at = folderOf(many);
    const { code, told } = await opened(at);
    expect(code).toBe(3);
    expect(told).toMatch(/(?:\S*p\d+\.json, ){12}18 more: they bear/);
    const { shorts } = JSON.parse((await opened(at, '--json')).out) as { shorts: { input: string; code: string }[] };
    expect(shorts.filter(({ code: why }) => why === 'file-unknown')).toHaveLength(30);
  });

  it('speaks of one as of one, and of each reason apart', async () => {
    const at = folderOf({ 'package.json': '{"a":1}', 'plan.tfplan': 'PK\u0003\u0004\n\0\0\0\0\0' });
    symlinkSync(join(at, 'plan.json'), join(at, 'link.json'));
    const { code, told } = await opened(at);
    expect(code).toBe(3);
    expect(told).toContain('package.json: it bears the name');
    expect(told).toContain('link.json: it is a link, and links in a folder are not followed; name what it leads to.');
    expect(told).toContain('plan.tfplan: it is packed');
  });

  it('in French too', async () => {
    const { told } = await opened(folderOf({ 'a.json': '{"a":1}', 'b.json': '{"a":1}' }), '--lang', 'fr');
    expect(told).toMatch(/a\.json, \S*b\.json : ils portent des noms de ce qui se déploie/);
  });

  it('passes where the plan is named, and where what is left out is nothing that a tool applies', async () => {
    const at = folderOf({ 'package.json': '{"a":1}' });
    expect((await opened(join(at, 'plan.json'))).code).toBe(0);
    expect((await opened(folderOf({ 'README.md': '# plans\n' }))).code).toBe(0);
  });
});
