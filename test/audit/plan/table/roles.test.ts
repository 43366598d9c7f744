import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { flawsOfRoles } from '../../../../scripts/table/roles.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloison-roles-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('knows rows of all that roles are about, and counts the beginnings that a provider’s pages cite', () => {
  expect(flawsOfRoles(folder)).toEqual({ flaws: [], compared: 0 });
  mkdirSync(join(folder, 'pulumi-gcp-1.0.0/storage'), { recursive: true });
  const page =
    '* role: "roles/logging.logWriter", "roles/storage.objectViewer", "roles/storage.admin", "roles/other.x"';
  writeFileSync(join(folder, 'pulumi-gcp-1.0.0/storage/bucket.d.ts'), page);
  // The writer of logs has a beginning of its own, and is none of all other roles on them.
  expect(flawsOfRoles(folder)).toEqual({ flaws: [], compared: 2 });
});
