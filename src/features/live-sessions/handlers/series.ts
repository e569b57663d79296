/** The days of a series before it is scheduled: each with a tick, and one button for all of them. */
import type { Request, Response } from 'express'
import { newId } from '../../../lib/ids.ts'
import { flash } from '../../../platform/http/flash.ts'
import { Form } from '../../../platform/http/form.ts'
import type { FieldError, Typed } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { refuseNew } from '../commands/live-sessions.ts'
import type { NewLiveSession } from '../commands/live-sessions.ts'
import { engagementsOf } from '../commands/overlaps.ts'
import { scheduleSeries } from '../commands/series.ts'
import type { Carried } from '../carrying.ts'
import type { SentSession } from '../forms/live-sessions.ts'
import { readLiveSession } from '../forms/live-sessions.ts'
import type { Occurrence } from '../forms/series.ts'
import { readOccurrences, readRepeat, withoutDays } from '../forms/series.ts'
import { clockChoices } from '../pages/live-sessions.ts'
import { refusedField } from '../pages/refusals.ts'
import { carryChoices } from '../pages/carrying.ts'
import { dayRow, madeWords, repeatWords } from '../pages/series.ts'
import { listOverlaps } from '../queries/overlaps.ts'
import type { Repeat } from '../recurrence.ts'
import { meetEachOther, overlapping } from '../recurrence.ts'
import { readCarried, warnOfMissing } from './carrying.ts'
import { showForm } from './scheduling-form.ts'

interface Asked {
  sent: SentSession
  repeat: { every: Repeat; count: number }
}

const sessionOn = (sent: SentSession, day: Occurrence, carried: Carried): NewLiveSession => ({
  ...sent.input,
  carried,
  parts: sent.input.parts.map((part, index) => ({ ...part, ...timesOf(day, index) })),
})

/** The rest of a part was read with the form; what mode it is held in decides about its link. */
const timesOf = ({ parts }: Occurrence, index: number) => {
  const { starts_at, ends_at, breaks } = parts[index]!
  return { starts_at, ends_at, breaks }
}

export async function showSeries(
  req: Request,
  res: Response,
  { sent, repeat }: Asked,
  errors: FieldError[] = [],
): Promise<void> {
  const typed: Typed = { ...sent.form.typed, id: sent.id ?? newId() }
  const days = readOccurrences(typed, repeat)
  const carried = await readCarried(req, typed)
  const refused = await refuseNew(req.ctx, { ...sent.input, carried })
  if (refused) {
    const { field, text } = refusedField(refused, sent.input, req.ctx.now)
    return showForm(req, res, null, new Form(withoutDays(typed)).withError(field, text))
  }
  const engagements = days.map((day) =>
    day.isTicked && day.parts.length > 0 ? engagementsOf(sessionOn(sent, day, carried)) : [],
  )
  const overlaps = await listOverlaps(req.ctx, engagements.flat(), [])
  const meetOthers = meetEachOther(engagements)
  const { overlap_reason, ...details } = withoutDays(typed)
  await renderPage(req, res, 'live-sessions/series', {
    title: `${sent.input.title}: the days`,
    form: new Form(typed, errors),
    repeat_words: repeatWords(repeat.every, days[0]!.day),
    days: days.map((day, index) =>
      dayRow(day, {
        overlaps: overlapping(engagements[index]!, overlaps),
        meetsOthers: meetOthers.includes(index),
        typed,
      }),
    ),
    carried: carryChoices(carried, sent.input.parts.length),
    asks_reason: overlaps.length > 0 || meetOthers.length > 0 || Boolean(overlap_reason),
    clock_choices: clockChoices,
    hidden: Object.entries(details).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  })
}

export async function createSeries(req: Request, res: Response): Promise<void> {
  const sent = readLiveSession(req)
  const read = readRepeat(req)
  if (!sent.ok || !read.ok || !read.values)
    return showForm(req, res, null, new Form(withoutDays(sent.form.typed), [...sent.form.errors, ...read.form.errors]))
  const asked = { sent, repeat: read.values }
  if (!sent.id) return showSeries(req, res, asked)
  const days = readOccurrences(sent.form.typed, read.values).filter((day) => day.isTicked)
  if (days.length === 0) return showSeries(req, res, asked, [{ field: 'days', text: 'Tick at least one day' }])
  const open = days.flatMap((day) => day.questions)
  if (open.length > 0) return showSeries(req, res, asked, open)
  const { overlap_reason } = sent
  const carried = await readCarried(req, sent.form.typed)
  const is_draft = sent.form.typed.as_draft !== undefined
  const made = await scheduleSeries(req.ctx, {
    id: sent.id,
    every: read.values.every,
    sessions: days.map((day) => sessionOn(sent, day, carried)),
    is_draft,
    overlap_reason,
  })
  if (made.result === 'scheduled') {
    flash(req, 'success', madeWords(made.count, is_draft))
    const starts = days.map((day) => day.parts[0]!.starts_at)
    await warnOfMissing(req, sent.form.typed, starts)
    return res.redirect(303, `/live-sessions/${made.first_id}`)
  }
  if (made.result === 'overlaps') {
    const text = 'Trainers are elsewhere on some of the days. Leave those out, or give a reason'
    return showSeries(req, res, asked, [{ field: 'overlap_reason', text }])
  }
  const { field, text } = refusedField(made.result, sent.input, req.ctx.now)
  await showForm(req, res, null, new Form(withoutDays(sent.form.typed)).withError(field, text))
}
