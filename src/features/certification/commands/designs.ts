/** Changes of how a programme's certificates are designed. They count for papers made from now on; what is issued keeps its own. */
import { newId } from '../../../lib/ids.ts'
import { readPicture } from '../../../lib/pictures.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { insertFile } from '../../../platform/files/store.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import { getProgramme, setCertificateWording } from '../../courses/index.ts'
import type { Design, DesignWords, WordFault } from '../design.ts'
import { crampedFaults, mostEndorsers, seenOf, unprintableFaults } from '../design.ts'
import { isPrintablePicture } from '../pdf/trial.ts'
import { readDesign } from '../queries/designs.ts'
import { listSampleNames } from '../queries/facts.ts'
import { lookAtSample } from './samples.ts'

export interface TypedDesign extends DesignWords {
  programme_id: string
  certificate_wording: string
}

/** The programme and its design as they would be with what was typed. */
export async function designWith(
  ctx: Ctx,
  { programme_id, certificate_wording, ...words }: TypedDesign,
): Promise<{ programme: ProgrammeRow; design: Design }> {
  const programme = { ...(await getProgramme(ctx, programme_id)), certificate_wording }
  return { programme, design: { ...(await readDesign(ctx, programme_id)), ...words } }
}

/** What of the typed words cannot be printed, or not large enough to be read: with the longest name there is, in either language. */
export async function faultsOfDesign(ctx: Ctx, typed: TypedDesign): Promise<WordFault[]> {
  const { programme_id: _id, second_language: _language, ...texts } = typed
  const unprintable = unprintableFaults(texts)
  if (unprintable.length > 0) return unprintable
  const { programme, design } = await designWith(ctx, typed)
  // The first is the longest on file.
  const { name } = (await listSampleNames(ctx))[0]!
  const { sizes } = await lookAtSample(ctx, { programme, design, name, language: 'en' })
  const faults = crampedFaults(sizes)
  if (typed.second_language !== 'cy' || faults.length > 0) return faults
  // For people who read Welsh the languages change places, and with them the room they have.
  return crampedFaults((await lookAtSample(ctx, { programme, design, name, language: 'cy' })).sizes, { swapped: true })
}

/** `seen`: the words that the page showed before; `changed`: they are others by now, and nothing was saved. */
export async function saveDesign(
  ctx: Ctx,
  typed: TypedDesign,
  seen: string,
): Promise<{ result: 'saved' | 'unchanged' | 'changed' } | { result: 'refused'; faults: WordFault[] }> {
  const faults = await faultsOfDesign(ctx, typed)
  if (faults.length > 0) return { result: 'refused', faults }
  const { programme_id, certificate_wording, ...words } = typed
  return inTransaction(ctx, async (ctx) => {
    await lockDesign(ctx, programme_id)
    const before = await getProgramme(ctx, programme_id)
    if (seenOf(await readDesign(ctx, programme_id), before.certificate_wording) !== seen) return { result: 'changed' }
    const worded = await setCertificateWording(ctx, { programme_id, certificate_wording })
    const changed = await change(ctx, programme_id, 'certification.change-design', words)
    return { result: worded === 'saved' || changed ? 'saved' : 'unchanged' }
  })
}

type DesignColumns = DesignWords & {
  signatory_name: string | null
  signatory_title: string | null
  signature_file_id: string | null
}

