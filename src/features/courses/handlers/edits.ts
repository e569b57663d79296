/** What the editor sends while somebody writes, and throwing away what was not saved. */
import type { Request, Response } from 'express'
import { Conflict } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { readForm } from '../../../platform/http/form.ts'
import { blueprintFields } from '../../quizzes/index.ts'
import { dropEdit, keepEdit } from '../commands/edits.ts'
import { editForm } from '../forms.ts'
import type { Written } from '../pages/edits.ts'
import { overtakenWords } from '../pages/edits.ts'
import type { DraftForm } from '../queries/edits.ts'
import { getCourseVersion } from '../queries/versions.ts'
import type { WrittenForm } from './drafts.ts'
import { authorOf, draftOf, findDraftModule, formInDraft, formOfModule, othersAt } from './drafts.ts'

/** Only what each form has, so that a copy never grows beyond it. */
const ofModules =
  /^(title|summary|content_notice|has_exit_page|length_minutes|owner|(law_as_at|review_by|opens_on)-(day|month|year))$/
const ofPages = /^(body|instead_of|or_live_part_id|or_live_percent)$/
const ofQuizzes =
  /^(pass_percent|attempts_allowed|delay_hours|counts|feedback|time_limit_minutes|draw_count|topics|question_ids)$/
const ofPackages = /^(package_id|done_when|min_percent)$/
const ofDetails = /^(summary|order|owner|reviewer|(live_part|prerequisite)_ids|(percent|last)-[\da-f-]{36})$/
const severalOf = /^(question|live_part|prerequisite)_ids$/
const longest = 200_000
const mostTicked = 5000

function isKept(written: Written, name: string): boolean {
  switch (written) {
    case 'details':
      return ofDetails.test(name)
    case 'page':
      return ofModules.test(name) || ofPages.test(name)
    case 'package':
    case 'new package':
      return ofModules.test(name) || ofPackages.test(name)
    case 'quiz':
    case 'new quiz':
      return ofModules.test(name) || ofQuizzes.test(name) || blueprintFields.some((one) => one.name === name)
  }
}

function typedOf(written: Written, body: Typed): Typed {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => isKept(written, name))
      .map(([name, value]) => {
        const texts = [value ?? ''].flat().map(String)
        return severalOf.test(name)
          ? [name, texts.slice(0, mostTicked).map((id) => id.slice(0, 40))]
          : [name, texts[0]!.slice(0, longest)]
      }),
  )
}

/** The same for every form: kept while it is written, and thrown away. */
function handlersFor(find: (req: Request) => Promise<WrittenForm>) {
  return {
    /** Answers with the number of the copy, who else is here, and whether somebody saved since. */
    createEdit: async (req: Request, res: Response): Promise<void> => {
      const form = await find(req)
      const read = readForm(editForm, req)
      if (!read.ok) throw new Conflict('The page sent something that is no form of a draft.')
      const { _number: number, _typed: hasTyped, seen_revision: based_on } = read.values
      const typed = hasTyped ? typedOf(form.written, req.body as Typed) : null
      const edit = await keepEdit(req.ctx, { of: form.of, person_id: authorOf(req), typed, based_on, number })
      switch (edit.result) {
        case 'other-tab':
          return void res.status(409).json({ error: 'other-tab' })
        case 'kept': {
          const overtaken = form.revision === based_on ? [] : [overtakenWords(form.written)]
          return void res.json({ number: edit.number, words: [...overtaken, ...(await othersAt(req, form))] })
        }
      }
    },

    createEditRemoval: async (req: Request, res: Response): Promise<void> => {
      const form = await find(req)
      await dropEdit(req.ctx, { of: form.of, person_id: authorOf(req) })
      flash(req, 'success', 'What you had not saved was thrown away. This is what the draft has')
      res.redirect(303, form.href)
    },
  }
}

const inDraft = (form: DraftForm) =>
  handlersFor(async (req) => formInDraft(draftOf(await getCourseVersion(req.ctx, String(req.params.versionId))), form))

export const ofModule = handlersFor(async (req) => formOfModule((await findDraftModule(req)).module))
export const ofDraftDetails = inDraft('details')
export const ofNewQuiz = inDraft('new quiz')
export const ofNewPackage = inDraft('new package')
