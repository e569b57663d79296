/** Changes of how a programme's certificates are designed. They count for papers made from now on; what is issued keeps its own. */
import { newId } from '../../../lib/ids.ts'
import { withoutMetadata } from '../../../lib/picture-metadata.ts'
import { readPrintablePicture } from '../../../lib/pictures.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { insertFile } from '../../../platform/files/store.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import { getProgramme, setCertificateWording } from '../../courses/index.ts'
import type { Design, DesignWords, WordFault } from '../design.ts'
import { leftOverFaults, mostEndorsers, seenOf, unprintableFaults, wordFields } from '../design.ts'
import type { CrampedText } from '../fit.ts'
import { besideFields } from '../fit.ts'
import { isPrintablePicture } from '../pdf/trial.ts'
import { readDesign } from '../queries/designs.ts'
import type { Refused } from './fitting.ts'
import { listCramped, listCrampedOf, lockDesign, onlyIfItFits } from './fitting.ts'

export interface TypedDesign extends DesignWords {
  programme_id: string
  certificate_wording: string
  /** The language of which somebody said that the second words are in it as they stand, although they were saved as another. */
  is_language?: string | null
}

/** The programme and its design as they would be with what was typed. */
export async function designWith(
  ctx: Ctx,
  { programme_id, certificate_wording, is_language: _is, ...words }: TypedDesign,
): Promise<{ programme: ProgrammeRow; design: Design }> {
  const programme = { ...(await getProgramme(ctx, programme_id)), certificate_wording }
  return { programme, design: { ...(await readDesign(ctx, programme_id)), ...words } }
}

/** What of the typed words cannot be printed, or not large enough to be read: with the longest name there is, in either language. */
export async function faultsOfDesign(ctx: Ctx, typed: TypedDesign): Promise<WordFault[]> {
  const { programme_id, second_language: _language, is_language: _is, ...texts } = typed
  const unprintable = unprintableFaults(texts)
  if (unprintable.length > 0) return unprintable
  const leftOver = leftOverUnsaid(await readDesign(ctx, programme_id), typed)
  return leftOver.length > 0 ? leftOver : besideWords(await listCramped(ctx, await designWith(ctx, typed)), typed)
}

const leftOverUnsaid = (saved: DesignWords, typed: TypedDesign) =>
  typed.is_language === typed.second_language ? [] : leftOverFaults(saved, typed)

const designFields = ['certificate_wording', ...wordFields]

/** The programme's own Welsh stands in for what is left empty there. */
const besideWords = (cramped: CrampedText[], { second_language }: Pick<DesignWords, 'second_language'>) =>
  besideFields(
    cramped.map(({ field, points }) => ({
      field: second_language === 'cy' ? (standIns[field] ?? field) : field,
      points,
    })),
    { fields: designFields, otherwise: 'certificate_wording' },
  )
const standIns: Record<string, string> = { name_cy: 'second_programme_name', certificate_wording_cy: 'second_wording' }

/** `seen`: the words that the page showed before; `changed`: they are others by now, and nothing was saved. */
export async function saveDesign(
  ctx: Ctx,
  typed: TypedDesign,
  seen: string,
): Promise<{ result: 'saved' | 'unchanged' | 'changed' } | { result: 'refused'; faults: WordFault[] }> {
  const { programme_id, certificate_wording, second_language, is_language: _is, ...texts } = typed
  const faults = unprintableFaults({ certificate_wording, ...texts })
  if (faults.length > 0) return { result: 'refused', faults }
  const done = await onlyIfItFits(ctx, async (ctx, mustFit) => {
    await lockDesign(ctx, programme_id)
    const [before, saved] = [await getProgramme(ctx, programme_id), await readDesign(ctx, programme_id)]
    if (seenOf(saved, before.certificate_wording) !== seen) return { result: 'changed' as const }
    const faults = leftOverUnsaid(saved, typed)
    if (faults.length > 0) return { result: 'refused' as const, faults }
    const worded = await setCertificateWording(ctx, { programme_id, certificate_wording })
    const changed = await change(ctx, programme_id, 'certification.change-design', { second_language, ...texts })
    await mustFit(programme_id)
    return { result: worded === 'saved' || changed ? ('saved' as const) : ('unchanged' as const) }
  })
  return done.result === 'cramped' ? { result: 'refused', faults: besideWords(done.cramped, typed) } : done
}

