/** Closing a register: one act, after what is missing was said. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { closeRegister } from '../commands/registers.ts'
import { closingForm } from '../forms.ts'
import { conflictLines } from '../pages/device-marks.ts'
import * as pages from '../pages/registers.ts'
import { listClaims } from '../queries/claims.ts'
import { listEvidence } from '../queries/evidence.ts'
import type { RegisterPartRow } from '../queries/registers.ts'
import { areCertificatesReleased, listMarks, listRegister } from '../queries/registers.ts'
import { getKeptPart } from './registers.ts'

export async function newClosing(req: Request, res: Response): Promise<void> {
  await showClosing(req, res, await getKeptPart(req), emptyForm())
}

async function showClosing(req: Request, res: Response, part: RegisterPartRow, form: Form): Promise<void> {
  const register = await listRegister(req.ctx, part.part_id)
  const evidence = await listEvidence(req.ctx, part.part_id)
  await renderPage(req, res, 'attendance/closing', {
    title: 'Close the register',
    back: { href: `/registers/${part.part_id}`, text: 'Register' },
    form,
    part: pages.registerFacts(part),
    counts: pages.markCounts(register),
    unmarked: pages.unmarkedPeople(register, evidence),
    absent_walk_ins: register.filter((row) => row.is_walk_in && row.mark === 'absent').map((row) => row.full_name),
    reports_waiting: evidence.unmatched,
    claims: pages.openClaims(part, register, await listClaims(req.ctx, part.part_id)),
    conflicts: conflictLines(register, await listMarks(req.ctx, part.part_id)).map((one) => one.full_name),
    are_released: await areCertificatesReleased(req.ctx, part.part_id),
    can_close: part.starts_at <= req.ctx.now && !part.cancelled_at,
  })
}

export async function createClosing(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const read = readForm(closingForm, req)
  const rest_absent = read.ok && read.values.rest_absent
  const closed = await closeRegister(req.ctx, { part_id: part.part_id, rest_absent })
  switch (closed.result) {
    case 'unmarked':
      return showClosing(
        req,
        res,
        part,
        read.form.withError('rest_absent', 'Mark these people first, or say that they were absent'),
      )
    case 'too-early':
      flash(req, 'notice', 'A register is closed after the session has begun.')
      break
    case 'cancelled':
      flash(req, 'notice', 'This session is cancelled, so it has no register.')
      break
    case 'already-closed':
    case 'closed':
      flash(
        req,
        'success',
        `The register is closed. Whoever has completed their course gets their certificate ${(await areCertificatesReleased(req.ctx, part.part_id)) ? 'once it is released' : 'now'}; everyone is told of their attendance in an hour.`,
      )
  }
  res.redirect(303, `/registers/${part.part_id}`)
}
