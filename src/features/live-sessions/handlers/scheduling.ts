/** The scheduling form: a new session, and a change of one. */
import type { Request, Response } from 'express'
import { newId } from '../../../lib/ids.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form, Typed } from '../../../platform/http/form.ts'
import { filledForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { editLiveSession, scheduleLiveSession } from '../commands/live-sessions.ts'
import { readLiveSession } from '../forms/live-sessions.ts'
import { countParts, withAnotherPart, withoutPart } from '../forms/parts.ts'
import * as pages from '../pages/live-sessions.ts'
import { refusedField } from '../pages/refusals.ts'
import { formParts } from '../pages/scheduling.ts'
import * as queries from '../queries/live-sessions.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import { mostParts } from '../rules.ts'
import { getKept } from './live-sessions.ts'

const acting = (req: Request): PersonActor => req.ctx.actor as PersonActor

export async function newLiveSession(req: Request, res: Response): Promise<void> {
  const trains = acting(req).roles.includes('trainer')
  await showForm(
    req,
    res,
    null,
    filledForm({ id: newId(), mode: 'online', trainer_ids: trains ? [acting(req).id] : [] }),
  )
}

async function showForm(req: Request, res: Response, session: LiveSessionRow | null, form: Form): Promise<void> {
  await renderPage(req, res, session ? 'live-sessions/edit' : 'live-sessions/new', {
    title: session ? `Change ${session.title}` : 'Schedule a live session',
    back: session
      ? { href: `/live-sessions/${session.id}`, text: session.title }
      : { href: '/live-sessions', text: 'Live sessions' },
    form,
    session: session && pages.sessionFacts(session, req.ctx.now),
    parts: formParts(countParts(form.typed)),
    can_add_part: countParts(form.typed) < mostParts,
    part_choices: pages.partChoices(await queries.listLivePartChoices(req.ctx, session?.live_part_ids)),
    trainer_choices: pages.trainerChoices(await queries.listTrainerChoices(req.ctx, session?.id ?? null)),
    mode_choices: pages.modeChoices,
    audience_choices: pages.audienceChoices,
    yes_no_choices: pages.yesNoChoices,
    clock_choices: pages.clockChoices,
  })
}

/** A button of the form that changes only the form: one part more or less. Nothing is saved. */
async function reshaped(req: Request, session: LiveSessionRow | null): Promise<Form | null> {
  const { add_part, remove_part, ...typed } = (req.body ?? {}) as Typed
  if (add_part !== undefined && countParts(typed) < mostParts) {
    const choices = await queries.listLivePartChoices(req.ctx, session?.live_part_ids)
    const chosen = choices.find((one) => one.live_part_id === typed.live_part_id)
    const course = choices.filter((one) => one.course_id === chosen?.course_id)
    return filledForm(
      withAnotherPart(
        typed,
        course.map((one) => one.live_part_id),
      ),
    )
  }
  const position = Number([remove_part ?? ''].flat()[0])
  return position >= 2 && position <= mostParts ? filledForm(withoutPart(typed, position)) : null
}

export async function createLiveSession(req: Request, res: Response): Promise<void> {
  const other = await reshaped(req, null)
  if (other) return showForm(req, res, null, other)
  const sent = readLiveSession(req)
  if (!sent.ok) return showForm(req, res, null, sent.form)
  const is_draft = (req.body as Typed).as_draft !== undefined
  const scheduled = await scheduleLiveSession(req.ctx, { ...sent.input, ...(sent.id ? { id: sent.id } : {}), is_draft })
  if (scheduled.result !== 'scheduled') {
    const { field, text } = refusedField(scheduled.result, sent.input, req.ctx.now)
    return showForm(req, res, null, sent.form.withError(field, text))
  }
  flash(req, 'success', pages.scheduledWords(sent.input.title, is_draft))
  await warn(req, scheduled.id)
  res.redirect(303, `/live-sessions/${scheduled.id}`)
}

/** What is worth a second look, said after saving: nothing is refused for it. */
async function warn(req: Request, id: string): Promise<void> {
  const session = await queries.getLiveSession(req.ctx, id)
  const links = [...new Set([session.join_url, ...session.parts.map((part) => part.join_url)])]
  const clashes = await queries.listTrainerClashes(req.ctx, id)
  for (const words of [...links.map(pages.linkWarning), pages.clashWarning(clashes)])
    if (words) flash(req, 'notice', words)
}

export async function editLiveSessionPage(req: Request, res: Response): Promise<void> {
  const { session, trainers } = await getKept(req)
  if (!pages.canEdit(session, req.ctx.now)) return res.redirect(303, `/live-sessions/${session.id}`)
  await showForm(req, res, session, filledForm(pages.filledSession(session, trainers)))
}

export async function updateLiveSession(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const other = await reshaped(req, session)
  if (other) return showForm(req, res, session, other)
  const sent = readLiveSession(req)
  if (!sent.ok) return showForm(req, res, session, sent.form)
  const edited = await editLiveSession(req.ctx, { ...sent.input, id: session.id })
  if (edited.result === 'below-taken') {
    const text = `${edited.least} places are booked, offered or kept. Enter ${edited.least} or more`
    return showForm(req, res, session, sent.form.withError('capacity', text))
  }
  if (edited.result === 'cancelled' || edited.result === 'over')
    flash(req, 'notice', 'Nothing was changed: this session is cancelled or over.')
  else if (edited.result === 'saved') {
    flash(req, 'success', pages.savedWords(edited))
    await warn(req, session.id)
  } else {
    const { field, text } = refusedField(edited.result, sent.input, req.ctx.now)
    return showForm(req, res, session, sent.form.withError(field, text))
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}
