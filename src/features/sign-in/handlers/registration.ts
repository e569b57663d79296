/** For somebody new whose organisation is a partner: the same answer whatever the address. */
import type { Request, Response } from 'express'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { countTry, network } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { askForCode } from '../commands/codes.ts'
import { registrationForm } from '../forms.ts'
import { limits } from '../rules.ts'
import { countAsk } from './codes.ts'

export async function newRegistration(req: Request, res: Response): Promise<void> {
  await showRegistration(req, res, emptyForm())
}

async function showRegistration(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'sign-in/register', { title: 'Ask to join', back: { href: '/sign-in' }, form })
}

export async function createRegistration(req: Request, res: Response): Promise<void> {
  const read = readForm(registrationForm, req)
  if (!read.ok) return showRegistration(req, res, read.form)
  await countTry(req.ctx.db, limits.registerByNetwork, network(req))
  await countAsk(req, read.values.email)
  req.session.sign_in = await askForCode(req.ctx, {
    email: read.values.email,
    next: '/',
    register: read.values.full_name,
  })
  res.redirect(303, '/sign-in/code')
}
