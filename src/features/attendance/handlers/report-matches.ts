/** Saying who of a report is who, and taking that back. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { decideMatch, undoMatch } from '../commands/report-matches.ts'
import { decisionForm } from '../forms.ts'
import { tellApart, undoPage } from '../pages/reports.ts'
import { registerFacts } from '../pages/registers.ts'
import { getStandingDecision, listBooked, listMatches, listPartsWithAlias } from '../queries/reports.ts'
import { getKeptPart } from './registers.ts'
import { showPart } from './reports.ts'

export async function createDecision(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const read = readForm(decisionForm, req)
  if (!read.ok) {
    // Each person of the queue has a field of their own, so the error must find the right one.
    const waiting = (await listMatches(req.ctx, part.part_id)).filter(({ state }) => state === 'waiting')
    const number = waiting.findIndex(({ identity }) => identity === read.form.value('identity')) + 1
    return showPart(
      req,
      res,
      part,
      filledForm(read.form.typed).withError(`person-${Math.max(1, number)}`, 'Select who this is'),
    )
  }
  const { identity, person } = read.values
  const person_id = person === 'nobody' ? null : person
  const decided = await decideMatch(req.ctx, { part_id: part.part_id, identity, person_id })
  switch (decided) {
    case 'decided':
      flash(
        req,
        'success',
        person_id ? 'Saved. The report now counts for this person.' : 'Saved: nobody on the register.',
      )
      break
    case 'unchanged':
      flash(req, 'notice', 'Nothing had changed.')
      break
    case 'not-in-reports':
      flash(req, 'notice', 'Nothing was saved: no report of this session names them.')
      break
    case 'not-on-register':
      flash(req, 'notice', 'Nothing was saved: this person is no longer on the register.')
  }
  res.redirect(303, `/registers/${part.part_id}/reports`)
}

export async function newUndoing(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const decision = await getStandingDecision(req.ctx, part.part_id, String(req.params.decisionId))
  if (decision === 'replaced') return goneAlready(req, res, part.part_id)
  const matched = await listMatches(req.ctx, part.part_id)
  const told = tellApart(await listBooked(req.ctx, part.part_id))
  const elsewhere = await listPartsWithAlias(req.ctx, decision, part.part_id)
  await renderPage(req, res, 'attendance/undo-match', {
    title: 'Undo this match',
    back: { href: `/registers/${part.part_id}/reports`, text: 'Meeting reports' },
    part: registerFacts(part),
    ...undoPage(
      part,
      { ...decision, full_name: told.get(decision.person_id ?? '') ?? decision.full_name },
      matched,
      elsewhere,
    ),
  })
}

export async function createUndoing(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  switch (await undoMatch(req.ctx, { part_id: part.part_id, decision_id: String(req.params.decisionId) })) {
    case 'replaced':
      return goneAlready(req, res, part.part_id)
    case 'undone':
      flash(req, 'success', 'Undone. The name waits for a decision again.')
      res.redirect(303, `/registers/${part.part_id}/reports`)
  }
}

/** The page was older than what somebody, or another tab, did meanwhile. */
function goneAlready(req: Request, res: Response, partId: string): void {
  flash(req, 'notice', 'Nothing was undone: this was undone or decided anew already.')
  res.redirect(303, `/registers/${partId}/reports`)
}
