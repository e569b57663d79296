/** Answers "I was there": accepted, it becomes a mark or a correction with all that follows; declined, a sentence says why. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { ClaimRow, Marked, RegisterPartRow, RegisterRow } from '../../attendance/index.ts'
import { answerClaim, getRegisterPart, listRegister, saveMarks } from '../../attendance/index.ts'
import { mailClaimAnswered } from '../mails.ts'
import { outcomeSentences } from '../pages/registers.ts'
import type { AnyMark } from './corrections.ts'
import { correct, isSameMark, lockCorrections } from './corrections.ts'

interface Answer {
  part_id: string
  claim: ClaimRow
  reason: string
}

export type AcceptClaimResult = 'answered' | 'already' | 'own-claim' | 'moved-on' | 'not-on-register'

/** The mark, what follows from it, the answer and the e-mail are one act: none is without the others. */
export async function acceptClaim(
  ctx: Ctx,
  { part_id, claim, reason, mark, minutes, from }: Answer & Marked & { from: AnyMark },
): Promise<AcceptClaimResult> {
  return inTransaction(ctx, async (ctx) => {
    const { person_id } = claim
    await lockCorrections(ctx, { part_id, person_id })
    const part = await getRegisterPart(ctx, part_id)
    const person = (await listRegister(ctx, part_id)).find((one) => one.person_id === person_id)
    if (!person) return 'not-on-register'
    if (!isSameMark(person, from)) return 'moved-on'
    const answered = await answerClaim(ctx, { part_id, claim_id: claim.id, person_id, answer: 'accepted', reason })
    if (answered !== 'answered') return answered
    const sentences = await giveMark(ctx, { part, person, marked: { mark, minutes }, reason })
    await mailClaimAnswered(ctx, { part, person, claim, reason, now: { mark, minutes }, sentences })
    return 'answered'
  })
}

/** In words what follows for the person. */
async function giveMark(
  ctx: Ctx,
  given: { part: RegisterPartRow; person: RegisterRow; marked: Marked; reason: string },
): Promise<string[]> {
  const { part, person, marked, reason } = given
  if (isSameMark(person, marked)) return []
  const { part_id } = part
  const mark = { person_id: person.person_id, ...marked, reason }
  if (part.closed_at) {
    const corrected = await correct(ctx, { part_id, ...mark })
    if (corrected.result !== 'recorded') throw new Conflict('The register changed just now')
    return outcomeSentences(corrected.outcomes)
  }
  const saved = await saveMarks(ctx, { part_id, marks: [mark] })
  if (saved.result !== 'saved') throw new Conflict('The register was closed just now')
  return ['It counts once the register is closed.']
}

export async function declineClaim(
  ctx: Ctx,
  { part_id, claim, reason }: Answer,
): Promise<'answered' | 'already' | 'own-claim' | 'not-on-register'> {
  return inTransaction(ctx, async (ctx) => {
    const { person_id } = claim
    const part = await getRegisterPart(ctx, part_id)
    const person = (await listRegister(ctx, part_id)).find((one) => one.person_id === person_id)
    if (!person) return 'not-on-register'
    const answered = await answerClaim(ctx, { part_id, claim_id: claim.id, person_id, answer: 'declined', reason })
    if (answered === 'answered') await mailClaimAnswered(ctx, { part, person, claim, reason, now: null, sentences: [] })
    return answered
  })
}
