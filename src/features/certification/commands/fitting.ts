/** Sets a paper with everything as long as it can become, and says what would be too small to read: before anything that prints changes. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import { getProgramme, listProgrammes } from '../../courses/index.ts'
import type { Design } from '../design.ts'
import type { CrampedPapers, CrampedText } from '../fit.ts'
import { crampedTexts } from '../fit.ts'
import type { CertificateFacts } from '../pdf.ts'
import { readDesign } from '../queries/designs.ts'
import { listSampleNames } from '../queries/facts.ts'
import { printableText } from '../rules.ts'
import { measureSample } from './samples.ts'

/** With the longest name there is, for readers of English and, where anything is said in Welsh, of Welsh. */
export async function listCramped(
  ctx: Ctx,
  paper: { programme: ProgrammeRow; design: Design },
  otherwise: Partial<CertificateFacts> = {},
): Promise<CrampedText[]> {
  const { programme, design } = paper
  // The first is the longest on file.
  const { name } = (await listSampleNames(ctx))[0]!
  const isInWelsh = design.second_language === 'cy' || programme.name_cy || programme.certificate_wording_cy
  const found: CrampedText[] = []
  for (const language of isInWelsh ? (['en', 'cy'] as const) : (['en'] as const)) {
    const sizes = await measureSample(ctx, { ...paper, name, language, is_longest: true }, otherwise)
    found.push(...crampedTexts(sizes, { ...paper, language }))
  }
  return found
}

/** The same for a programme as it stands, within the transaction that changes it too. */
export const listCrampedOf = async (ctx: Ctx, programmeId: string): Promise<CrampedText[]> =>
  listCramped(ctx, { programme: await getProgramme(ctx, programmeId), design: await readDesign(ctx, programmeId) })

/** Two who change what a programme prints follow each other: each alone may fit, and both not. */
export const lockDesign = (ctx: Ctx, programmeId: string) =>
  ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('design of ' || ?, 0))`, [programmeId])

class DoesNotFit extends Error {
  readonly cramped: CrampedText[]
  constructor(cramped: CrampedText[]) {
    super('The paper does not fit')
    this.cramped = cramped
  }
}

export interface Refused {
  result: 'cramped'
  cramped: CrampedText[]
}

/** Makes the change and measures; where something does not fit any more, nothing of it was done. */
export async function onlyIfItFits<Done>(
  ctx: Ctx,
  change: (ctx: Ctx, mustFit: (programmeId: string) => Promise<void>) => Promise<Done>,
): Promise<Done | Refused> {
  try {
    return await inTransaction(ctx, (ctx) =>
      change(ctx, async (programmeId) => {
        const cramped = await listCrampedOf(ctx, programmeId)
        if (cramped.length > 0) throw new DoesNotFit(cramped)
      }),
    )
  } catch (error) {
    if (error instanceof DoesNotFit) return { result: 'cramped', cramped: error.cramped }
    throw error
  }
}

/** What the force sets for all programmes: a logo, its name, and who signs where a programme has nobody of its own. */
export interface ForceLooks {
  force_name?: string
  signatory_name?: string
  signatory_title?: string
  logo?: CertificateFacts['logo']
}

/** What of which programme would not fit with that. */
export async function listCrampedBy(
  ctx: Ctx,
  { signatory_name, signatory_title, force_name, logo }: ForceLooks,
): Promise<CrampedPapers> {
  const found: CrampedPapers = []
  for (const programme of await listProgrammes(ctx)) {
    const design = await readDesign(ctx, programme.id)
    const signatory = design.signatory_name === null ? { signatory_name, signatory_title } : {}
    const texts = Object.entries({ force_name, ...signatory }).flatMap(([field, text]) =>
      text === undefined ? [] : [[field, printableText(text)]],
    )
    const otherwise = { ...Object.fromEntries(texts), ...(logo === undefined ? {} : { logo }) }
    const cramped = await listCramped(ctx, { programme, design }, otherwise)
    if (cramped.length > 0) found.push({ programme_name: programme.name, cramped })
  }
  return found
}
