/** The example of the design, whole: the estate that must be clean, and every mutation of it that must not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEstate, type EstateReading, type Estate, type Problem } from '../../estate/index.ts';

export const designText = readFileSync(join(import.meta.dirname, 'fixtures/design.yaml'), 'utf8');
export const operatorsText = [
  'id,employer,authority,worksIn,role,clearance,until',
  'op-0001,committee,,FR,accreditation-officer,vetted,2024-12-31',
  'op-0002,support-hk,committee,HK,support,,',
  '',
].join('\n');
export const identitiesText = [
  'operator,place,kind,name,from,until',
  'op-0001,rgw-paris,s3-user,u1,,',
  'op-0002,oss-public,s3-user,u2,2024-01-01,2024-06-30',
  'op-0001,oss-public,s3-user,u2,2024-07-01,',
  '',
].join('\n');

export function files(changed: Readonly<Record<string, string>> = {}): Map<string, string> {
  return new Map(
    Object.entries({
      'estate.yaml': designText,
      'operators.csv': operatorsText,
      'identities.csv': identitiesText,
      ...changed,
    }),
  );
}

export function read(changed: Readonly<Record<string, string>> = {}): EstateReading {
  return readEstate(files(changed), 'estate.yaml');
}

/** The design with one piece of text replaced; fails when the text is not there exactly once. */
export function mutated(from: string, to: string, text = designText): string {
  if (text.split(from).length !== 2) throw new Error(`not there exactly once: ${from}`);
  return text.replace(from, () => to);
}

export function sampleEstate(): Estate {
  const { estate, problems } = read();
  if (estate === undefined) throw new Error(JSON.stringify(problems));
  return estate;
}

export function brief(problems: readonly Problem[]): string[] {
  return problems.map(({ code, file, line, column, path }) => `${code} ${file}:${line}:${column} ${path}`);
}
