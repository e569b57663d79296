/** A package as its learner opens it, and what it commits, which comes without a learner: by a token alone. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allowFrame } from '../../../platform/http/frames.ts'
import { readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getPackage, openedPackage, packageFrame } from '../../courses/index.ts'
import { commitPackage, getPackagePlace, openPackage, renewToken } from '../commands/packages.ts'
import { commitForm, tabForm } from '../forms.ts'
import { isPartDone } from '../package-state.ts'
import { modulePage } from '../pages/modules.ts'
import { moduleHref } from '../rules.ts'

function placeOf(req: Request) {
  const { courseId, moduleId } = req.params
  if (!isId(String(courseId)) || !isId(String(moduleId))) throw new NotFound()
  return { person_id: actorId(req.ctx.actor)!, course_id: String(courseId), module_id: String(moduleId) }
}

/** The page changes nothing: its script opens the package. */
export async function showPackage(req: Request, res: Response): Promise<void> {
  const { place, module } = await getPackagePlace(req.ctx, placeOf(req))
  if (!place.module.is_open) return renderPage(req, res, 'learning/not-open', modulePage(place))
  const opened = await getPackage(req.ctx, module.package_id!)
  const href = moduleHref(place.enrolment.course_id, module.id)
  allowFrame(res, req.ctx.config)
  const { alternative } = place.module
  await renderPage(req, res, 'learning/package-open', {
    ...modulePage(place),
    wide: true,
    back: { href, text: module.title },
    exit_page: module.has_exit_page,
    instead: alternative && {
      title: alternative.title,
      href: moduleHref(place.enrolment.course_id, alternative.id),
    },
    frame: packageFrame(req.ctx.config, opened, `${href}/package`, module.title),
  })
}

export async function createPackageOpening(req: Request, res: Response): Promise<void> {
  const opening = await openPackage(req.ctx, placeOf(req))
  switch (opening.result) {
    case 'not-open':
      return void res.status(409).json({ result: 'not-open' })
    case 'opened': {
      const { run, opened, states, token, key } = opening
      const done = [...states].filter(([, state]) => isPartDone(state)).map(([id]) => id)
      const given = { key, token, kept: states, done, learner: run.id }
      return void res.json({ ...openedPackage(req.ctx.config, opened, given), tab: run.tab })
    }
  }
}

export async function createPackageToken(req: Request, res: Response): Promise<void> {
  const of = placeOf(req)
  const read = readForm(tabForm, req)
  if (!read.ok) {
    // Who has no such package is told nothing else.
    await getPackagePlace(req.ctx, of)
    return void res.status(422).json({ result: 'unreadable' })
  }
  const renewed = await renewToken(req.ctx, { ...of, tab: read.values.tab })
  switch (renewed.result) {
    case 'opened-elsewhere':
      return void res.status(409).json({ result: renewed.result })
    case 'renewed':
      return void res.json({ token: renewed.token })
  }
}

/** On the host of packages. A beacon can only send text, so all comes as the text of one JSON object. */
export async function createCommit(req: Request, res: Response): Promise<void> {
  const read = commitForm.safeParse(jsonIn(req.body))
  if (!read.success) return void res.status(422).json({ result: 'unreadable' })
  const committed = await commitPackage(req.ctx, read.data)
  switch (committed.result) {
    case 'unknown-token':
      return void res.status(401).json(committed)
    case 'opened-elsewhere':
      return void res.status(409).json(committed)
    case 'no-such-part':
      return void res.status(422).json(committed)
    case 'saved':
    case 'older':
      return void res.json({ ...committed, saved_at: req.ctx.now.toISOString() })
  }
}

function jsonIn(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}
