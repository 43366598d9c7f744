/**
 * Holds the lines that name a dataset (`cli/gate/findings/claimForms.json`) against the schemas: has the type the property that the
 * line writes, as the map or list that it writes, and has it none where the file says that there is none?
 */
import forms from '../../cli/gate/findings/claimForms.json' with { type: 'json' };
import type { Path } from '../../audit/plan/table/shape.ts';
import type { Entry } from '../../audit/plan/table/table.ts';
import { missing, written } from './paths.ts';
import type { Known } from './rows.ts';

type Form = keyof (typeof forms)['lines'];
const paths: Readonly<Record<Form, Path>> = {
  tags: 'tags',
  labels: 'labels',
  user_labels: 'settings.user_labels',
  list: 'tags',
  blocks: 'tags',
  metadata: 'metadata',
  object: 'metadata.labels',
};
/** What stands there is the provider's own word, or of a form that no line has: blocks of a group that say what they pass on. */
const computed: ReadonlySet<string> = new Set([
  'google_container_cluster',
  'openstack_images_image_v2',
  'aws_autoscaling_group',
  // Labels since a later version.
  'google_redis_cluster',
]);
const isList = (text: string): boolean => /\[\]|Input<string>\[\]|Sequence/.test(text);

const providerIn = (type: string): string => /^[a-z0-9-]+/i.exec(type)![0].toLowerCase();

function formOf(first: string, type: string): Form | 'none' {
  const types: Readonly<Record<string, string>> = forms.types;
  const providers: Readonly<Record<string, string>> = forms.providers;
  return (types[first] ?? providers[providerIn(type)] ?? 'tags') as Form | 'none';
}

export function flawsOfClaims({ row, tags }: Entry, known: Known): string[] {
  if (row.role !== 'holds' || row.ifClaimed !== undefined) return [];
  return row.types.flatMap((type): string[] => {
    const schema = /[:_]/.test(type) ? known.of(type) : undefined;
    const members = schema?.tokens.get(type);
    if (schema === undefined || members === undefined) return [];
    const form = formOf(row.types[0]!, type);
    if (form === 'none') {
      const there = tags.filter((path) => missing(path, type, schema, row) === undefined);
      return there.length === 0 || computed.has(row.types[0]!)
        ? []
        : [`${type}: claims by ${there.map(written).join()}, and no line says so`];
    }
    if (missing(paths[form], type, schema, row) !== undefined)
      return [`${type}: no ${written(paths[form])} in ${schema.is}, where a line would write it`];
    const text = members.get('tags') ?? '';
    const isKnown = form !== 'tags' || !isList(text) || schema.is.includes('documentation');
    return isKnown ? [] : [`${type}: tags are a list in ${schema.is}`];
  });
}
