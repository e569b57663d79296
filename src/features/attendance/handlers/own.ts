/** "Why was I marked absent?": a person's own evidence at a part, the mark, the rule; and their answer to it. */
import type { Request, Response } from 'express'
import type { PersonActor } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { claimAttendance } from '../commands/claims.ts'
import { claimForm } from '../forms.ts'
import { ownPage } from '../pages/own.ts'
import type { OwnAttendance } from '../pages/own.ts'
import { listClaims } from '../queries/claims.ts'
import { listEvidence } from '../queries/evidence.ts'
import { getRegisterPart, listRegister } from '../queries/registers.ts'
import { getRegisterRule } from '../queries/rules.ts'

/** Whoever has no place at the session gets what they would get if there were none. */
async function getOwn(req: Request): Promise<OwnAttendance> {
  const { id } = req.ctx.actor as PersonActor
  const part = await getRegisterPart(req.ctx, String(req.params.partId))
  const row = (await listRegister(req.ctx, part.part_id)).find((one) => one.person_id === id)
  if (!row) throw new NotFound()
  const evidence = await listEvidence(req.ctx, part.part_id)
  return {
    part,
    row,
    known: evidence.of(id),
    is_measured: evidence.is_measured,
    rule: (await getRegisterRule(req.ctx, part)).current,
    claims: await listClaims(req.ctx, part.part_id, id),
  }
}

export async function showOwn(req: Request, res: Response): Promise<void> {
  await showOwnPage(req, res, await getOwn(req), emptyForm())
}

async function showOwnPage(req: Request, res: Response, own: OwnAttendance, form: Form): Promise<void> {
  const page = ownPage(own, req.ctx.now)
  await renderPage(req, res, 'attendance/own', { ...page, back: { href: '/my-training', text: 'My training' }, form })
}

export async function createClaim(req: Request, res: Response): Promise<void> {
  const own = await getOwn(req)
  const read = readForm(claimForm, req)
  if (!read.ok) return showOwnPage(req, res, own, read.form)
  const { part_id } = own.part
  switch (await claimAttendance(req.ctx, { part_id, statement: read.values.statement })) {
    case 'claimed':
      flash(req, 'success', 'Sent. A trainer or coordinator looks at it, and you get an email with their answer.')
      break
    case 'waiting':
      flash(req, 'notice', 'What you said is with the trainer already.')
      break
    case 'present':
      flash(req, 'notice', 'Nothing was sent: you are marked as present.')
      break
    case 'cancelled':
    case 'early':
    case 'over':
    case 'too-many':
      flash(req, 'notice', 'Nothing was sent: this cannot be questioned here.')
  }
  res.redirect(303, `/attendance/${part_id}`)
}
