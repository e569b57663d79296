/** Adds files and links to a session and takes them away. Whoever has booked finds them; no mail is sent for them. */
import { createHash } from 'node:crypto'
import { newId } from '../../../lib/ids.ts'
import { withoutMetadata } from '../../../lib/picture-metadata.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { insertFile } from '../../../platform/files/store.ts'
import { fileNameFor, kindOfFile } from '../../courses/index.ts'
import type { MaterialMoment } from '../materials.ts'
import { mostMaterials } from '../materials.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import { findMaterial, hasMaterial, listMaterials } from '../queries/materials.ts'
import { lockLiveSession } from '../queries/recipients.ts'

export interface MaterialInput {
  live_session_id: string
  moment: MaterialMoment
  /** Null: the name of the file. */
  title: string | null
}

export type AddMaterialResult = 'added' | 'already' | 'too-many' | 'cancelled'

export async function addMaterialLink(
  ctx: Ctx,
  { url, ...input }: MaterialInput & { title: string; url: string },
): Promise<AddMaterialResult> {
  return addMaterial(ctx, { ...input, url, sha256: null }, async () => ({ title: input.title, url }))
}

export async function addMaterialFile(
  ctx: Ctx,
  { file_name, bytes: sent, ...input }: MaterialInput & { file_name: string; bytes: Buffer },
): Promise<AddMaterialResult | 'unknown-kind'> {
  const bytes = withoutMetadata(sent)
  const kind = kindOfFile(bytes)
  if (kind === null) return 'unknown-kind'
  const sha256 = createHash('sha256').update(bytes).digest()
  const name = fileNameFor(file_name, kind.extension)
  return addMaterial(ctx, { ...input, url: null, sha256 }, async (ctx) => ({
    title: input.title ?? name,
    file_id: await insertFile(ctx, { file_name: name, media_type: kind.media_type, bytes }),
  }))
}

/** The same file or link twice for one moment is one: a second click adds nothing. */
async function addMaterial(
  ctx: Ctx,
  input: MaterialInput & { url: string | null; sha256: Buffer | null },
  content: (ctx: Ctx) => Promise<{ title: string; url?: string; file_id?: string }>,
): Promise<AddMaterialResult> {
  return inTransaction(ctx, async (ctx) => {
    await getLiveSession(ctx, input.live_session_id)
    const session = await lockLiveSession(ctx, input.live_session_id)
    if (session.cancelled_at) return 'cancelled'
    if (await hasMaterial(ctx, input)) return 'already'
    if ((await listMaterials(ctx, session.id)).length >= mostMaterials) return 'too-many'
    const material = { live_session_id: session.id, moment: input.moment, ...(await content(ctx)) }
    const id = newId()
    await ctx
      .db('live_session_materials')
      .insert({ id, ...material, created_at: ctx.now, created_by: actorId(ctx.actor) })
    await recordAudit(ctx, {
      action: 'live-sessions.add-material',
      subject_kind: 'live session',
      subject_id: session.id,
      after: { material_id: id, ...material },
    })
    return 'added'
  })
}

/** Whoever has the page open still sees its name; the file or link no longer opens from here. */
export async function removeMaterial(ctx: Ctx, input: { live_session_id: string; material_id: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockLiveSession(ctx, input.live_session_id)
    const material = await findMaterial(ctx, input.live_session_id, input.material_id)
    if (!material) throw new NotFound()
    await ctx.db('live_session_materials').where({ id: material.id }).delete()
    await recordAudit(ctx, {
      action: 'live-sessions.remove-material',
      subject_kind: 'live session',
      subject_id: material.live_session_id,
      before: { ...material },
    })
  })
}
