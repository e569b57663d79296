/** Certificates that wait to be released: the list, releasing, recalling, and how a programme issues. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { wordsForDate, wordsForTime } from '../../../lib/time.ts'
import { hasRole } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import { getProgramme, listProgrammes } from '../../courses/index.ts'
import { minutesToRecall, recallReleases, releaseCertificates, switchIssuing } from '../commands/releases.ts'
import { issuingForm } from '../forms.ts'
import { listWaitingReleases } from '../queries/releases.ts'

export async function listReleases(req: Request, res: Response): Promise<void> {
  const waiting = await listWaitingReleases(req.ctx)
  const lines = waiting.map((one) => ({
    ...one,
    completed_words: wordsForDate(one.completed_at),
    issues_words:
      one.issues_at && `Goes out at ${wordsForTime(one.issues_at)}, released by ${one.released_by_name ?? 'nobody'}`,
  }))
  const isCoordinator = hasRole(req.ctx.actor, 'coordinator')
  await renderPage(req, res, 'certification/releases', {
    title: 'Certificates to release',
    wide: true,
    waiting: lines.filter((one) => one.release_id === null),
    released: lines.filter((one) => one.release_id !== null),
    minutes: minutesToRecall,
    programmes: isCoordinator
      ? (await listProgrammes(req.ctx)).map(({ id, name, issuing }) => ({
          name,
          words:
            issuing === 'released' ? 'Certificates wait until they are released' : 'Certificates are issued at once',
          href: `/certificates/issuing/${id}`,
        }))
      : [],
  })
}

const idsFrom = (value: unknown): string[] =>
  [value ?? []].flat().filter((one): one is string => typeof one === 'string' && isId(one))

/** Those that were ticked, or all that the page listed: who joined the list since then was seen by nobody. */
const chosenFrom = (body: Record<string, unknown> | undefined, ticked: string): string[] =>
  idsFrom(body?.which === 'listed' ? body.listed_id : body?.[ticked])

export async function createReleases(req: Request, res: Response): Promise<void> {
  const ids = chosenFrom(req.body, 'completion_id')
  const count = await releaseCertificates(req.ctx, ids)
  if (count === 0)
    flash(
      req,
      'notice',
      ids.length === 0
        ? 'Tick the people whose certificates you release'
        : 'Nothing was released: those you ticked do not wait any more',
    )
  else
    flash(
      req,
      'success',
      `${count === 1 ? 'One certificate goes' : `${count} certificates go`} out in ${minutesToRecall} minutes. Until then you can recall ${count === 1 ? 'it' : 'them'}`,
    )
  res.redirect(303, '/certificates/releases')
}

export async function createRecall(req: Request, res: Response): Promise<void> {
  const count = await recallReleases(req.ctx, chosenFrom(req.body, 'release_id'))
  if (count === 0) flash(req, 'notice', 'Nothing was recalled: tick those that have not gone out yet')
  else flash(req, 'success', `${count === 1 ? 'One release was' : `${count} releases were`} recalled. Nothing was sent`)
  res.redirect(303, '/certificates/releases')
}

export async function showIssuing(req: Request, res: Response): Promise<void> {
  const programme = await getProgramme(req.ctx, String(req.params.programmeId))
  await showForm(req, res, programme, filledForm({ issuing: programme.issuing }))
}

async function showForm(req: Request, res: Response, programme: ProgrammeRow, form: Form): Promise<void> {
  const count = (await listWaitingReleases(req.ctx, { programme_id: programme.id })).length
  await renderPage(req, res, 'certification/issuing', {
    title: `How certificates of “${programme.name}” are issued`,
    back: { href: '/certificates/releases', text: 'Certificates to release' },
    form,
    count,
    action: `/certificates/issuing/${programme.id}`,
  })
}

export async function updateIssuing(req: Request, res: Response): Promise<void> {
  const programme = await getProgramme(req.ctx, String(req.params.programmeId))
  const read = readForm(issuingForm, req)
  if (!read.ok) return showForm(req, res, programme, read.form)
  const result = await switchIssuing(req.ctx, { programme_id: programme.id, ...read.values })
  if (typeof result === 'object')
    return showForm(
      req,
      res,
      programme,
      read.form.withError('typed', `This would issue ${result.would_issue} now. Type ${result.would_issue} to go on`),
    )
  flash(req, result === 'saved' ? 'success' : 'notice', result === 'saved' ? 'Saved' : 'Nothing has changed')
  res.redirect(303, '/certificates/releases')
}
