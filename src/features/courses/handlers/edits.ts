/** What the editor sends while somebody writes, and throwing away what was not saved. */
import type { Request, Response } from 'express'
import { actorId } from '../../../platform/access.ts'
import { Conflict } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { readForm } from '../../../platform/http/form.ts'
import { blueprintFields } from '../../quizzes/index.ts'
import { dropEdit, keepEdit } from '../commands/edits.ts'
import { editForm } from '../forms.ts'
import { hereMilliseconds, othersWords, overtakenWords } from '../pages/edits.ts'
import { listOtherAuthors } from '../queries/edits.ts'
import type { ModuleRow } from '../queries/versions.ts'
import { findDraftModule, moduleHref } from './drafts.ts'

/** Only what the form of a page or a quiz has, so that a copy never grows beyond it. */
const common =
  /^(title|summary|content_notice|has_exit_page|length_minutes|owner|(law_as_at|review_by|opens_on)-(day|month|year))$/
const ofPages = /^(body|instead_of|or_live_part_id|or_live_percent)$/
const ofQuizzes =
  /^(pass_percent|attempts_allowed|delay_hours|counts|feedback|time_limit_minutes|draw_count|topics|question_ids)$/
const longest = 200_000
const mostQuestions = 5000

function isKept(kind: ModuleRow['kind'], name: string): boolean {
  if (common.test(name)) return true
  if (kind === 'page') return ofPages.test(name)
  return kind === 'quiz' && (ofQuizzes.test(name) || blueprintFields.some((one) => one.name === name))
}

function typedOf(kind: ModuleRow['kind'], body: Typed): Typed {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => isKept(kind, name))
      .map(([name, value]) => {
        const texts = [value ?? ''].flat().map(String)
        return name === 'question_ids'
          ? [name, texts.slice(0, mostQuestions).map((id) => id.slice(0, 40))]
          : [name, texts[0]!.slice(0, longest)]
      }),
  )
}

/** Answers with the number of the copy, who else is here, and whether somebody saved since. */
export async function createEdit(req: Request, res: Response): Promise<void> {
  const { module } = await findDraftModule(req)
  const read = readForm(editForm, req)
  if (!read.ok) throw new Conflict('The page sent something that is no form of a module.')
  const of = { module_id: module.id, person_id: actorId(req.ctx.actor)! }
  const { _number: number, _typed: hasTyped, seen_revision: based_on } = read.values
  const typed = hasTyped ? typedOf(module.kind, req.body as Typed) : null
  const edit = await keepEdit(req.ctx, { ...of, typed, based_on, number })
  const since = new Date(req.ctx.now.getTime() - hereMilliseconds)
  const others = othersWords(module.kind, await listOtherAuthors(req.ctx, { ...of, since }), req.ctx.now)
  const overtaken = module.revision === based_on ? [] : [overtakenWords(module.kind)]
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
  flash(req, 'success', 'What you had not saved was thrown away. This is what the draft has')
  res.redirect(303, `${moduleHref(module)}/edit`)
}
