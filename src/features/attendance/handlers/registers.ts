/** The register of one part: the list and the marking. */
import type { Request, Response } from 'express'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { Form } from '../../../platform/http/form.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { joinOpensMinutes } from '../../live-sessions/index.ts'
import { saveMarks } from '../commands/registers.ts'
import { findTelling } from '../commands/telling.ts'
import { readMarks, readSeenAt } from '../forms.ts'
import { conflictLines } from '../pages/device-marks.ts'
import * as pages from '../pages/registers.ts'
import { canKeepRegister } from '../policy.ts'
import { listClaims } from '../queries/claims.ts'
import { listEvidence } from '../queries/evidence.ts'
import * as queries from '../queries/registers.ts'
import { getRegisterRule } from '../queries/rules.ts'
import type { RegisterPartRow } from '../queries/registers.ts'
import { isMarkable, lengthOf } from '../rules/marks.ts'

/** The part whose register this is, for those who keep it; for everyone else it is not there. */
export async function getKeptPart(req: Request): Promise<RegisterPartRow> {
  const part = await queries.getRegisterPart(req.ctx, String(req.params.partId))
  if (!canKeepRegister(req.ctx.actor, part)) throw new NotFound()
  return part
}

export async function showRegister(req: Request, res: Response): Promise<void> {
  await showPart(req, res, await getKeptPart(req))
}

async function showPart(
  req: Request,
  res: Response,
  part: RegisterPartRow,
  sent: pages.SentBack | null = null,
): Promise<void> {
  const register = await queries.listRegister(req.ctx, part.part_id)
  const evidence = await listEvidence(req.ctx, part.part_id)
  const rule = await getRegisterRule(req.ctx, part)
  const claims = await listClaims(req.ctx, part.part_id)
  const people = register.map((row) =>
    pages.registerRow(row, { part, evidence, rule, claims, actor: req.ctx.actor, now: req.ctx.now }, sent),
  )
  const errors = people.flatMap(({ person_id, error, why_error }) => [
    ...(error ? [{ field: `minutes-${person_id}`, text: error }] : []),
    ...(why_error ? [{ field: `reason-${person_id}`, text: why_error }] : []),
  ])
  await renderPage(req, res, 'attendance/register', {
    title: `Register: ${part.title}`,
    wide: true,
    back: { href: `/live-sessions/${part.live_session_id}`, text: part.title },
    form: new Form(sent?.typed ?? {}, errors),
    part: pages.registerFacts(part),
    people,
    conflicts: part.closed_at ? [] : conflictLines(register, await queries.listMarks(req.ctx, part.part_id)),
    queue: pages.queueFacts(part, req.ctx),
    rule: pages.ruleFacts(rule, part),
    is_measured: evidence.is_measured,
    telling: part.closed_at && pages.tellingFacts(await findTelling(req.ctx, part.part_id), part),
    counts: pages.markCounts(register),
    mark_choices: pages.markChoices,
    can_mark: isMarkable(part, req.ctx.now) && !part.closed_at,
    can_close: part.starts_at <= req.ctx.now,
    missing_href: pages.missingHref(part, req.ctx.now),
    reports_waiting: evidence.unmatched,
    opens_minutes: joinOpensMinutes,
  })
}

/** One POST for all; what this page did not change is left as it stands, whoever set it meanwhile. */
export async function updateRegister(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const typed = (req.body ?? {}) as Typed
  if (!isMarkable(part, req.ctx.now)) {
    flash(req, 'notice', 'Nothing was saved: this register is not open.')
    return res.redirect(303, `/registers/${part.part_id}`)
  }
  const ruled = (await queries.listRegister(req.ctx, part.part_id)).filter((one) => one.is_ruled)
  const sent = readMarks(typed, lengthOf(part), new Set(ruled.map((one) => one.person_id)))
  if (sent.without_minutes.length + sent.without_reason.length > 0)
    return showPart(req, res, part, {
      typed,
      without_minutes: new Set(sent.without_minutes),
      without_reason: new Set(sent.without_reason),
    })
  const saved = await saveMarks(req.ctx, {
    part_id: part.part_id,
    marks: sent.changed,
    seen_at: readSeenAt(typed, req.ctx.now),
  })
  switch (saved.result) {
    case 'closed':
      flash(req, 'notice', 'Nothing was saved: this register is closed. Marks change by a correction with its reason.')
      break
    case 'saved':
      flash(req, 'success', pages.savedWords(saved.changed))
  }
  res.redirect(303, `/registers/${part.part_id}`)
}