/** Two who change it at once follow each other. */
const lockDesign = (ctx: Ctx, programmeId: string) =>
  ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('design of ' || ?, 0))`, [programmeId])

async function change(
  ctx: Ctx,
  programmeId: string,
  action: string,
  changed: Partial<DesignColumns>,
): Promise<boolean> {
  await lockDesign(ctx, programmeId)
  const old: Partial<DesignColumns> =
    (await ctx.db('certificate_designs').where({ programme_id: programmeId }).first()) ?? {}
  const names = (Object.keys(changed) as (keyof DesignColumns)[]).filter(
    (name) => (old[name] ?? null) !== changed[name],
  )
  if (names.length === 0) return false
  const only = (from: Partial<DesignColumns>) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
  const written = { ...only(changed), updated_at: ctx.now, updated_by: actorId(ctx.actor) }
  await ctx
    .db('certificate_designs')
    .insert({ programme_id: programmeId, ...written })
    .onConflict('programme_id')
    .merge(written)
  await recordAudit(ctx, {
    action,
    subject_kind: 'programme',
    subject_id: programmeId,
    before: only(old),
    after: only(changed),
  })
  return true
}

export interface SignatoryInput {
  programme_id: string
  signatory_name: string
  signatory_title: string
  /** Null: the picture stays as it is. */
  picture: Buffer | null
}

/** Who signs for this programme, with their signature: it is read out as theirs, so the name comes with it. */
export async function setSignatory(
  ctx: Ctx,
  { programme_id, picture, ...signatory }: SignatoryInput,
): Promise<'saved' | 'unchanged' | 'not-a-picture'> {
  if (picture && !(await canBePrinted(picture))) return 'not-a-picture'
  return inTransaction(ctx, async (ctx) => {
    await getProgramme(ctx, programme_id)
    const signature = picture && { signature_file_id: await keepPicture(ctx, 'signature', picture, false) }
    const changed = await change(ctx, programme_id, 'certification.change-signatory', { ...signatory, ...signature })
    return changed ? 'saved' : 'unchanged'
  })
}

/** Back to who the settings say, without a signature. The file stays: papers that were made with it may show it. */
export async function removeSignatory(ctx: Ctx, programmeId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await getProgramme(ctx, programmeId)
    await change(ctx, programmeId, 'certification.remove-signatory', {
      signatory_name: null,
      signatory_title: null,
      signature_file_id: null,
    })
  })
}

export async function addEndorser(
  ctx: Ctx,
  input: { programme_id: string; name: string; picture: Buffer },
): Promise<'added' | 'already' | 'full' | 'not-a-picture'> {
  const { programme_id, name, picture } = input
  if (!(await canBePrinted(picture))) return 'not-a-picture'
  return inTransaction(ctx, async (ctx) => {
    await getProgramme(ctx, programme_id)
    await lockDesign(ctx, programme_id)
    const there = await ctx.db('certificate_endorsers').where({ programme_id }).select('name', 'position')
    if (there.some((one) => one.name === name)) return 'already'
    const free = Array.from({ length: mostEndorsers }, (_, index) => index + 1).find((position) =>
      there.every((one) => one.position !== position),
    )
    if (free === undefined) return 'full'
    const id = newId(ctx.now)
    const file_id = await keepPicture(ctx, 'mark', picture, true)
    const row = { programme_id, position: free, name, file_id }
    await ctx.db('certificate_endorsers').insert({ id, ...row, added_at: ctx.now, added_by: actorId(ctx.actor) })
    await recordAudit(ctx, {
      action: 'certification.add-endorser',
      subject_kind: 'programme',
      subject_id: programme_id,
      after: { name, position: free, file_id },
    })
    return 'added'
  })
}

/** The picture stays among the files: papers that were made with it show it. */
export async function removeEndorser(
  ctx: Ctx,
  { programme_id, endorser_id }: { programme_id: string; endorser_id: string },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await getProgramme(ctx, programme_id)
    await lockDesign(ctx, programme_id)
    const endorser = endorserOf(await readDesign(ctx, programme_id), endorser_id)
    await ctx.db('certificate_endorsers').where({ id: endorser_id }).delete()
    await recordAudit(ctx, {
      action: 'certification.remove-endorser',
      subject_kind: 'programme',
      subject_id: programme_id,
      before: { name: endorser.name, file_id: endorser.file_id },
    })
  })
}

async function canBePrinted(bytes: Buffer): Promise<boolean> {
  const picture = readPicture(bytes)
  return picture !== null && isPrintablePicture({ media_type: picture.media_type, bytes })
}

async function keepPicture(ctx: Ctx, name: string, bytes: Buffer, is_public: boolean): Promise<string> {
  const { media_type } = readPicture(bytes)!
  return insertFile(ctx, {
    file_name: `${name}.${media_type === 'image/png' ? 'png' : 'jpg'}`,
    media_type,
    bytes,
    is_public,
  })
}

export const endorserOf = (design: Design, endorserId: string) => {
  const found = design.endorsers.find((one) => one.id === endorserId)
  if (!found) throw new NotFound()
  return found
}
