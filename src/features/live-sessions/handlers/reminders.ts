/** The page on which whoever keeps a session says when its people are reminded. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { setReminders } from '../commands/reminders.ts'
import { remindersForm } from '../forms/reminders.ts'
import { sessionFacts } from '../pages/live-sessions.ts'
import { reminderChoices, remindersWords } from '../pages/reminders.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import { mostReminders } from '../reminder-times.ts'
import { getKept } from './live-sessions.ts'

export async function showReminders(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  await showForm(req, res, session, filledForm({ reminders: session.reminders }))
}

async function showForm(req: Request, res: Response, session: LiveSessionRow, form: Form): Promise<void> {
  await renderPage(req, res, 'live-sessions/reminders', {
    title: `Reminders of ${session.title}`,
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    form,
    session: sessionFacts(session, req.ctx.now),
    reminder_choices: reminderChoices(session.parts, req.ctx.now),
    most: mostReminders,
    reminders_words: remindersWords(session.reminders, session.parts.length),
  })
}

export async function updateReminders(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const read = readForm(remindersForm, req)
  if (!read.ok) return showForm(req, res, session, read.form)
  const result = await setReminders(req.ctx, { live_session_id: session.id, reminders: read.values.reminders })
  switch (result) {
    case 'too-many':
      return showForm(
        req,
        res,
        session,
        read.form.withError('reminders', `Select ${mostReminders} reminders at most: more are not read`),
      )
    case 'cancelled':
    case 'over':
      flash(req, 'notice', 'Nothing was changed: this session is cancelled or over.')
      break
    case 'saved':
    case 'unchanged':
      flash(req, 'success', 'The reminders are saved. Everyone with a place is reminded at these times.')
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}
