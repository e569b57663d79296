/** What people say of their own attendance: the queue, one with all that speaks for it, and the answer. */
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { ClaimRow, RegisterPartRow, RegisterRow } from '../../attendance/index.ts'
import {
  canMark,
  getClaim,
  getRegisterRule,
  lengthOf,
  listEvidence,
  listOpenClaims,
  listRegister,
} from '../../attendance/index.ts'
import { acceptClaim, declineClaim } from '../commands/claims.ts'
import { previewCorrection } from '../commands/corrections.ts'
import type { NewMark } from '../forms.ts'
import { correctionForm, decliningForm, newMarkForm } from '../forms.ts'
import { acceptanceSentences, claimPage, claimsPage } from '../pages/claims.ts'
import { markChoices, markWords, registerPage } from '../pages/registers.ts'
import { keptRegister } from './corrections.ts'

export async function listClaims(req: Request, res: Response): Promise<void> {
  const { id } = req.ctx.actor as PersonActor
  const trainerId = hasRole(req.ctx.actor, 'coordinator') ? null : id
  await renderPage(req, res, 'certification/claims', {
    title: 'People who say they were there',
    back: { href: '/registers', text: 'Registers' },
    wide: true,
    claims: claimsPage(await listOpenClaims(req.ctx, trainerId), req.ctx.now),
  })
}

interface Claimed {
  register: RegisterPartRow
  claim: ClaimRow
  person: RegisterRow
}

async function getClaimed(req: Request): Promise<Claimed> {
  const register = await keptRegister(req)
  const claim = await getClaim(req.ctx, register.part_id, String(req.params.claimId))
  const person = (await listRegister(req.ctx, register.part_id)).find((one) => one.person_id === claim.person_id)
  if (!person || register.cancelled_at) throw new NotFound()
  return { register, claim, person }
}

const hrefOf = ({ register, claim }: Claimed) => `/registers/${register.part_id}/claims/${claim.id}`

/** Without a mark it asks for the answer; with one it says what accepting would do. Nothing is changed. */
export async function showClaim(req: Request, res: Response): Promise<void> {
  const claimed = await getClaimed(req)
  const isAsked = req.query.mark !== undefined || req.query.minutes !== undefined
  if (!isAsked || claimed.claim.answer !== null) return showAnswering(req, res, claimed, emptyForm())
  const read = readQuery(newMarkForm(lengthOf(claimed.register)), req)
  if (!read.ok) return showAnswering(req, res, claimed, read.form)
  await showAcceptance(req, res, claimed, read.values, emptyForm())
}

async function showAnswering(req: Request, res: Response, claimed: Claimed, form: Form): Promise<void> {
  const { register, claim, person } = claimed
  const evidence = await listEvidence(req.ctx, register.part_id)
  const { current } = await getRegisterRule(req.ctx, register)
  await renderPage(req, res, 'certification/claim', {
    title: `${person.full_name} says they were there`,
    back: { href: '/registers/claims', text: 'People who say they were there' },
    form,
    register: registerPage(register),
    claim: claimPage({ register, claim, person, evidence, rule: current }),
    href: hrefOf(claimed),
    is_own: !canMark(req.ctx.actor, claim.person_id),
    mark_choices: markChoices,
  })
}

async function showAcceptance(req: Request, res: Response, claimed: Claimed, mark: NewMark, form: Form): Promise<void> {
  const { register, person } = claimed
  const correction = { part_id: register.part_id, person_id: person.person_id, ...mark }
  const isSame = person.mark === mark.mark && person.minutes === mark.minutes
  const effects = register.closed_at && !isSame ? await previewCorrection(req.ctx, correction) : []
  await renderPage(req, res, 'certification/claim-acceptance', {
    title: `Accept what ${person.full_name} says?`,
    back: { href: hrefOf(claimed), text: 'Change the answer' },
    form,
    register: registerPage(register),
    person: { ...person, mark_words: markWords(person) },
    statement: claimed.claim.statement,
    new_mark: { ...mark, words: markWords(mark) },
    sentences: acceptanceSentences({ register, person, is_same: isSame, effects }),
    href: hrefOf(claimed),
  })
}

export async function createAcceptance(req: Request, res: Response): Promise<void> {
  const claimed = await getClaimed(req)
  const { register, claim } = claimed
  const newMark = readForm(newMarkForm(lengthOf(register)), req)
  if (!newMark.ok) return showAnswering(req, res, claimed, newMark.form)
  const read = readForm(correctionForm, req)
  if (!read.ok) return showAcceptance(req, res, claimed, newMark.values, read.form)
  const { reason, from_mark, from_minutes } = read.values
  const from = { mark: from_mark, minutes: from_minutes }
  const { part_id } = register
  const result = await acceptClaim(req.ctx, { part_id, claim, reason, ...newMark.values, from })
  if (result === 'moved-on') {
    const form = read.form.withError('reason', 'Somebody else changed this mark just now. Check it again.')
    return showAcceptance(req, res, await getClaimed(req), newMark.values, form)
  }
  answered(req, res, claimed, result)
}

export async function createDeclining(req: Request, res: Response): Promise<void> {
  const claimed = await getClaimed(req)
  const read = readForm(decliningForm, req)
  if (!read.ok) return showAnswering(req, res, claimed, read.form)
  const { part_id } = claimed.register
  answered(
    req,
    res,
    claimed,
    await declineClaim(req.ctx, { part_id, claim: claimed.claim, reason: read.values.reason }),
  )
}

function answered(
  req: Request,
  res: Response,
  claimed: Claimed,
  result: 'answered' | 'already' | 'own-claim' | 'not-on-register',
): void {
  const { full_name, email } = claimed.person
  switch (result) {
    case 'answered':
      flash(
        req,
        'success',
        email ? `Answered. An email tells ${full_name}.` : `Answered. ${full_name} has no email address: tell them.`,
      )
      return res.redirect(303, '/registers/claims')
    case 'already':
      flash(req, 'notice', 'Somebody has answered this already.')
      break
    case 'own-claim':
      flash(req, 'notice', 'You do not answer yourself: another trainer of the session or a coordinator does.')
      break
    case 'not-on-register':
      throw new NotFound()
  }
  res.redirect(303, hrefOf(claimed))
}
