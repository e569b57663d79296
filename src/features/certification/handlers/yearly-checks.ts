/** "Are you still a champion?": the page with the button, and the list in which leads and coordinators answer for several. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import { hasRole } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { answerByToken, confirmChampions, settleCheck } from '../commands/yearly-checks.ts'
import { championChecksPage } from '../pages/yearly-checks.ts'
import * as queries from '../queries/yearly-checks.ts'

export async function showQuestion(req: Request, res: Response): Promise<void> {
  const check = await queries.getCheckByToken(req.ctx, String(req.params.checkToken))
  res.setHeader('X-Robots-Tag', 'noindex, nofollow')
  await renderPage(req, res, 'certification/yearly-question', {
    title: 'Are you still a champion?',
    name: check.full_name,
    answer: check.answer,
    is_over: check.settled_at !== null,
    is_champion: await queries.isChampionToday(req.ctx, check.person_id),
    action: `/still-champion/${check.token}`,
  })
}

export async function createAnswer(req: Request, res: Response): Promise<void> {
  const check = await queries.getCheckByToken(req.ctx, String(req.params.checkToken))
  const given = String(req.body?.answer ?? '')
  if (given === 'yes' || given === 'no') await answerByToken(req.ctx, check.token, given)
  res.redirect(303, `/still-champion/${check.token}`)
}

const mostShown = 1000

/** A lead sees whom they lead; a coordinator sees all, or only what waits for them. */
export async function listChampionChecks(req: Request, res: Response): Promise<void> {
  const { actor } = req.ctx
  const isCoordinator = hasRole(actor, 'coordinator')
  const onlyWaiting = isCoordinator && req.query.show !== 'all'
  const found = await queries.listChampionChecks(req.ctx, {
    organisation_ids: isCoordinator ? null : actor.kind === 'person' ? actor.leads : [],
    only_waiting: onlyWaiting,
    limit: mostShown,
  })
  await renderPage(req, res, 'certification/yearly-list', {
    title: onlyWaiting ? 'Champions who may no longer act as one' : 'Are they still champions?',
    wide: true,
    champions: championChecksPage(found, today(req.ctx.now)),
    is_coordinator: isCoordinator,
    only_waiting: onlyWaiting,
    is_cut: found.length === mostShown,
  })
}

export async function createConfirmations(req: Request, res: Response): Promise<void> {
  const answers = Object.entries((req.body ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    const person_id = name.startsWith('answer-') ? name.slice('answer-'.length) : ''
    const answer = [value].flat()[0]
    return isId(person_id) && (answer === 'yes' || answer === 'no') ? [{ person_id, answer } as const] : []
  })
  const { yes, no } = await confirmChampions(req.ctx, answers)
  if (yes + no === 0) flash(req, 'notice', 'Nothing was chosen, so nothing was kept')
  else
    flash(
      req,
      'success',
      `${yes} confirmed${no > 0 ? `, ${no} no longer act as champions: the coordinators see to it` : ''}`,
    )
  res.redirect(303, req.body?.show === 'all' ? '/still-champion?show=all' : '/still-champion')
}

export async function createSettlement(req: Request, res: Response): Promise<void> {
  const personId = String(req.body?.person_id ?? '')
  if (!isId(personId)) throw new NotFound()
  switch (await settleCheck(req.ctx, personId)) {
    case 'settled':
      flash(req, 'success', 'Seen to. They are asked again next year')
      break
    case 'already':
      flash(req, 'notice', 'There is nothing left to see to')
  }
  res.redirect(303, '/still-champion')
}
