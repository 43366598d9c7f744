/** From the address of a resource to the line that writes it: the root folder of a configuration and its local modules. */
import type { Position } from '../../told.ts';
import { moduleOf, withoutKeys } from '../addresses.ts';
import { modulesIn, type ConfigurationFolder } from './modules.ts';

/**
 * `position`: the one block that writes it. `missing`: the folder is wholly read, and does not write it. `unknown`: of a
 * module from elsewhere, of a folder with a file that is not understood or writes in JSON, or written twice: nothing rather than a guess.
 */
export type Written = { readonly position: Position } | 'missing' | 'unknown';

/** `root`: folder of the configuration, as its files are to be named. Each folder is read once, when an address asks. */
export function writtenIn(root: string, read: ConfigurationFolder): (address: string) => Written {
  const moduleAt = modulesIn(root, read);
  const known = new Map<string, Written>();
  const find = (address: string): Written => {
    const path = moduleOf(address);
    const module = moduleAt(path);
    if (module === undefined) return 'unknown';
    const block = module.blocks.get(path === '' ? address : address.slice(path.length + 1));
    // A file that nobody could read may write it a second time.
    if (block === 'unknown' || !module.isWhole) return 'unknown';
    return block === undefined ? 'missing' : { position: block };
  };
  return (address) => {
    const configured = withoutKeys(address.replace(/ \(deposed [^)]*\)$/, ''));
    const before = known.get(configured);
    if (before !== undefined) return before;
    const found = find(configured);
    known.set(configured, found);
    return found;
  };
}
