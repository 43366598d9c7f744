import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  diskFiles,
  estateWords,
  nearest,
  newKey,
  parseAsOf,
  readEstate,
  readEstateFrom,
  signingKeyOf,
  speaker,
  subjectOf,
  tellProblem,
  type Problem,
  wantedFiles,
} from '../../estate/index.ts';
import { distance } from '../../estate/read/nearest.ts';
import { pruned } from '../../estate/read/prune.ts';
import { staysInside } from '../../estate/read/path.ts';
import { EstateDocument } from '../../estate/schema/estate.ts';
import { Zone } from '../../estate/schema/zones.ts';
import { processorMs } from './processor.ts';
import { brief, designText, files, identitiesText, mutated, read } from './sample.ts';

const told = (text: string) => brief(read({ 'estate.yaml': text }).problems);

describe('the nearest known word', () => {
  it('is the one that a slip explains, in any case of letters', () => {
    const known = ['owner', 'home', 'mayLieIn', 'categories'];
    expect(['onwer', 'ownr', 'HOME', 'mayliein', 'categoris'].map((word) => nearest(word, known))).toEqual([
      'owner',
      'owner',
      'home',
      'mayLieIn',
      'categories',
    ]);
    expect(['xyz', 'retention', '', 'x'.repeat(1000)].map((word) => nearest(word, known))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is measured by a distance that is symmetric, and nought only for itself', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(distance(one, other)).toBe(distance(other, one));
        expect(distance(one, other) === 0).toBe(one === other);
        expect(distance(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length));
      }),
    );
  });

  it('is not searched for among thousands of unknown ids', () => {
    const ids = Array.from({ length: 5300 }, (_, index) => String(index).padStart(4, '0'));
    let problems: readonly Problem[] = [];
    const changed = {
      'operators.csv': ['id,employer,worksIn,role', ...ids.map((id) => `op-${id},committee,FR,officer`)].join('\n'),
      'identities.csv': ['operator,place,kind,name', ...ids.map((id) => `zz-${id},oss-public,s3-user,u${id}`)].join(
        '\n',
      ),
    };
    expect(processorMs(() => void ({ problems } = read(changed)))).toBeLessThan(3000);
    expect(problems).toHaveLength(1001);
  });
});

describe('a path inside the estate', () => {
  it.each(['a', 'a/b.yaml', 'a/*.yaml', '..data/x', 'a/..b'])('may be %s', (path) => {
    expect(staysInside(path)).toBe(true);
  });

  it.each([
    '',
    '/a',
    '..',
    '../a',
    'a/../b',
    './a',
    'a//b',
    'a/',
    'C:/a',
    'c:a',
    String.raw`a\b`,
    String.raw`..\a`,
    'a\0b',
  ])('is never %j', (path) => {
    expect(staysInside(path)).toBe(false);
  });
});

describe('a document of the wrong kind', () => {
  it.each([
    ['- a\n', 'wrong-type estate.yaml:1:1 '],
    ['text\n', 'wrong-type estate.yaml:1:1 '],
    ['5\n', 'wrong-type estate.yaml:1:1 '],
  ])('%j is one problem', (text, problem) => {
    expect(told(text)).toEqual([problem]);
  });

  it('with tables of the wrong kind says each, and looks for nothing inside them', () => {
    const text =
      'apiVersion: cloison/v1\norganisation: 5\ninclude: 7\nentities: []\nzones:\n  z:\ndatasets:\n  d: 3\nflows: {}\noperators: x\nwaivers: [1, {id: W}]\ndocuments: { D: 1 }\n';
    const lines = told(text).map((line) => line.replace(/^(\S+) \S+:(\d+):\d+ /, '$1 $2 '));
    expect(lines).toContain('wrong-type 2 /organisation');
    expect(lines).toContain('wrong-type 3 /include');
    expect(lines).toContain('wrong-type 4 /entities');
    expect(lines).toContain('wrong-type 6 /zones/z');
    expect(lines).toContain('wrong-type 8 /datasets/d');
    expect(lines).toContain('wrong-type 9 /flows');
    expect(lines).toContain('wrong-type 10 /operators');
    expect(lines).toContain('wrong-type 11 /waivers/0');
    expect(lines).toContain('missing-key 11 /waivers/1');
    expect(lines).toContain('wrong-type 12 /documents/D');
    expect(wantedFiles(new Map([['estate.yaml', text]]), 'estate.yaml')).toEqual({ globs: [], files: [] });
  });

  it('includes only files that are estates in part, once each, and never itself', () => {
    const root = mutated('organisation:', 'include: ["*.yaml", "part.yaml", 5]\norganisation:');
    const { problems } = read({ 'estate.yaml': root, 'part.yaml': '- 1\n' });
    expect(brief(problems)).toEqual(['wrong-type estate.yaml:2:34 /include/2', 'wrong-type part.yaml:1:1 ']);
    expect(
      brief(
        read({ 'estate.yaml': mutated('organisation:', 'include: [part.yaml]\norganisation:'), 'part.yaml': 'a: [' })
          .problems,
      )[0],
    ).toMatch(/^yaml-syntax part\.yaml/);
  });

  it('may name people in one file only', () => {
    const root = mutated('organisation:', 'include: [part.yaml]\norganisation:');
    const { problems } = read({ 'estate.yaml': root, 'part.yaml': 'operators: { from: operators.csv }\n' });
    expect(brief(problems)).toEqual(['written-twice part.yaml:1:20 /operators/from']);
    expect(brief(read({ 'estate.yaml': mutated('operators.csv', '../operators.csv') }).problems)).toEqual([
      'path-escapes estate.yaml:56:21 /operators/from',
    ]);
  });

  it('needs no people at all', () => {
    const text = designText
      .split('\n')
      .filter((line) => !/^(?:operators|identities):/.test(line))
      .join('\n');
    const { estate, problems } = read({ 'estate.yaml': text });
    expect([problems.length, estate?.operators, estate?.identities]).toEqual([0, [], []]);
  });
});

