/** The JSON Schema that editors read, from the same source as the types. Run as a program, it writes the file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EstateDocument } from './estate.ts';

export const editorSchemaPath = join(import.meta.dirname, 'estate.schema.json');

/** JSON Schema 2020-12. Every file of an estate may be checked with it but for `required`, which only the root must meet. */
export function editorSchemaText(): string {
  const about = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:cloison:estate:v1',
    title: 'Cloison estate',
    description:
      'What an organisation promises about its data: entities, zones, places, activities, datasets and people.',
  };
  return `${JSON.stringify({ ...about, ...EstateDocument }, undefined, 2)}\n`;
}

if (import.meta.main) writeFileSync(editorSchemaPath, editorSchemaText());
