/** Training packages and their files. */
import { hashSecret } from '../../../lib/codes.ts'
import { isId, isSecret } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { PackageItem, Scorm } from '../scorm/manifest.ts'

export interface PackageRow {
  id: string
  sha256: Buffer
  file_name: string
  size_bytes: number
  unpacked_bytes: number
  file_count: number
  scorm: Scorm
  edition: string
  title: string
  items: PackageItem[]
  has_sequencing: boolean
}

export async function findPackage(ctx: Ctx, packageId: string): Promise<PackageRow | undefined> {
  if (!isId(packageId)) return undefined
  return row<PackageRow>(ctx.db, 'select * from packages where id = ?', [packageId])
}

export async function getPackage(ctx: Ctx, packageId: string): Promise<PackageRow> {
  const found = await findPackage(ctx, packageId)
  if (!found) throw new NotFound()
  return found
}

export async function findPackageBySha256(ctx: Ctx, sha256: Buffer): Promise<{ id: string } | undefined> {
  return row<{ id: string }>(ctx.db, 'select id from packages where sha256 = ?', [sha256])
}

/** A piece of the zip as it was uploaded. */
export async function getPackagePiece(ctx: Ctx, packageId: string, place: number): Promise<Buffer> {
  const piece = await ctx.db('package_pieces').where({ package_id: packageId, place }).first('bytes')
  if (!piece) throw new NotFound()
  return piece.bytes
}

export interface PackageFileRow {
  package_id: string
  path: string
  media_type: string
  size_bytes: number
}

/** A file of the package that the key was given for, while it is valid and its person has access. */
export async function getPackageFile(ctx: Ctx, key: string, path: string): Promise<PackageFileRow> {
  if (!isSecret(key) || path.includes('\0')) throw new NotFound()
  const found = await row<PackageFileRow>(
    ctx.db,
    `select f.package_id, f.path, f.media_type, octet_length(f.bytes) as size_bytes
     from package_keys k join people p on p.id = k.person_id join package_files f on f.package_id = k.package_id
     where k.key_hash = :hash and k.expires_at > :now and p.disabled_at is null and f.path = :path`,
    { hash: hashSecret(key), now: ctx.now, path },
  )
  if (!found) throw new NotFound()
  return found
}

/** Some bytes from the middle of it: Postgres reads no more than it must. */
export async function readPackagePart(
  ctx: Ctx,
  file: Pick<PackageFileRow, 'package_id' | 'path'>,
  from: number,
  length: number,
): Promise<Buffer> {
  const found = await row<{ piece: Buffer }>(
    ctx.db,
    `select substring(bytes from :from::int for :length::int) as piece from package_files
     where package_id = :package_id and path = :path`,
    { package_id: file.package_id, path: file.path, from: from + 1, length },
  )
  if (!found) throw new NotFound()
  return found.piece
}
