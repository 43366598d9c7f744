/** A private key from its file. */
import { fault } from '../fault.ts';
import { signingKeyOf } from '../keys/newKey.ts';
import type { KeyRole, SigningKey } from '../keys/trust.ts';
import type { FileSystem } from './fileSystem.ts';

const maxKeyBytes = 4096;

/**
 * Throws `file-unreadable`, `key-permissions` (the file must be 0600 or 0400: a key that a group can read is everybody's;
 * not asked where the platform keeps no permission bits) or `key-unusable`. The id is the one derived from the key unless `id` names it.
 */
export function readKeyFile(path: string, role: KeyRole, disk: FileSystem, id?: string): SigningKey {
  const { bytes, mode } = disk.read(path, maxKeyBytes);
  if (mode !== undefined && (mode & 0o177) !== 0)
    throw fault('key-permissions', { file: path, mode: mode.toString(8).padStart(4, '0') });
  return signingKeyOf(role, new TextDecoder().decode(bytes), id);
}
