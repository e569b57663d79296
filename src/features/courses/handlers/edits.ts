/** What the editor sends while somebody writes, and throwing away what was not saved. */
import type { Request, Response } from 'express'
import { actorId } from '../../../platform/access.ts'
import { Conflict } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { readForm } from '../../../platform/http/form.ts'
import { dropEdit, keepEdit } from '../commands/edits.ts'
import { editForm } from '../forms.ts'
import { hereMilliseconds, othersWords } from '../pages/edits.ts'
import { listOtherAuthors } from '../queries/edits.ts'
import { findDraftModule, moduleHref } from './drafts.ts'

/** Only what the form of a page has, so that a copy never grows beyond it. */
const kept =
  /^(title|summary|body|content_notice|has_exit_page|length_minutes|owner|instead_of|or_live_part_id|or_live_percent|(law_as_at|review_by|opens_on)-(day|month|year))$/

function typedOf(body: Typed): Typed {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => kept.test(name))
      .map(([name, value]) => [name, String([value ?? ''].flat()[0]).slice(0, 200_000)]),
  )
}

/** Answers with the number of the copy, who else is here, and whether somebody saved since. */
export async function createEdit(req: Request, res: Response): Promise<void> {
  const { module } = await findDraftModule(req)
  const read = readForm(editForm, req)
  if (!read.ok) throw new Conflict('The page sent something that is no text of a page.')
  const of = { module_id: module.id, person_id: actorId(req.ctx.actor)! }
  const { _number: number, _typed: hasTyped, seen_revision: based_on } = read.values
  const typed = hasTyped ? typedOf(req.body as Typed) : null
  const edit = await keepEdit(req.ctx, { ...of, typed, based_on, number })
  const since = new Date(req.ctx.now.getTime() - hereMilliseconds)
  const others = othersWords(await listOtherAuthors(req.ctx, { ...of, since }), req.ctx.now)
  const overtaken =
    module.revision === based_on ? [] : ['Somebody saved this page since you opened it: saving shows you both texts.']
  switch (edit.result) {
    case 'other-tab':
      return void res.status(409).json({ error: 'other-tab' })
    case 'kept':
      return void res.json({ number: edit.number, words: [...overtaken, ...others] })
  }
}

export async function createEditRemoval(req: Request, res: Response): Promise<void> {
  const { module } = await findDraftModule(req)
  await dropEdit(req.ctx, { module_id: module.id, person_id: actorId(req.ctx.actor)! })
  flash(req, 'success', 'What you had not saved was thrown away. This is the page as it is in the draft')
  res.redirect(303, `${moduleHref(module)}/edit`)
}
