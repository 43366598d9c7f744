/** Paths as Windows writes them, read with its own rules: no name of a machine or person leaves, and slashes go forward. */
import type * as paths from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { inputNames, named, within } from '../../../cli/gate/input/inputNames.ts';
import { positionOf } from '../../../audit/plan/pulumi/position.ts';

vi.mock('node:path', async (original) => (await original<typeof paths>()).win32);

describe('on Windows', () => {
  it('names what lies in the working folder by its path with forward slashes, and nothing else by its folder', () => {
    expect(['plans\\a.json', '.\\plans\\a.json', 'plans/a.json', '..\\up.json'].map(within)).toEqual([
      'plans/a.json',
      'plans/a.json',
      'plans/a.json',
      undefined,
    ]);
    expect(['C:\\Users\\ada\\plan.json', '\\\\server\\ada\\plan.json', 'z:\\plan.json'].map(named)).toEqual([
      'plan.json',
      'plan.json',
      'plan.json',
    ]);
  });

  it('tells two files of one name apart by as little of their paths as that takes', () => {
    const paths = ['C:\\Users\\ada\\one\\plan.json', 'D:\\Users\\ada\\two\\plan.json', 'plans\\plan.json'];
    expect(inputNames(paths)).toEqual(['one/plan.json', 'two/plan.json', 'plans/plan.json']);
  });

  it('takes no absolute path of a program for a position', () => {
    const at = (sourcePosition: string) => positionOf({ sourcePosition });
    expect(at('project:///C:/Users/ada/program/index.ts#3,1')).toBeUndefined();
    expect(at('project:///C:\\Users\\ada\\program\\index.ts#3,1')).toBeUndefined();
    expect(at('project:///file:///C:/Users/ada/program/index.ts#3,1')).toBeUndefined();
    expect(at('project:///stacks/file:///C:/Users/ada/program/stacks/index.ts#3,1')).toEqual({
      file: 'stacks/index.ts',
      line: 3,
      column: 1,
    });
  });
});
