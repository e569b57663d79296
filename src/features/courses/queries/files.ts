/** Files of modules, and who may read them. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'

export interface ReadableFileRow {
  id: string
  file_name: string
  media_type: string
  size_bytes: number
}

/** A file that stands in a course its reader writes or takes; any other is as if it were not there. */
export async function getReadableFile(
  ctx: Ctx,
  fileId: string,
  reader: { person_id: string; is_author: boolean },
): Promise<ReadableFileRow> {
  if (!isId(fileId)) throw new NotFound()
  const found = await row<ReadableFileRow>(
    ctx.db,
    `select f.id, f.file_name, f.media_type, octet_length(f.bytes) as size_bytes from files f
     where f.id = :file_id and exists (
       select from module_files mf join modules m on m.id = mf.module_id
       where mf.file_id = f.id and (:is_author::boolean or exists (
         select from enrolments e
         where e.course_version_id = m.course_version_id and e.person_id = :person_id)))`,
    { file_id: fileId, ...reader },
  )
  if (!found) throw new NotFound()
  return found
}

/** Some bytes from the middle of a file: Postgres reads no more of it than it must. */
export async function readFilePart(ctx: Ctx, fileId: string, from: number, length: number): Promise<Buffer> {
  const found = await row<{ piece: Buffer }>(
    ctx.db,
    'select substring(bytes from :from::int for :length::int) as piece from files where id = :fileId',
    { fileId, from: from + 1, length },
  )
  if (!found) throw new NotFound()
  return found.piece
}
