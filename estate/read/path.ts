/** Paths that an estate may name: inside its own folder, spelt one way, on every platform. */

/** No absolute path, drive, `..`, `.`, backslash, empty segment or NUL: an include must not read what its author cannot. */
export function staysInside(path: string): boolean {
  if (path === '' || /[\\\0]/.test(path) || /^[A-Za-z]:/.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}
