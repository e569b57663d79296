/** Training packages: taken in once for each zip, put into modules, and opened to a reader for a while. */
import { createHash } from 'node:crypto'
import { hashSecret } from '../../../lib/codes.ts'
import { newId, newSecret } from '../../../lib/ids.ts'
import { pieceBytes } from '../../../lib/pieces.ts'
import { safeFileName } from '../../../lib/text.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { findPackageBySha256 } from '../queries/packages.ts'
import { PackageFault } from '../scorm/manifest.ts'
import { mediaTypeOf } from '../scorm/media-types.ts'
import type { OpenedPackage } from '../scorm/package-zip.ts'
import { withPackage } from '../scorm/package-zip.ts'

export type AddPackageResult = { result: 'added' | 'already'; package_id: string } | { result: 'refused'; why: string }

/** The same zip twice is one package. Inside a transaction of the caller a refusal has to undo it. */
export async function addPackage(ctx: Ctx, file: { file_name: string; bytes: Buffer }): Promise<AddPackageResult> {
  const sha256 = createHash('sha256').update(file.bytes).digest()
  const known = await findPackageBySha256(ctx, sha256)
  if (known) {
    await keepZip(ctx, known.id, file.bytes)
    return { result: 'already', package_id: known.id }
  }
  try {
    return await withPackage(file.bytes, (opened) => keepPackage(ctx, file, sha256, opened))
  } catch (error) {
    if (error instanceof PackageFault) return { result: 'refused', why: error.message }
    throw error
  }
}

async function keepPackage(
  ctx: Ctx,
  file: { file_name: string; bytes: Buffer },
  sha256: Buffer,
  { files, items, ...facts }: OpenedPackage,
): Promise<AddPackageResult> {
  return inTransaction(ctx, async (ctx) => {
    const id = newId(ctx.now)
    const [made] = await ctx
      .db('packages')
      .insert({
        id,
        sha256,
        file_name: safeFileName(file.file_name).slice(0, 200) || 'package.zip',
        size_bytes: file.bytes.length,
        ...facts,
        items: JSON.stringify(items),
        created_at: ctx.now,
        created_by: actorId(ctx.actor),
      })
      .onConflict('sha256')
      .ignore()
      .returning('id')
    // Somebody sent the same zip just now.
    if (!made) return { result: 'already', package_id: (await findPackageBySha256(ctx, sha256))!.id }
    for await (const { path, bytes } of files())
      await ctx.db('package_files').insert({ package_id: id, path, media_type: mediaTypeOf(path), bytes })
    await keepZip(ctx, id, file.bytes)
    await recordAudit(ctx, {
      action: 'courses.add-package',
      subject_kind: 'package',
      subject_id: id,
      after: { ...facts, file_name: file.file_name, sha256: sha256.toString('hex'), parts: items.length },
    })
    return { result: 'added', package_id: id }
  })
}

/** What was kept is kept: of a package from before zips were, the pieces are added. */
async function keepZip(ctx: Ctx, package_id: string, zip: Buffer): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      for (let place = 0; place * pieceBytes < zip.length; place++)
        await ctx
          .db('package_pieces')
          .insert({ package_id, place, bytes: zip.subarray(place * pieceBytes, (place + 1) * pieceBytes) })
          .onConflict(['package_id', 'place'])
          .ignore()
    },
    { ownAudit: true },
  )
}

/** As long as a sign-in lasts. */
const keyMilliseconds = 12 * 3_600_000

/** A secret for the address of a package's files, which says who reads them; those that have ended go. */
export async function giveReadingKey(
  ctx: Ctx,
  { person_id, package_id }: { person_id: string; package_id: string },
): Promise<string> {
  const key = newSecret()
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx.db('package_keys').where({ person_id }).where('expires_at', '<', ctx.now).delete()
      await ctx.db('package_keys').insert({
        key_hash: hashSecret(key),
        person_id,
        package_id,
        expires_at: new Date(ctx.now.getTime() + keyMilliseconds),
      })
    },
    { ownAudit: true },
  )
  return key
}
