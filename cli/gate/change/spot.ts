/** Where the estate of a change writes what it loosens. Pure. */
import { CloisonFault, parseSubject, type Dataset, type Estate, type Finding } from '../../../estate/index.ts';

const tables: Readonly<Record<string, 'datasets' | 'activities' | 'entities' | 'zones'>> = {
  dataset: 'datasets',
  activity: 'activities',
  entity: 'entities',
  zone: 'zones',
};
const pointed = (id: string) => id.replaceAll('~', '~0').replaceAll('/', '~1');
const item = (list: string, at: number, field: string | undefined) =>
  at < 0 ? undefined : `/${list}/${at}${field === undefined ? '' : `/${field}`}`;

function holding({ datasets }: Estate, container: string): string | undefined {
  const listed = (list: keyof Dataset & ('lies' | 'copies'), id: string, { lies = [], copies = [] }: Dataset) => {
    const at = (list === 'lies' ? lies : copies.map(({ subject }) => subject)).indexOf(container);
    return at < 0 ? undefined : `/datasets/${pointed(id)}/${list}/${at}`;
  };
  return Object.entries(datasets)
    .flatMap(([id, dataset]) => [listed('lies', id, dataset), listed('copies', id, dataset)])
    .find((each) => each !== undefined);
}

function schemeOf(subject: string): { scheme: string; id: string } {
  try {
    const { scheme, segments } = parseSubject(subject);
    return { scheme, id: segments[0]! };
  } catch (cause) {
    if (cause instanceof CloisonFault) return { scheme: '', id: '' };
    throw cause;
  }
}

/** Pointer into the estate of the change; undefined where it writes nothing there, such as of what it removes. */
export function pointerOf(
  head: Estate,
  { subject, reasons }: Pick<Finding, 'subject' | 'reasons'>,
): string | undefined {
  const { scheme, id } = schemeOf(subject);
  const fields = reasons[0]?.values['fields'];
  const field = Array.isArray(fields) ? (fields as readonly string[])[0] : undefined;
  const table = tables[scheme];
  if (table !== undefined) return `/${table}/${pointed(id)}${field === undefined ? '' : `/${pointed(field)}`}`;
  if (scheme === 'organisation') return `/organisation${field === undefined ? '' : `/${pointed(field)}`}`;
  if (scheme === 'flow' || scheme === 'transfer') {
    const list = `${scheme}s` as const;
    return item(
      list,
      head[list].findIndex((each) => each.id === id),
      field,
    );
  }
  if (scheme === 'operator')
    return field === 'identities'
      ? item(
          'identities',
          head.identities.findIndex(({ operator }) => operator === id),
          undefined,
        )
      : item(
          'operators',
          head.operators.findIndex((each) => each.id === id),
          field,
        );
  if (scheme === 'control')
    return item(
      'stages',
      (head.stages ?? []).findIndex(({ control }) => control === id),
      'stage',
    );
  return holding(head, subject);
}
