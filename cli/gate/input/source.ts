/**
 * Lines of `.tf` files for the rows of Terraform's plans, which hold none: from `--source`, or from the folder of the input;
 * and what blocks run there of which a plan says nothing.
 * A folder is believed of a plan only where it writes everything that the plan says it writes.
 */
import { posix, relative, sep } from 'node:path';
import {
  destroyedIn,
  writtenIn,
  type ConfigurationFolder,
  type PlanReading,
  type Shortfall,
  type Written,
} from '../../../audit/index.ts';
import type { FileSystem } from '../../../estate/index.ts';
import type { Context } from '../../context.ts';
import { UsageError } from '../../usage.ts';
import { named, within } from './inputNames.ts';
import { withoutPeople } from '../people/door.ts';

export interface SourceOptions {
  /** The folder of the configuration, as the user named it. */
  readonly source?: string | undefined;
  readonly inputs?: readonly string[] | undefined;
}

const configuration = /\.(?:tf|tofu)(?:\.json)?$/;
const maxFileBytes = 1024 * 1024;
const mostFiles = 1000;

/** Relative to the working folder, itself among them; undefined outside of it, also where links lead outside. */
function nearFolder(folder: string, files: FileSystem): string | undefined {
  const [base, real] = [files.realPath('.'), files.realPath(folder)];
  if (base === undefined || real === undefined || files.kindOf(real) !== 'folder') return undefined;
  const isInside = real === base || real.startsWith(base.endsWith(sep) ? base : `${base}${sep}`);
  return isInside ? relative(base, real).split(sep).join('/') || '.' : undefined;
}

const namesIn = (folder: string, files: FileSystem) =>
  files.list(folder).filter(({ name, kind }) => configuration.test(name) && kind !== 'folder');

/** A link among them, or a file that is too large, may write anything: then nothing is known of the folder. */
function folderOf(files: FileSystem): ConfigurationFolder {
  return (folder) => {
    const near = nearFolder(folder, files);
    const entries = near === undefined ? [] : namesIn(near, files);
    if (entries.length === 0 || entries.length > mostFiles) return undefined;
    try {
      return entries.map(({ name }) => {
        const { bytes } = files.read(posix.join(near!, name), maxFileBytes);
        return { name, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
      });
    } catch {
      return undefined;
    }
  };
}

/** The folder in which an input lies that the user named, itself or through its folder. */
function folderOfInput(name: string, { inputs = [] }: SourceOptions, files: FileSystem): string | undefined {
  const isNamed = inputs.some((word) => {
    if (word === '-') return false;
    const near = within(word) ?? (relative('', word) === '' ? '' : undefined);
    return near !== undefined && (near === '' || name === near || name.startsWith(`${near}/`));
  });
  return isNamed && files.kindOf(name) === 'file' ? posix.dirname(name) : undefined;
}

const isGone = (operation: string): boolean => operation === 'delete' || operation === 'forget';

/** The first address of the plan for which the folder cannot be its configuration; undefined where it may be. */
function astrayIn(rows: PlanReading['rows'], written: (address: string) => Written): string | undefined {
  const kept = rows.filter(({ operation }) => !isGone(operation) && operation !== 'read');
  const missing = kept.find(({ address }) => written(address) === 'missing');
  const isEmpty = kept.every(({ address }) => typeof written(address) === 'string');
  return (missing ?? (isEmpty ? kept[0] : undefined))?.address;
}

/** Asked before a byte is read. Throws a `UsageError` where the folder that was named can give no line. */
export async function linesFrom(
  options: SourceOptions,
  { edge, err, say }: Context,
): Promise<(reading: PlanReading) => Promise<PlanReading>> {
  const files = await edge.files();
  const { source } = options;
  const asked = source === undefined ? undefined : nearFolder(source, files);
  if (source !== undefined && (asked === undefined || namesIn(asked, files).length === 0))
    throw new UsageError('no-source', source, [], '--source');
  const read = folderOf(files);
  return async (reading) => {
    const writers = new Map<string, (address: string) => Written>();
    const destroyed: Shortfall[] = [];
    for (const { name, kind } of reading.inputs) {
      const folder = kind === 'terraform-plan' ? (asked ?? folderOfInput(name, options, files)) : undefined;
      if (folder === undefined || namesIn(folder, files).length === 0) continue;
      const written = writtenIn(folder, read);
      const own = reading.rows.filter(({ input }) => input === name);
      const address = astrayIn(own, written);
      if (address === undefined) destroyed.push(...destroyedIn(own, folder, read));
      if (address === undefined) writers.set(name, written);
      else if (asked !== undefined) {
        const [input, told] = [await withoutPeople(named(name)), await withoutPeople(address)];
        err.line({ text: say('gate.no-lines', { input, address: told, folder }), style: 'dim' });
      }
    }
    if (writers.size === 0) return reading;
    const rows = reading.rows.map((row) => {
      const found = writers.get(row.input)?.(row.address) ?? 'unknown';
      return typeof found === 'string' ? row : { ...row, position: found.position };
    });
    // A binary plan may have told the same.
    const told = new Set(reading.shorts.map((short) => JSON.stringify(short)));
    const more = destroyed.filter((short) => !told.has(JSON.stringify(short)));
    return { ...reading, rows, shorts: [...reading.shorts, ...more] };
  };
}
