/** Moves the time of web and worker, so that whole stories run in one go. */
import type { Request, Response } from 'express'
import { z } from 'zod'
import { addDays, addMinutes, today, wallToInstant, wordsForMoment } from '../../lib/time.ts'
import { clock } from '../../platform/clock.ts'
import { flash } from '../../platform/http/flash.ts'
import { filledForm, readForm } from '../../platform/http/form.ts'
import type { Form } from '../../platform/http/form.ts'
import { renderPage } from '../../platform/http/render.ts'
import { putJob } from '../../platform/jobs/put.ts'

const clockForm = z.object({
  now: z.iso
    .datetime({ offset: true, error: 'Enter a moment such as 2027-04-20T09:00:00Z' })
    .transform((text) => new Date(text)),
})

export async function showClock(req: Request, res: Response): Promise<void> {
  await show(req, res, filledForm({ now: req.ctx.now.toISOString() }))
}

async function show(req: Request, res: Response, form: Form): Promise<void> {
  const { now } = req.ctx
  const tomorrow = wallToInstant({ date: addDays(today(now), 1), time: '09:00' }, 'earlier')
  await renderPage(req, res, 'dev/clock', {
    title: 'Development clock',
    now_words: wordsForMoment(now),
    form,
    jumps: [
      { text: 'An hour later', now: addMinutes(now, 60).toISOString() },
      { text: 'Tomorrow at 9am', now: (tomorrow.kind === 'ok' ? tomorrow.at : addMinutes(now, 24 * 60)).toISOString() },
      { text: 'A week later', now: addMinutes(now, 7 * 24 * 60).toISOString() },
    ],
  })
}

/** Puts the job that tells the worker, which then runs what would have run meanwhile. */
export async function setClock(req: Request, res: Response): Promise<void> {
  const read = readForm(clockForm, req)
  if (!read.ok) return show(req, res, read.form)
  clock.set(read.values.now)
  const ahead = read.values.now.getTime() - Date.now()
  await putJob(req.ctx, 'dev.clock', { ahead }, { key: 'dev.clock', priority: -100 })
  flash(req, 'success', `It is now ${wordsForMoment(read.values.now)}`)
  res.redirect(303, '/dev/clock')
}
