/** Changes of what the force set. */
import type { Picture } from '../../lib/pictures.ts'
import { readPicture } from '../../lib/pictures.ts'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import { actorId } from '../../platform/access.ts'
import { recordAudit } from '../../platform/audit/record.ts'
import { insertFile } from '../../platform/files/store.ts'
import type { Settings } from '../../platform/settings.ts'
import { isPrintablePicture } from '../certification/index.ts'
import { forgetSettings } from '../../platform/settings.ts'

type SettingsChange = Partial<Settings>

async function change(ctx: Ctx, action: string, changed: SettingsChange): Promise<void> {
  const old = await ctx.db('settings').forUpdate().first()
  const names = (Object.keys(changed) as (keyof Settings)[]).filter((name) => old?.[name] !== changed[name])
  if (names.length === 0) return
  const only = (from: SettingsChange) => Object.fromEntries(names.map((name) => [name, from[name]]))
  await ctx.db('settings').update({ ...only(changed), updated_at: ctx.now, updated_by: actorId(ctx.actor) })
  await recordAudit(ctx, {
    action,
    subject_kind: 'settings',
    subject_id: null,
    before: only(old as SettingsChange),
    after: only(changed),
  })
}

/** Certificates carry what was set when they were issued, so no change here touches them. */
export async function changeSettings(ctx: Ctx, input: Omit<Settings, 'logo_file_id' | 'logo_alt'>): Promise<void> {
  await inTransaction(ctx, (ctx) => change(ctx, 'admin.change-settings', input))
  forgetSettings(ctx)
}

export async function changeLogo(
  ctx: Ctx,
  input: { bytes: Buffer; logo_alt: string },
): Promise<'changed' | 'not-a-picture'> {
  const picture = readPicture(input.bytes)
  if (!picture || !(await isPrintablePicture({ media_type: picture.media_type, bytes: input.bytes })))
    return 'not-a-picture'
  await inTransaction(ctx, async (ctx) => {
    const logo_file_id = await insertFile(ctx, {
      file_name: fileName(picture),
      media_type: picture.media_type,
      bytes: input.bytes,
      is_public: true,
    })
    await change(ctx, 'admin.change-logo', { logo_file_id, logo_alt: input.logo_alt })
  })
  forgetSettings(ctx)
  return 'changed'
}

/** The file itself stays: certificates and mails that were made with it may still show it. */
export async function removeLogo(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, (ctx) => change(ctx, 'admin.remove-logo', { logo_file_id: null, logo_alt: '' }))
  forgetSettings(ctx)
}

const fileName = (picture: Picture) => (picture.media_type === 'image/png' ? 'logo.png' : 'logo.jpg')
