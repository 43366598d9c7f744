/** Faults are data: how to plant, and exactly what an audit then finds. */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Step } from './plant.ts';

export interface Expected {
  readonly control: string;
  readonly subject: string;
  readonly verdict: 'deny' | 'unknown';
}

export interface Fault {
  readonly id: string;
  readonly title: string;
  readonly plant: readonly Step[];
  readonly expect: readonly Expected[];
}

/** In the file an expectation is one line: `<verdict> <control> <subject>`. */
export function readFaults(): Fault[] {
  return globSync('test/engines/spine/faults/*.yaml')
    .sort()
    .map((file) => {
      const written = parse(readFileSync(file, 'utf8')) as Omit<Fault, 'id' | 'expect'> & { expect: string[] };
      const expect = written.expect.map((line) => {
        const [verdict, control, subject] = line.split(' ');
        return { verdict, control, subject } as Expected;
      });
      return { ...written, id: file.split('/').at(-1)!.replace('.yaml', ''), expect };
    });
}

export const line = ({ verdict, control, subject }: Expected): string => `${verdict} ${control} ${subject}`;
