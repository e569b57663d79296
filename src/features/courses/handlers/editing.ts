/** Which form a module is edited with: a page's or a quiz's. */
import type { Request, Response } from 'express'
import { findDraftModule } from './drafts.ts'
import { editPageModule, updatePageModule } from './page-modules.ts'
import { editQuizModulePage, updateQuizModule } from './quiz-modules.ts'

export async function editModule(req: Request, res: Response): Promise<void> {
  const { module, version } = await findDraftModule(req)
  await (module.kind === 'page' ? editPageModule : editQuizModulePage)(req, res, module, version)
}

export async function updateModule(req: Request, res: Response): Promise<void> {
  const { module } = await findDraftModule(req)
  await (module.kind === 'page' ? updatePageModule : updateQuizModule)(req, res)
}
