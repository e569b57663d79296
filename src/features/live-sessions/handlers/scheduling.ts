/** The scheduling form: a new session, and a change of one. */
import type { Request, Response } from 'express'
import { newId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { PersonActor } from '../../../platform/access.ts'
import * as fields from '../../../platform/http/fields.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { Form, filledForm, readQuery } from '../../../platform/http/form.ts'
import { editLiveSession, scheduleLiveSession } from '../commands/live-sessions.ts'
import { carryings } from '../carrying.ts'
import { asNew, onComingWeek, onFirstDay } from '../forms/copies.ts'
import { inFormOrder, readLiveSession } from '../forms/live-sessions.ts'
import { countParts, withAnotherPart, withoutPart } from '../forms/parts.ts'
import { readRepeat, withoutDays } from '../forms/series.ts'
import { beginningQuery } from '../forms/templates.ts'
import * as pages from '../pages/live-sessions.ts'
import { overlapError } from '../pages/overlaps.ts'
import { releaseWords } from '../pages/places.ts'
import { refusedField } from '../pages/refusals.ts'
import * as queries from '../queries/live-sessions.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import { getTemplate } from '../queries/templates.ts'
import { inOrder, mostParts } from '../rules.ts'
import { activeQuotas } from '../seats.ts'
import { getKept } from './live-sessions.ts'
import { readCarried, warnOfMissing } from './carrying.ts'
import { showForm } from './scheduling-form.ts'
import { showSeries } from './series.ts'

const acting = (req: Request): PersonActor => req.ctx.actor as PersonActor

export async function newLiveSession(req: Request, res: Response): Promise<void> {
  const trains = acting(req).roles.includes('trainer')
  const plain = { id: newId(), mode: 'online', trainer_ids: trains ? [acting(req).id] : [] }
  const { form: chosen, ...read } = readQuery(beginningQuery, req)
  const day = read.ok ? fields.readDay(read.values, 'first_day') : null
  if (day === 'bad') {
    const beginning = chosen.withError('first_day-day', 'Enter a day that exists, like 27 4 2027')
    return showForm(req, res, null, filledForm(plain), { beginning })
  }
  if (!read.ok || read.values.template === null) return showForm(req, res, null, filledForm(plain))
  const { id, name, setup } = await getTemplate(req.ctx, read.values.template)
  const from = { from_template: id, carries: [...carryings] }
  await showForm(req, res, null, filledForm({ ...plain, ...onFirstDay(setup, day), ...from }), {
    filled_words: `Filled from the template ‘${name}’. Check it, and enter what is missing.`,
  })
}

/** The form filled from a session of the reader's: the same week by week, for other people. */
export async function copyLiveSession(req: Request, res: Response): Promise<void> {
  const { session, trainers } = await getKept(req)
  const copied = onComingWeek(asNew(pages.filledSession(session, trainers)), today(req.ctx.now))
  const from = { copy_of: session.id, carries: [...carryings] }
  await showForm(req, res, null, filledForm({ ...copied, ...from, id: newId() }), {
    filled_words: `Filled from ‘${session.title}’, with nobody booked. Check the day.`,
    back: { href: `/live-sessions/${session.id}`, text: session.title },
  })
}

/** A button of the form that changes only the form: one part more or less. Nothing is saved. */
async function reshaped(req: Request, session: LiveSessionRow | null): Promise<Form | null> {
  const { add_part, remove_part, change, ...typed } = (req.body ?? {}) as Typed
  // Back from the days of a series to the form they came from.
  if (change !== undefined) return filledForm(withoutDays(typed))
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
  const repeat = readRepeat(req)
  if (!sent.ok || !repeat.ok) {
    const errors = inFormOrder([...sent.form.errors, ...repeat.form.errors])
    return showForm(req, res, null, new Form(sent.form.typed, errors))
  }
  if (repeat.values) return showSeries(req, res, { sent, repeat: repeat.values })
  const is_draft = (req.body as Typed).as_draft !== undefined
  const { overlap_reason } = sent
  const carried = await readCarried(req, sent.form.typed)
  const scheduled = await scheduleLiveSession(req.ctx, {
    ...sent.input,
    carried,
    overlap_reason,
    is_draft,
    ...(sent.id ? { id: sent.id } : {}),
  })
  if (scheduled.result === 'overlaps')
    return showForm(req, res, null, sent.form.withError('overlap_reason', overlapError(scheduled.overlaps)))
  if (scheduled.result !== 'scheduled') {
    const { field, text } = refusedField(scheduled.result, sent.input, req.ctx.now)
    return showForm(req, res, null, sent.form.withError(field, text))
  }
  flash(req, 'success', pages.scheduledWords(sent.input.title, is_draft))
  await warnOfMissing(req, sent.form.typed, [inOrder(sent.input.parts)[0]!.starts_at])
  await warn(req, scheduled.id)
  res.redirect(303, `/live-sessions/${scheduled.id}`)
}

/** What is worth a second look, said after saving: nothing is refused for it. */
async function warn(req: Request, id: string, before?: LiveSessionRow): Promise<void> {
  const session = await queries.getLiveSession(req.ctx, id)
  const isMoved = before && today(before.starts_at) !== today(session.starts_at)
  const words = isMoved ? releaseWords(activeQuotas(session, req.ctx.now)) : null
  if (words) flash(req, 'notice', words)
  const links = [...new Set([session.join_url, ...session.parts.map((part) => part.join_url)])]
  for (const words of links.map(pages.linkWarning)) if (words) flash(req, 'notice', words)
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
  const edited = await editLiveSession(req.ctx, {
    ...sent.input,
    overlap_reason: sent.overlap_reason,
    id: session.id,
  })
  if (edited.result === 'overlaps')
    return showForm(req, res, session, sent.form.withError('overlap_reason', overlapError(edited.overlaps)))
  if (edited.result === 'below-taken') {
    const text = `${edited.least} places are booked, offered or kept. Enter ${edited.least} or more`
    return showForm(req, res, session, sent.form.withError('capacity', text))
  }
  if (edited.result === 'cancelled' || edited.result === 'over')
    flash(req, 'notice', 'Nothing was changed: this session is cancelled or over.')
  else if (edited.result === 'saved') {
    flash(req, 'success', pages.savedWords(edited))
    await warn(req, session.id, session)
  } else {
    const { field, text } = refusedField(edited.result, sent.input, req.ctx.now)
    return showForm(req, res, session, sent.form.withError(field, text))
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}