describe('what is left of a wrong value', () => {
  it('fits its schema, for any damage to a zone', () => {
    const zone = {
      side: 'public',
      provider: 'p',
      country: 'DE',
      planes: { keys: { entity: 'p', from: ['DE'], clearText: true } },
      places: { a: { s3: 'https://a.example', prefixes: ['b/c/'] }, b: { files: '/srv' } },
    };
    const paths = [
      'side',
      'country',
      'planes',
      'planes/keys',
      'planes/keys/from',
      'planes/keys/from/0',
      'places',
      'places/a',
      'places/a/prefixes/0',
      'places/a/s3',
      'places/b/nothing',
    ];
    const wrong = fc.constantFrom(null, 5, true, '', [], {}, [1], { x: 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), wrong), { maxLength: 3 }), (damage) => {
        const value = structuredClone(zone) as unknown as Record<string, never>;
        for (const [path, to] of damage) {
          const keys = path.split('/');
          let holder: Record<string, unknown> | undefined = value;
          for (const key of keys.slice(0, -1)) holder = holder?.[key] as Record<string, unknown> | undefined;
          if (typeof holder === 'object' && holder !== null) holder[keys.at(-1)!] = to;
        }
        const kept = pruned(Zone, value);
        if (kept !== undefined) expect(pruned(Zone, kept)).toBe(kept);
      }),
    );
    expect(pruned(Zone, [])).toBeUndefined();
    expect(pruned(EstateDocument, {})).toBeUndefined();
  });
});

describe('identities and waivers at the edge of their rules', () => {
  it('may pass from one operator to the next on consecutive days, and an open end meets any later start', () => {
    const rows = (...lines: string[]) => ({
      'identities.csv': ['operator,place,kind,name,from,until', ...lines].join('\n'),
    });
    expect(
      read(rows('op-0001,oss-public,s3-user,u,,2024-01-31', 'op-0002,oss-public,s3-user,u,2024-02-01,')).problems,
    ).toEqual([]);
    expect(
      brief(read(rows('op-0002,oss-public,s3-user,u,2024-02-01,', 'op-0001,oss-public,s3-user,u,,')).problems),
    ).toEqual(['identity-twice identities.csv:2:1 /0']);
    expect(
      read(
        rows('op-0001,oss-public,s3-user,u,,', 'op-0002,rgw-paris,s3-user,u,,', 'op-0002,oss-public,s3-access-key,u,,'),
      ).problems,
    ).toEqual([]);
    expect(brief(read(rows('op-0001,oss-public,s3-user,u,2024-02-02,2024-02-01')).problems)).toEqual([
      'period-backwards identities.csv:2:1 /0/until',
    ]);
  });

  it('says of a waiver that its subject is none, and that its papers lie outside', () => {
    const text = mutated(
      '"store://oss-public/fan-photos"',
      '"the photos"',
      mutated('waivers/W-12.owner.dsse.json', '/etc/passwd'),
    );
    expect(told(text)).toEqual([
      'bad-subject estate.yaml:69:77 /waivers/0/subject',
      'path-escapes estate.yaml:69:249 /waivers/0/signed/0',
    ]);
    expect(told(mutated(', signed: [waivers/W-12.owner.dsse.json, waivers/W-12.dpo.dsse.json]', ''))).toEqual([]);
  });

  it('keeps a table with a byte order mark and Windows lines, as spreadsheets write it', () => {
    expect(read({ 'identities.csv': `\uFEFF${identitiesText.replaceAll('\n', '\r\n')}` }).problems).toEqual([]);
  });

  it('lets a SaaS place be the container of a dataset', () => {
    const zone =
      '  crm: { side: saas, provider: cloud-eu, country: DE, places: { crm-eu: { saas: "crm of the provider" } } }\n';
    const text = mutated(
      'activities:  ',
      `${zone}activities:  `,
      mutated('"store://oss-public/results"', '"place://crm-eu"'),
    );
    expect(told(text)).toEqual([]);
  });
});

