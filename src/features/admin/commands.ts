/** Changes of what the force set. */
import { withoutMetadata } from '../../lib/picture-metadata.ts'
import type { PrintablePicture } from '../../lib/pictures.ts'
import { readPrintablePicture } from '../../lib/pictures.ts'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import { actorId } from '../../platform/access.ts'
import { recordAudit } from '../../platform/audit/record.ts'
import { insertFile } from '../../platform/files/store.ts'
import type { Settings } from '../../platform/settings.ts'
import type { CrampedPapers } from '../certification/index.ts'
import { isPrintablePicture, listCrampedBy } from '../certification/index.ts'
import { forgetSettings, readSettings } from '../../platform/settings.ts'

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

/**
 * Certificates carry what was set when they were issued, so no change here touches them; those to come must have room for
 * what they say besides, or nothing is saved.
 */
export async function changeSettings(
  ctx: Ctx,
  input: Omit<Settings, 'logo_file_id' | 'logo_alt'>,
): Promise<{ result: 'saved' } | { result: 'cramped'; papers: CrampedPapers }> {
  forgetSettings(ctx)
  const before = await readSettings(ctx)
  const { force_name, signatory_name, signatory_title } = input
  const printed = { force_name, signatory_name, signatory_title }
  const changes = Object.entries(printed).some(([name, text]) => before[name as keyof typeof printed] !== text)
  const papers = changes ? await listCrampedBy(ctx, printed) : []
  if (papers.length > 0) return { result: 'cramped', papers }
  await inTransaction(ctx, (ctx) => change(ctx, 'admin.change-settings', input))
  forgetSettings(ctx)
  return { result: 'saved' }
}

export async function changeLogo(
  ctx: Ctx,
  input: { bytes: Buffer; logo_alt: string },
): Promise<{ result: 'changed' | 'not-a-picture' } | { result: 'cramped'; papers: CrampedPapers }> {
  const bytes = withoutMetadata(input.bytes)
  const picture = readPrintablePicture(bytes)
  if (!picture || !(await isPrintablePicture({ media_type: picture.media_type, bytes })))
    return { result: 'not-a-picture' }
  const logo = { media_type: picture.media_type, bytes, alt: input.logo_alt }
  const papers = await listCrampedBy(ctx, { logo })
  if (papers.length > 0) return { result: 'cramped', papers }
  await inTransaction(ctx, async (ctx) => {
    const logo_file_id = await insertFile(ctx, {
      file_name: fileName(picture),
      media_type: picture.media_type,
      bytes,
      is_public: true,
    })
    await change(ctx, 'admin.change-logo', { logo_file_id, logo_alt: input.logo_alt })
  })
  forgetSettings(ctx)
  return { result: 'changed' }
}

/** The file itself stays: certificates and mails that were made with it may still show it. */
export async function removeLogo(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, (ctx) => change(ctx, 'admin.remove-logo', { logo_file_id: null, logo_alt: '' }))
  forgetSettings(ctx)
}

const fileName = (picture: PrintablePicture) => (picture.media_type === 'image/png' ? 'logo.png' : 'logo.jpg')
