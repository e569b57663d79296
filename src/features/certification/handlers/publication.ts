/** The last look at a version before it is published, and publishing it. */
import type { Request, Response } from 'express'
import { actorId } from '../../../platform/access.ts'
import { Conflict } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { readPublication } from '../../courses/index.ts'
import { publishVersion } from '../commands/publication.ts'
import { publicationForm } from '../forms.ts'
import { askedOf, publicationPage, publishedWords } from '../pages/publication.ts'
import { listConcerned } from '../queries/changes.ts'

const hrefOf = (req: Request) => `/courses/versions/${String(req.params.versionId)}`

export async function newPublication(req: Request, res: Response): Promise<void> {
  await showPublication(req, res, emptyForm())
}

async function showPublication(req: Request, res: Response, form: Form): Promise<void> {
  const publication = await readPublication(req.ctx, String(req.params.versionId))
  const { version } = publication
  if (version.published_at !== null)
    throw new Conflict('This version was published, and a published version never changes. Start a new draft instead.')
  const concerned = await listConcerned(req.ctx, version.course_id)
  await renderPage(req, res, 'certification/publication', {
    title: version.review_asked_at ? `Publish ${version.course_title}` : `Check ${version.course_title}`,
    back: { href: hrefOf(req), text: `Version ${version.number}` },
    form,
    publication: publicationPage(publication, concerned, actorId(req.ctx.actor)),
  })
}

export async function createPublication(req: Request, res: Response): Promise<void> {
  const publication = await readPublication(req.ctx, String(req.params.versionId))
  const { version, previous } = publication
  const concerned = await listConcerned(req.ctx, version.course_id)
  const read = readForm(publicationForm(askedOf(previous, concerned)), req)
  if (!read.ok && version.published_at === null) return showPublication(req, res, read.form)
  const change = read.ok ? read.values.change : null
  const published = await publishVersion(req.ctx, { version_id: version.id, change })
  switch (published.result) {
    case 'not-asked': {
      const now = await listConcerned(req.ctx, version.course_id)
      return showPublication(req, res, readForm(publicationForm(askedOf(previous, now)), req).form)
    }
    case 'not-ready':
    case 'not-in-review':
      return res.redirect(303, `${hrefOf(req)}/publication`)
    case 'already-published':
      flash(req, 'notice', 'This version was published already')
      break
    case 'published':
      flash(req, 'success', publishedWords(version.number, change, published))
  }
  res.redirect(303, hrefOf(req))
}
