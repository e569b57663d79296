/** Reads the pictures of questions: what a version shows, and who may fetch one. */
import { actorId, hasRole } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { PictureType } from '../pictures.ts'

/** As SQL: the pictures of the version that is called so, in their order, as ShownPicture[]. */
export const picturesOf = (version: string): string => `coalesce((
  select jsonb_agg(jsonb_build_object('sha256', vp.sha256, 'media_type', p.media_type, 'place', vp.place, 'alt', vp.alt,
    'is_decorative', vp.is_decorative, 'width', p.width, 'height', p.height) order by vp.position)
  from question_version_pictures vp join question_pictures p on p.sha256 = vp.sha256
  where vp.question_version_id = ${version}.id), '[]')`

export interface KeptPicture {
  sha256: string
  media_type: PictureType
  bytes: Buffer
}

/** For who writes questions, and for who was asked one that shows it; for anybody else it is not there. */
export async function getReadablePicture(ctx: Ctx, sha256: string): Promise<KeptPicture> {
  const found = await row<KeptPicture>(
    ctx.db,
    `select p.sha256, p.media_type, p.bytes from question_pictures p
     where p.sha256 = :sha256 and (:is_author::boolean or exists (
       select from question_version_pictures vp
       join attempt_questions aq on vp.question_version_id in (aq.question_version_id, aq.marked_by)
       join attempts a on a.id = aq.attempt_id
       where vp.sha256 = p.sha256 and a.person_id = :person_id))`,
    { sha256, is_author: hasRole(ctx.actor, 'trainer', 'coordinator'), person_id: actorId(ctx.actor) },
  )
  if (!found) throw new NotFound()
  return found
}

/** One that an author brought a short while ago. */
export async function findPicture(
  ctx: Ctx,
  sha256: string,
): Promise<{ sha256: string; media_type: PictureType; width: number; height: number } | undefined> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined
  return row(ctx.db, 'select sha256, media_type, width, height from question_pictures where sha256 = ?', [sha256])
}

export async function getPictureBytes(ctx: Ctx, sha256: string): Promise<Buffer> {
  const found = await ctx.db('question_pictures').where({ sha256 }).first('bytes')
  if (!found) throw new NotFound()
  return found.bytes
}

/** Those of them that are still kept. */
export async function listKept(ctx: Ctx, sha256s: string[]): Promise<Set<string>> {
  const found = await rows<{ sha256: string }>(
    ctx.db,
    'select sha256 from question_pictures where sha256 = any (?::text[])',
    [sha256s],
  )
  return new Set(found.map(({ sha256 }) => sha256))
}
