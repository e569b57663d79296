/** A package opened: by its author, who tries it and keeps nothing, and the files it is made of, on the host of packages. */
import type { Request, Response } from 'express'
import { actorId } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allowFrame } from '../../../platform/http/frames.ts'
import { sendPieces } from '../../../platform/http/pieces.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { giveReadingKey } from '../commands/packages.ts'
import { openedPackage, packageFrame } from '../pages/packages.ts'
import { getPackage, getPackageFile, readPackagePart } from '../queries/packages.ts'
import { findModule, moduleHref } from './drafts.ts'

async function findPackageModule(req: Request) {
  const { module } = await findModule(req)
  if (module.package_id === null) throw new NotFound()
  return { module, opened: await getPackage(req.ctx, module.package_id) }
}

export async function previewPackage(req: Request, res: Response): Promise<void> {
  const { module, opened } = await findPackageModule(req)
  allowFrame(res, req.ctx.config)
  await renderPage(req, res, 'courses/package-preview', {
    title: module.title,
    wide: true,
    exit_page: module.has_exit_page,
    back: { href: moduleHref(module), text: module.title },
    frame: packageFrame(req.ctx.config, opened, `${moduleHref(module)}/package`, module.title),
  })
}

/** For the script of that page. There is no token: what the package says stays in the author's browser. */
export async function openPreview(req: Request, res: Response): Promise<void> {
  const { opened } = await findPackageModule(req)
  const key = await giveReadingKey(req.ctx, { person_id: actorId(req.ctx.actor)!, package_id: opened.id })
  const nothing = { token: null, kept: new Map(), done: [] }
  res.json(openedPackage(req.ctx.config, opened, { key, ...nothing, learner: 'preview' }))
}

export async function showPackageFile(req: Request, res: Response): Promise<void> {
  const file = await getPackageFile(req.ctx, String(req.params.key), [req.params.path].flat().join('/'))
  res.setHeader('Content-Type', file.media_type)
  res.setHeader('Cache-Control', 'private, max-age=3600')
  await sendPieces(req, res, {
    size_bytes: file.size_bytes,
    read: (from, length) => readPackagePart(req.ctx, file, from, length),
  })
}
