/** Which form a module is edited with: a page's, a quiz's or a package's. */
import type { Request, Response } from 'express'
import { findDraftModule } from './drafts.ts'
import { editPackageModulePage, updatePackageModule } from './package-modules.ts'
import { editPageModule, updatePageModule } from './page-modules.ts'
import { editQuizModulePage, updateQuizModule } from './quiz-modules.ts'

export async function editModule(req: Request, res: Response): Promise<void> {
  const { module, version } = await findDraftModule(req)
  const edit = { page: editPageModule, quiz: editQuizModulePage, package: editPackageModulePage }
  await edit[module.kind](req, res, module, version)
}

export async function updateModule(req: Request, res: Response): Promise<void> {
  const { module } = await findDraftModule(req)
  const update = { page: updatePageModule, quiz: updateQuizModule, package: updatePackageModule }
  await update[module.kind](req, res)
}
