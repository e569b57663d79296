/** A module as its author meets it: read as a learner would, moved, removed. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage, renderPart } from '../../../platform/http/render.ts'
import { drawBySeed, listQuizQuestions, getQuizVersion } from '../../quizzes/index.ts'
import { blocksOf } from '../blocks.ts'
import { moveModule, removeModule } from '../commands/modules.ts'
import { moveForm, previewForm, seedQuery } from '../forms.ts'
import { moduleContent } from '../pages/modules.ts'
import { doneWhenWords, packagePage } from '../pages/packages.ts'
import { quizPage, seedPage } from '../pages/quizzes.ts'
import { getPackage } from '../queries/packages.ts'
import { listModuleFiles } from '../queries/versions.ts'
import { findDraftModule, findModule, versionHref } from './drafts.ts'

export async function showModule(req: Request, res: Response): Promise<void> {
  const { module, version } = await findModule(req)
  const quizId = module.quiz_version_id
  await renderPage(req, res, 'courses/module', {
    title: module.title,
    back: { href: versionHref(version), text: `${version.course_title}, version ${version.number}` },
    exit_page: module.has_exit_page,
    module,
    version,
    content: moduleContent(module, await listModuleFiles(req.ctx, module.id)),
    opened: module.package_id === null ? null : packagePage(await getPackage(req.ctx, module.package_id)),
    done_when_words: module.done_when && doneWhenWords(module.done_when, module.min_percent, 2),
    draw: quizId && (await readDraw(req, quizId)),
    quiz: quizId && quizPage(await getQuizVersion(req.ctx, quizId), await listQuizQuestions(req.ctx, quizId)),
  })
}

/** Asked for by a seed in the address. */
async function readDraw(req: Request, quiz_version_id: string) {
  const read = readQuery(seedQuery, req)
  if (!read.ok) return seedPage(read.form, null)
  const { seed } = read.values
  return seedPage(read.form, seed && (await drawBySeed(req.ctx, { quiz_version_id, seed })))
}

/** A piece of HTML for the script that shows Markdown while it is written. */
export function previewMarkdown(req: Request, res: Response): void {
  const read = readForm(previewForm, req)
  res
    .status(read.ok ? 200 : 422)
    .type('html')
    .send(
      read.ok ? renderPart(req.ctx, 'courses/_blocks', { blocks: blocksOf(read.values.markdown), notes: null }) : '',
    )
}

export async function createModulePosition(req: Request, res: Response): Promise<void> {
  const { module, version } = await findDraftModule(req)
  const read = readForm(moveForm, req)
  if (read.ok) await moveModule(req.ctx, { module_id: module.id, ...read.values })
  res.redirect(303, `${versionHref(version)}#modules`)
}

export async function newModuleRemoval(req: Request, res: Response): Promise<void> {
  const { module, version } = await findDraftModule(req)
  await renderPage(req, res, 'courses/module-removal', {
    title: `Remove ‘${module.title}’?`,
    back: { href: versionHref(version), text: `Version ${version.number}` },
    module,
    version,
  })
}

export async function createModuleRemoval(req: Request, res: Response): Promise<void> {
  const { module, version } = await findDraftModule(req)
  await removeModule(req.ctx, module.id)
  flash(req, 'success', `‘${module.title}’ was removed from the draft`)
  res.redirect(303, versionHref(version))
}
