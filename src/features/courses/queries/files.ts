/** Files of modules, and who may read them. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'

/** A file that stands in a course its reader writes or takes; any other is as if it were not there. */
export async function getReadableFile(
  ctx: Ctx,
  fileId: string,
  reader: { person_id: string; is_author: boolean },
): Promise<{ file_name: string; media_type: string; bytes: Buffer }> {
  if (!isId(fileId)) throw new NotFound()
  const found = await row<{ file_name: string; media_type: string; bytes: Buffer }>(
    ctx.db,
    `select f.file_name, f.media_type, f.bytes from files f
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
