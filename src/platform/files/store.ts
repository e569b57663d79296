/** Files as rows with their SHA-256, because web and worker may be two machines. */
import { createHash } from 'node:crypto'
import { newId } from '../../lib/ids.ts'
import { actorId } from '../access.ts'
import type { Ctx } from '../context.ts'

export interface NewFile {
  file_name: string
  media_type: string
  bytes: Buffer
  /** Shown to anyone who has its address: the force's logo. */
  is_public?: boolean
}

export interface StoredFile {
  id: string
  file_name: string
  media_type: string
  sha256: Buffer
  bytes: Buffer
  is_public: boolean
}

/** Keeps a file and returns its id. */
export async function insertFile(ctx: Ctx, file: NewFile): Promise<string> {
  const [{ id }] = (await insertFiles(ctx, [file])) as [KeptFile]
  return id
}

export interface KeptFile {
  id: string
  sha256: Buffer
}

/** The same for several at once, in their order. */
export async function insertFiles(ctx: Ctx, files: NewFile[]): Promise<KeptFile[]> {
  if (files.length === 0) return []
  const kept = files.map((file) => ({
    id: newId(),
    file_name: file.file_name,
    media_type: file.media_type,
    bytes: file.bytes,
    is_public: file.is_public ?? false,
    sha256: createHash('sha256').update(file.bytes).digest(),
    created_at: ctx.now,
    created_by: actorId(ctx.actor),
  }))
  await ctx.db('files').insert(kept)
  return kept.map(({ id, sha256 }) => ({ id, sha256 }))
}

export async function findFile(ctx: Ctx, id: string): Promise<StoredFile | undefined> {
  return ctx.db('files').first('id', 'file_name', 'media_type', 'sha256', 'bytes', 'is_public').where({ id })
}
