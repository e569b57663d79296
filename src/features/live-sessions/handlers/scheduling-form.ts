/** Shows the scheduling form: for a new session, a change of one, and whatever comes back to it. */
import type { Request, Response } from 'express'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { carryChoices } from '../pages/carrying.ts'
import { countParts } from '../forms/parts.ts'
import * as pages from '../pages/live-sessions.ts'
import { formParts } from '../pages/scheduling.ts'
import { repeatChoices } from '../pages/series.ts'
import { templateChoices } from '../pages/templates.ts'
import * as queries from '../queries/live-sessions.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import { listTemplates } from '../queries/templates.ts'
import { mostParts } from '../rules.ts'
import { findSource } from './carrying.ts'

interface Beginning {
  /** What the form was filled from. */
  filled_words?: string
  back?: { href: string; text: string }
  /** The choice of a template. */
  beginning?: Form
}

/** Where there are templates, one can be chosen. */
async function beginningOf(req: Request, form: Form): Promise<{ form: Form; choices: unknown[] } | null> {
  const templates = await listTemplates(req.ctx)
  return templates.length === 0 ? null : { form, choices: templateChoices(templates) }
}

/** What comes with it where it was filled from something that has more than its form; each with a tick. */
async function carryingOf(req: Request, form: Form): Promise<{ name: string; choices: unknown[] } | null> {
  const source = await findSource(req, form.typed)
  const choices = source ? carryChoices(source.carried, countParts(form.typed)) : []
  return source && choices.length > 0 ? { name: source.name, choices } : null
}

export async function showForm(
  req: Request,
  res: Response,
  session: LiveSessionRow | null,
  form: Form,
  { beginning = emptyForm(), ...more }: Beginning = {},
): Promise<void> {
  await renderPage(req, res, session ? 'live-sessions/edit' : 'live-sessions/new', {
    title: session ? `Change ${session.title}` : 'Schedule a live session',
    back: session
      ? { href: `/live-sessions/${session.id}`, text: session.title }
      : { href: '/live-sessions', text: 'Live sessions' },
    filled_words: null,
    ...more,
    // The page has two forms, and one summary of what is wrong.
    errors: [...beginning.errors, ...form.errors],
    beginning: session ? null : await beginningOf(req, beginning),
    form,
    carrying: session ? null : await carryingOf(req, form),
    session: session && pages.sessionFacts(session, req.ctx.now),
    parts: formParts(countParts(form.typed)),
    can_add_part: countParts(form.typed) < mostParts,
    part_choices: pages.partChoices(await queries.listLivePartChoices(req.ctx, session?.live_part_ids)),
    trainer_choices: pages.trainerChoices(await queries.listTrainerChoices(req.ctx, session?.id ?? null)),
    mode_choices: pages.modeChoices,
    audience_choices: pages.audienceChoices,
    yes_no_choices: pages.yesNoChoices,
    clock_choices: pages.clockChoices,
    repeat_choices: repeatChoices,
  })
}
