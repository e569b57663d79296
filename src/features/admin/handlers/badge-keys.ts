/** The keys that badges are signed with: which one signs now, which did before, and making a new one. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listKeys, rotateKey } from '../../badges/index.ts'
import { badgeKeysPage } from '../pages/badge-keys.ts'
import { sectionItems } from '../pages/sections.ts'

export async function listBadgeKeys(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'admin/badge-keys', {
    title: 'Badge keys',
    sections: sectionItems('/admin/badge-keys'),
    ...badgeKeysPage(await listKeys(req.ctx), req.ctx.config),
  })
}

export async function createBadgeKey(req: Request, res: Response): Promise<void> {
  const asked = String(req.body?.active_id ?? '')
  const result = await rotateKey(req.ctx, { active_id: isId(asked) ? asked : null })
  switch (result) {
    case 'rotated':
      flash(req, 'success', 'Badges are signed with a new key from now on')
      break
    case 'moved-on':
      flash(req, 'notice', 'Somebody made a new key in the meantime, so nothing was changed')
      break
  }
  res.redirect(303, '/admin/badge-keys')
}
