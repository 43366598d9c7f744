/**
 * The configuration that Terraform and OpenTofu keep inside a binary plan (`-out`), from which the apply evaluates what the
 * plan left open. Layout: https://github.com/hashicorp/terraform/blob/v1.11.4/internal/plans/planfile/config_snapshot.go
 */
import { joined } from '../addresses.ts';
import type { ConfiguredFile } from '../written/modules.ts';
import { momentIn } from './moment.ts';

const plan = 'tfplan';
const manifest = 'tfconfig/modules.json';
const configuration = /\.(?:tf|tofu)(?:\.json)?$/;
/** Of all files together, unpacked: more is written by nobody, and a bomb is not unpacked. */
const mostBytes = 64 * 1024 * 1024;
const mostFiles = 20_000;
/** Of what is planned, where a hundred thousand resources take less. */
const mostPlanned = 256 * 1024 * 1024;

/** Path of the module in the configuration (`module.a.module.b`, empty for the root) → its files. */
export type Modules = ReadonlyMap<string, readonly ConfiguredFile[]>;
export interface Packed {
  readonly modules: Modules;
  /** As its JSON says it: `2026-11-22T16:51:11Z`. Undefined where no one moment stands in it. */
  readonly madeAt: string | undefined;
}

const keyOf = (entry: unknown): string | undefined => {
  const key = typeof entry === 'object' && entry !== null && 'Key' in entry ? entry.Key : undefined;
  return typeof key === 'string' && /^(?:[A-Za-z0-9_.-]*)$/.test(key) ? key : undefined;
};

const pathOf = (key: string): string => joined(...key.split('.').map((step) => (step === '' ? '' : `module.${step}`)));

async function unpacked(bytes: Uint8Array): Promise<Readonly<Record<string, Uint8Array>> | undefined> {
  const { unzipSync } = await import('fflate');
  const met = new Set<string>();
  let total = 0;
  let isSound = true;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (name !== plan && !name.startsWith('tfconfig/')) return false;
      // Of two entries of one name each reader takes another.
      const isRoom = name === plan ? originalSize <= mostPlanned : (total += originalSize) <= mostBytes;
      isSound &&= !met.has(name) && isRoom && met.add(name).size <= mostFiles;
      return isSound;
    },
  });
  return isSound ? files : undefined;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

function modulesOf(files: Readonly<Record<string, Uint8Array>>): Modules | undefined {
  const listed = JSON.parse(textOf(files[manifest] ?? new Uint8Array())) as unknown;
  if (!Array.isArray(listed)) return undefined;
  const modules = new Map<string, ConfiguredFile[]>();
  for (const entry of listed as readonly unknown[]) {
    const key = keyOf(entry);
    if (key === undefined || modules.has(pathOf(key))) return undefined;
    const folder = `tfconfig/m-${key}/`;
    const own = Object.keys(files).filter((name) => name.startsWith(folder) && configuration.test(name));
    const texts = own.map((name) => ({ name: name.slice(folder.length), text: textOf(files[name]!) }));
    modules.set(
      pathOf(key),
      texts.filter((file) => !file.name.includes('/')),
    );
  }
  return modules;
}

/** Undefined for what is no binary plan, or one that cannot be read whole (an encrypted one of OpenTofu). */
export async function packedIn(bytes: Uint8Array): Promise<Packed | undefined> {
  try {
    const files = await unpacked(bytes);
    const modules = files && modulesOf(files);
    return modules && { modules, madeAt: await momentIn(files?.[plan] ?? new Uint8Array()) };
  } catch {
    // Whatever is wrong with it, nothing is read from it.
    return undefined;
  }
}
