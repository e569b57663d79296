/** Making one person of two records: find the other, see what it means, do it; and undoing it. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, filledForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { PersonRow } from '../../people/index.ts'
import { findPeople, getPerson } from '../../people/index.ts'
import { canBeUndone, mergePeople, undoDays, undoMerge } from '../commands/merging.ts'
import { mergeForm, otherQuery } from '../forms.ts'
import * as pages from '../pages/merging.ts'
import { readRecordFacts } from '../queries/facts.ts'
import { getMerge } from '../queries/merges.ts'
import { planMerge } from '../rules/merging.ts'

const historyOf = (id: string) => `/people/${id}/history`

/** Without `other` it asks for them; with it, it shows what would happen. */
export async function newMerge(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const read = readQuery(otherQuery, req)
  const other = String(req.query.other ?? '')
  if (isId(other) && other !== person.id)
    return showPreview(req, res, person, await getPerson(req.ctx, other), emptyForm())
  const search = read.ok ? read.values.search : null
  const found = search === null ? [] : await findPeople(req.ctx, { search })
  await renderPage(req, res, 'records/merge-choice', {
    title: `Who else is ${person.full_name}?`,
    back: { href: historyOf(person.id), text: 'History' },
    form: filledForm({ search: search ?? '' }),
    action: `/people/${person.id}/merge`,
    has_searched: search !== null,
    people: found
      .filter((one) => one.id !== person.id)
      .map((one) => ({
        full_name: one.full_name,
        words: [one.email ?? 'No mailbox', one.organisations ?? 'no organisation'].join(', '),
        href: `/people/${person.id}/merge?other=${one.id}`,
      })),
  })
}

async function showPreview(req: Request, res: Response, kept: PersonRow, merged: PersonRow, form: Form): Promise<void> {
  const [ours, theirs] = [await readRecordFacts(req.ctx, kept.id), await readRecordFacts(req.ctx, merged.id)]
  await renderPage(req, res, 'records/merge', {
    title: `Make one of these two records of ${kept.full_name}?`,
    back: { href: `/people/${kept.id}/merge`, text: 'Choose another' },
    form,
    action: `/people/${kept.id}/merge`,
    kept: pages.sideBySide(kept, ours),
    merged: pages.sideBySide(merged, theirs),
    lines: pages.planLines(planMerge(ours, theirs), kept.id),
    swap_href: `/people/${merged.id}/merge?other=${kept.id}`,
    undo_days: undoDays,
  })
}

const refusals = {
  'same-record': 'These are one record already',
  'own-record': 'Nobody can merge a record of their own. Ask a colleague',
  'already-merged': 'One of these records was merged with another before',
  'has-roles': 'The record that is not kept has a role. End the role first, or keep that record',
  'is-erased': 'One of these records was erased, or is about to be. Cancel that first, if both are one person',
  'last-administrator': 'The record that is not kept is needed to run the service',
} as const

export async function createMerge(req: Request, res: Response): Promise<void> {
  const kept = await getPerson(req.ctx, String(req.params.personId))
  const read = readForm(mergeForm, req)
  const otherId = String((req.body as Record<string, unknown>).other_id ?? '')
  if (!isId(otherId) || otherId === kept.id) throw new NotFound()
  const other = await getPerson(req.ctx, otherId)
  if (!read.ok) return showPreview(req, res, kept, other, read.form)
  const done = await mergePeople(req.ctx, { kept_id: kept.id, merged_id: other.id })
  switch (done.result) {
    case 'merged':
      flash(req, 'success', `The two records of ${kept.full_name} are one. It can be undone for ${undoDays} days.`)
      return res.redirect(303, historyOf(kept.id))
    case 'same-record':
    case 'own-record':
    case 'already-merged':
    case 'has-roles':
    case 'is-erased':
    case 'last-administrator':
      return showPreview(req, res, kept, other, read.form.withError('is_same', refusals[done.result]))
  }
}

export async function newUndoing(req: Request, res: Response): Promise<void> {
  const merge = await getMerge(req.ctx, String(req.params.mergeId), String(req.params.personId))
  if (!canBeUndone(merge, req.ctx.now)) throw new Conflict('This can no longer be undone.')
  await renderPage(req, res, 'records/undoing', {
    title: 'Make two records of this one again?',
    back: { href: historyOf(merge.kept_id), text: 'History' },
    action: `/people/${merge.kept_id}/merges/${merge.id}/undoing`,
    merge,
  })
}

export async function createUndoing(req: Request, res: Response): Promise<void> {
  const kept_id = String(req.params.personId)
  const result = await undoMerge(req.ctx, { merge_id: String(req.params.mergeId), kept_id })
  switch (result) {
    case 'undone':
    case 'already':
      flash(req, 'success', 'They are two records again.')
      return res.redirect(303, historyOf(kept_id))
    case 'too-late':
      throw new Conflict(`This can no longer be undone: more than ${undoDays} days have passed.`)
  }
}
