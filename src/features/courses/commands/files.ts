/** Files of a page: pictures in its text, documents below it. */
import { withoutMetadata } from '../../../lib/picture-metadata.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { insertFile } from '../../../platform/files/store.ts'
import { fileNameFor, kindOfFile, kindOfMedia, mostBytesOf } from '../file-kinds.ts'
import { getModule, listModuleFiles } from '../queries/versions.ts'
import { lockDraft } from './locks.ts'

export interface FileInput {
  module_id: string
  file_name: string
  bytes: Buffer
  /** What an image shows, in words; documents have none. */
  alt: string | null
  /** The image says nothing that the text does not. */
  is_decorative?: boolean
}

/** The same file twice is one: a second click adds nothing. Of a picture is kept what it shows. */
export async function addModuleFile(
  ctx: Ctx,
  { bytes: sent, ...input }: FileInput,
): Promise<
  { result: 'added' | 'already'; file_id: string } | { result: 'unknown-kind' | 'alt-missing' | 'too-large' }
> {
  const bytes = withoutMetadata(sent)
  const kind = kindOfMedia(bytes) ?? kindOfFile(bytes)
  if (kind === null) return { result: 'unknown-kind' }
  if (sent.length > mostBytesOf(kind)) return { result: 'too-large' }
  const isImage = kind.media_type.startsWith('image/')
  const isDecorative = isImage && input.is_decorative === true
  if (isImage && !isDecorative && !input.alt) return { result: 'alt-missing' }
  return inTransaction(ctx, async (ctx) => {
    await lockDraft(ctx, (await getModule(ctx, input.module_id)).course_version_id)
    const name = fileNameFor(input.file_name, kind.extension)
    const files = await listModuleFiles(ctx, input.module_id)
    const same = files.find((file) => file.file_name === name && file.size_bytes === bytes.length)
    if (same) return { result: 'already', file_id: same.file_id }
    const file = { file_name: name, media_type: kind.media_type }
    const file_id = await insertFile(ctx, { ...file, bytes })
    await listFile(ctx, {
      ...{ module_id: input.module_id, file_id, ...file },
      alt: isImage && !isDecorative ? input.alt! : '',
      is_decorative: isDecorative,
      position: (files.at(-1)?.position ?? 0) + 1,
    })
    return { result: 'added', file_id }
  })
}

/** Puts a file that is kept already on a page. */
export async function listFile(
  ctx: Ctx,
  file: {
    module_id: string
    file_id: string
    file_name: string
    media_type: string
    alt: string
    is_decorative: boolean
    position: number
  },
): Promise<void> {
  const { module_id, file_name, media_type, ...row } = file
  await ctx.db('module_files').insert({ module_id, ...row })
  await recordAudit(ctx, {
    action: 'courses.add-file',
    subject_kind: 'module',
    subject_id: module_id,
    after: { file_name, media_type, ...row },
  })
}

/** Takes a file off the page of a draft; versions that were published with it keep it. */
export async function removeModuleFile(ctx: Ctx, input: { module_id: string; file_id: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockDraft(ctx, (await getModule(ctx, input.module_id)).course_version_id)
    const file = (await listModuleFiles(ctx, input.module_id)).find((one) => one.file_id === input.file_id)
    if (!file) throw new NotFound()
    await ctx.db('module_files').where(input).delete()
    await recordAudit(ctx, {
      action: 'courses.remove-file',
      subject_kind: 'module',
      subject_id: input.module_id,
      before: { ...file },
    })
  })
}
