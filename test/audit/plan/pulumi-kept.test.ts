/** What Pulumi takes out of its state and leaves in the world. */
import { expect, it } from 'vitest';
import { pulumiEventLog } from '../../../audit/plan/pulumi/eventReaders.ts';
import { pulumiExport } from '../../../audit/plan/pulumi/export.ts';
import { pulumiPreview } from '../../../audit/plan/pulumi/preview.ts';
import type { Planned } from '../../../audit/plan/told.ts';
import { problemsOf, readAll, resourcesOf } from './readAll.ts';

const type = 'aws:s3/bucketPolicy:BucketPolicy';
const urn = `urn:pulumi:prod::shop::${type}::a`;
const state = (more: object = {}) => ({ urn, type, custom: true, inputs: { bucket: 'photos' }, ...more });

async function preview(op: string, oldState: object | undefined, newState?: object): Promise<Planned | undefined> {
  const step = { op, urn, ...(oldState && { oldState }), ...(newState && { newState }) };
  const told = await readAll(pulumiPreview, JSON.stringify({ steps: [step], changeSummary: { [op]: 1 } }));
  expect(problemsOf(told)).toEqual([]);
  return resourcesOf(told)[0];
}

it.each([
  ['is retained', { retainOnDelete: true }, 'forget'],
  ['is protected, so that Pulumi refuses', { protect: true }, 'forget'],
  ['is neither', { retainOnDelete: false, protect: false }, 'delete'],
  ['says nothing', {}, 'delete'],
])('a deletion of what %s', async (_what, more, operation) => {
  expect(await preview('delete', state(more))).toMatchObject({ operation, before: { bucket: 'photos' } });
  const metadata = { op: 'delete', urn, type, old: state(more), new: null };
  const events = [{ resourcePreEvent: { metadata } }, { resOutputsEvent: { metadata } }];
  const log = events.map((event, sequence) => JSON.stringify({ sequence, timestamp: 0, ...event })).join('\n');
  expect(resourcesOf(await readAll(pulumiEventLog, log))).toMatchObject([{ operation, after: undefined }]);
});

it('a word that is no flag is bad input, and no leave to forget', async () => {
  const step = { op: 'delete', urn, oldState: state({ retainOnDelete: 'yes' }) };
  const told = await readAll(pulumiPreview, JSON.stringify({ steps: [step], changeSummary: { delete: 1 } }));
  expect(problemsOf(told).map(({ code }) => code)).toEqual(['plan-shape']);
});

it('a replacement leaves behind what the old side, or the new, retains', async () => {
  expect(await preview('replace', state({ retainOnDelete: true }), state())).toMatchObject({ leavesBehind: true });
  expect(await preview('replace', state(), state({ retainOnDelete: true }))).toMatchObject({ leavesBehind: true });
  expect(await preview('replace', state(), state())).not.toHaveProperty('leavesBehind');
});

it('what was only read was never the program’s, and what was to be replaced is gone already', async () => {
  expect(await preview('discard', state({ external: true }))).toMatchObject({ operation: 'read' });
  expect(await preview('remove-pending-replace', state())).toMatchObject({ operation: 'delete' });
});

it('what a state tells stands, be it to be deleted by the next run', async () => {
  const document = { version: 3, deployment: { resources: [state({ delete: true }), state()] } };
  const told = resourcesOf(await readAll(pulumiExport, JSON.stringify(document)));
  expect(told.map(({ operation, address }) => [operation, address])).toEqual([
    ['forget', `${urn}#pending-deletion`],
    ['same', urn],
  ]);
});
