/** A file as rows point to one; what is in it seldom matters. */
import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { newId } from '../../../src/lib/ids.ts'

export async function addTestFile(
  db: Knex,
  at: Date,
  file_name: string,
  media_type: string,
  is_public = false,
  bytes = Buffer.from(`file of ${file_name}`),
): Promise<string> {
  const id = newId()
  await db('files').insert({
    id,
    file_name,
    media_type,
    bytes,
    sha256: createHash('sha256').update(bytes).digest(),
    is_public,
    created_at: at,
  })
  return id
}