type DesignColumns = DesignWords & {
  signatory_name: string | null
  signatory_title: string | null
  signature_file_id: string | null
}

async function change(
  ctx: Ctx,
  programmeId: string,
  action: string,
  changed: Partial<DesignColumns>,
): Promise<boolean> {
  await lockDesign(ctx, programmeId)
  const row = await ctx.db('certificate_designs').where({ programme_id: programmeId }).first()
  const old: Partial<DesignColumns> = row ?? {}
  const names = (Object.keys(changed) as (keyof DesignColumns)[]).filter(
    (name) => (old[name] ?? null) !== changed[name],
  )
  if (names.length === 0) return false
  const only = (from: Partial<DesignColumns>) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
  const written = { ...only(changed), updated_at: ctx.now, updated_by: actorId(ctx.actor) }
  // No upsert: its row to insert would be checked by itself, words without their language.
  if (row) await ctx.db('certificate_designs').update(written).where({ programme_id: programmeId })
  else await ctx.db('certificate_designs').insert({ programme_id: programmeId, ...written })
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
  { programme_id, picture: sent, ...signatory }: SignatoryInput,
): Promise<{ result: 'saved' | 'unchanged' | 'not-a-picture' } | Refused> {
  const picture = sent && withoutMetadata(sent)
  if (picture && !(await canBePrinted(picture))) return { result: 'not-a-picture' }
  return onlyIfItFits(ctx, async (ctx, mustFit) => {
    await getProgramme(ctx, programme_id)
    const signature = picture && { signature_file_id: await keepPicture(ctx, 'signature', picture, false) }
    const changed = await change(ctx, programme_id, 'certification.change-signatory', { ...signatory, ...signature })
    if (changed) await mustFit(programme_id)
    return { result: changed ? ('saved' as const) : ('unchanged' as const) }
  })
}

/**
 * Back to who the settings say, without a signature. The file stays: papers that were made with it may show it. Who takes
 * their name away need not wait for words to be shortened: what is too small then comes back.
 */
export async function removeSignatory(ctx: Ctx, programmeId: string): Promise<CrampedText[]> {
  return inTransaction(ctx, async (ctx) => {
    await getProgramme(ctx, programmeId)
    await change(ctx, programmeId, 'certification.remove-signatory', {
      signatory_name: null,
      signatory_title: null,
      signature_file_id: null,
    })
    return listCrampedOf(ctx, programmeId)
  })
}

export async function addEndorser(
  ctx: Ctx,
  input: { programme_id: string; name: string; picture: Buffer },
): Promise<{ result: 'added' | 'already' | 'full' | 'not-a-picture' } | Refused> {
  const { programme_id, name } = input
  const picture = withoutMetadata(input.picture)
  if (!(await canBePrinted(picture))) return { result: 'not-a-picture' }
  return onlyIfItFits(ctx, async (ctx, mustFit) => {
    await getProgramme(ctx, programme_id)
    await lockDesign(ctx, programme_id)
    const there = await ctx.db('certificate_endorsers').where({ programme_id }).select('name', 'position')
    if (there.some((one) => one.name === name)) return { result: 'already' as const }
    const free = Array.from({ length: mostEndorsers }, (_, index) => index + 1).find((position) =>
      there.every((one) => one.position !== position),
    )
    if (free === undefined) return { result: 'full' as const }
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
    await mustFit(programme_id)
    return { result: 'added' as const }
  })
}

/** The picture stays among the files: papers that were made with it show it. As above, what is too small then comes back. */
export async function removeEndorser(
  ctx: Ctx,
  { programme_id, endorser_id }: { programme_id: string; endorser_id: string },
): Promise<CrampedText[]> {
  return inTransaction(ctx, async (ctx) => {
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
    return listCrampedOf(ctx, programme_id)
  })
}

async function canBePrinted(bytes: Buffer): Promise<boolean> {
  const picture = readPrintablePicture(bytes)
  return picture !== null && isPrintablePicture({ media_type: picture.media_type, bytes })
}

async function keepPicture(ctx: Ctx, name: string, bytes: Buffer, is_public: boolean): Promise<string> {
  const { media_type } = readPrintablePicture(bytes)!
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
