/** The keys that badges are signed with: which one signs now, which did before, making a new one, and withdrawing one. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { countSignedBy, getKey, listKeys, rotateKey, withdrawKey } from '../../badges/index.ts'
import { withdrawalForm } from '../forms.ts'
import { badgeKeysPage, withdrawalPage } from '../pages/badge-keys.ts'
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

export async function newWithdrawal(req: Request, res: Response): Promise<void> {
  await askWithdrawal(req, res, emptyForm())
}

async function askWithdrawal(req: Request, res: Response, form: Form): Promise<void> {
  const key = await getKey(req.ctx, String(req.params.keyId))
  await renderPage(req, res, 'admin/badge-key-withdrawal', {
    title: 'Withdraw a badge key',
    back: { href: '/admin/badge-keys', text: 'Badge keys' },
    form,
    ...withdrawalPage(key, await countSignedBy(req.ctx, key)),
  })
}

export async function createWithdrawal(req: Request, res: Response): Promise<void> {
  const { id } = await getKey(req.ctx, String(req.params.keyId))
  const read = readForm(withdrawalForm, req)
  if (!read.ok) return askWithdrawal(req, res, read.form)
  const result = await withdrawKey(req.ctx, { key_id: id, reason: read.values.reason })
  switch (result) {
    case 'withdrawn':
      flash(req, 'success', 'The key was withdrawn. Nothing that it signed counts any more')
      break
    case 'already':
      flash(req, 'notice', 'Somebody withdrew the key in the meantime')
      break
  }
  res.redirect(303, '/admin/badge-keys')
}