describe('keys and the disk', () => {
  it('makes a different key each time, and the same one from the same 32 bytes', () => {
    const seed = new Uint8Array(32).fill(3);
    expect(newKey('tool', '2024-01-01').trusted.id).not.toBe(newKey('tool', '2024-01-01').trusted.id);
    expect(newKey('tool', '2024-01-01', seed).privatePem).toBe(newKey('tool', '2024-01-01', seed).privatePem);
    expect(() => newKey('tool', '2024-01-01', new Uint8Array(31))).toThrow('key-unusable');
    expect(() => signingKeyOf('tool', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')).toThrow(
      'key-unusable',
    );
    expect(signingKeyOf('tool', newKey('tool', '2024-01-01', seed).privatePem, 'mine').id).toBe('mine');
  });

  it('answers for what is not there, not readable or a dangling link', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cloison-disk-'));
    symlinkSync('nowhere', join(folder, 'estate.yaml'));
    expect(diskFiles.list(join(folder, 'none'))).toEqual([]);
    expect(diskFiles.realPath(join(folder, 'none'))).toBeUndefined();
    expect(() => diskFiles.read(join(folder, 'none'), 10)).toThrow('file-unreadable');
    expect(diskFiles.list(folder)).toEqual([{ name: 'estate.yaml', kind: 'link' }]);
    expect(brief(readEstateFrom(folder, diskFiles).problems)).toEqual(['file-outside estate.yaml:0:0 ']);
    rmSync(join(folder, 'estate.yaml'));
    mkdirSync(join(folder, 'parts'));
    for (const [path, text] of files({
      'estate.yaml': mutated('organisation:', 'include: ["parts/x.yaml"]\norganisation:'),
      'parts/x.yaml': 'flows: []\n',
    }))
      writeFileSync(join(folder, path), text);
    expect(brief(readEstateFrom(join(folder, 'estate.yaml'), diskFiles).problems)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('says of a root that nobody loaded that it is missing', () => {
    expect(brief(readEstate(new Map(), 'estate.yaml').problems)).toEqual(['file-missing estate.yaml:0:0 ']);
  });
});

describe('places of every kind', () => {
  const withPlaces = (places: string, lies = '"store://oss-public/results"') =>
    told(
      mutated(
        'k8s-paris: { kubernetes: private } }',
        `k8s-paris: { kubernetes: private }, ${places} }`,
        mutated('"store://oss-public/results"', lies),
      ),
    );

  it('are addressed each in its way, and hold what fits them', () => {
    const places = 'pg: { postgresql: "postgresql://db.example/" }, disk: { files: /srv/a }';
    expect(withPlaces(places, '"database://pg/d/s/t", "file://disk/x", "file://disk"')).toEqual([]);
    expect(withPlaces(places, '"database://pg/d/s"')).toEqual([expect.stringMatching(/^not-a-container /)]);
    expect(withPlaces(places, '"cluster://disk/a/b/c"')).toEqual([expect.stringMatching(/^container-scheme /)]);
  });

  it('of one identity service are told apart by their regions, and hold stores', () => {
    const auth = 'keystone: "https://auth.example/v3"';
    const places = `one: { ${auth}, region: eu-private, s3: "https://swift.example" }, two: { ${auth} }`;
    expect(withPlaces(places, '"store://one/x", "store://two/x"')).toEqual([]);
    expect(withPlaces(places, '"file://two/x"')).toEqual([expect.stringMatching(/^container-scheme /)]);
    expect(withPlaces(`one: { ${auth}, s3: "https://swift.example", files: /srv }`)).toEqual([
      expect.stringMatching(/^place-two-connections /),
    ]);
  });

  it.each([
    ['a: { postgresql: "postgresql://db.example" }, b: { postgresql: "postgres://DB.example:5432/" }', 'place-overlap'],
    ['a: { files: /srv/a }, b: { files: /srv/a/b/ }', 'place-overlap'],
    ['a: { files: /srv/a/b }, b: { files: /srv/a }', 'place-overlap'],
    ['a: { kubernetes: private }', 'place-overlap'],
    ['a: { postgresql: "https://db.example" }', 'endpoint-form'],
  ])('%s is refused', (places, code) => {
    expect(withPlaces(places)).toEqual([expect.stringMatching(new RegExp(`^${code} `))]);
  });

  it.each([
    'a: { postgresql: "postgresql://db.example" }, b: { postgresql: "postgresql://db.example:5433" }',
    'a: { postgresql: "postgresql://db.example/one" }, b: { postgresql: "postgresql://db.example/two" }',
    'a: { files: /srv/a }, b: { files: /srv/ab }',
    'a: { s3: "https://rgw.example:8443" }',
  ])('%s lie apart', (places) => {
    expect(withPlaces(places)).toEqual([]);
  });
});

describe('what is asked of a reading and of the language', () => {
  it('is answered with the place of any part, or not at all', () => {
    const { positions } = read();
    expect(positions.spot('/organisation')).toEqual({ file: 'estate.yaml', line: 2, column: 1 });
    expect(positions.spot('/organisation/dpo')).toEqual({ file: 'estate.yaml', line: 2, column: 85 });
    expect(positions.spot('/entities/committee/nothing')).toMatchObject({ line: 4, column: 3 });
    for (const pointer of ['', '/nothing', '/flows', '/flows/9', '/written/x', '/datasets/toString'])
      expect(positions.spot(pointer)).toBeUndefined();
  });

  it('is answered in brackets when no lexicon knows it, and once a template is known, from it', () => {
    const say = speaker('fr', estateWords);
    expect(say('problem.nothing')).toBe('[problem.nothing]');
    expect([say('problem.missing-key', { key: 'a' }), say('problem.missing-key', { key: 'b' })]).toEqual([
      'Il manque «\u00a0a\u00a0».',
      'Il manque «\u00a0b\u00a0».',
    ]);
    const problem = {
      code: 'file-missing',
      file: 'f',
      line: 0,
      column: 0,
      path: '',
      values: { path: 'f' },
      level: 'warning' as const,
    };
    expect(tellProblem(say, problem)).toMatchObject({ place: 'f', level: 'warning' });
    expect(tellProblem(say, { ...problem, line: 3, column: 4 }).place).toBe('f:3:4');
  });

  it('names every kind of thing by its builder', () => {
    expect([
      subjectOf.object('k', undefined, 'Node', 'n'),
      subjectOf.object('k', 'ns', 'Deployment.apps', 'd'),
      subjectOf.table('p', 'd', 's', 't'),
      subjectOf.file('f', '/a/b/'),
      subjectOf.plane('z', 'keys'),
      subjectOf.access('operator://o', 'store://p/b'),
      subjectOf.path('dataset://a', 'dataset://b'),
    ]).toEqual([
      'cluster://k/_/Node/n',
      'cluster://k/ns/Deployment.apps/d',
      'database://p/d/s/t',
      'file://f/a/b',
      'plane://z/keys',
      'access://operator%3A%2F%2Fo/store%3A%2F%2Fp%2Fb',
      'path://dataset%3A%2F%2Fa/dataset%3A%2F%2Fb',
    ]);
  });

  it('refuses a table or a paper that is too large on disk, whatever it is called', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cloison-large-'));
    for (const [path, text] of files({ 'estate.yaml': mutated('documents/D-12.dsse.json', 'D-12.dsse.json') }))
      writeFileSync(join(folder, path), text);
    writeFileSync(join(folder, 'D-12.dsse.json'), ' '.repeat(1024 * 1024 + 1));
    expect(brief(readEstateFrom(folder, diskFiles).problems)).toEqual(['file-too-large D-12.dsse.json:0:0 ']);
    rmSync(folder, { recursive: true });
  });

  it('reads a key without a value as nothing, and refuses a key that is a list', () => {
    expect(told('? a\n')[0]).toMatch(/^missing-key|^unknown-key/);
    expect(told('? [a]\n: 1\n')).toEqual(['yaml-key estate.yaml:1:3 ']);
    expect(told('a: !!float 1\n')).toEqual(['yaml-tag estate.yaml:1:4 ']);
    expect(parseAsOf('2024-07-26T01:02:03.004Z')).toBe('2024-07-26T01:02:03.004Z');
  });
});
