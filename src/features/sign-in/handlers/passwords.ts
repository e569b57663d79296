/** Signing in by password, and setting one: for trainers, coordinators and administrators. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, filledForm, readForm } from '../../../platform/http/form.ts'
import { countTry, forgetTries, network } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { authenticate, finishSignIn } from '../authenticate.ts'
import { setPassword } from '../commands/passwords.ts'
import { newPasswordForm, passwordSignInForm } from '../forms.ts'
import { limits, passwordLength } from '../rules.ts'

export async function newPasswordSignIn(req: Request, res: Response): Promise<void> {
  await showPasswordSignIn(req, res, emptyForm())
}

/** A typed password is never sent back. */
async function showPasswordSignIn(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'sign-in/password', {
    title: 'Sign in with a password',
    back: { href: '/sign-in' },
    form: Object.assign(filledForm({ email: form.value('email') }), { errors: form.errors }),
  })
}

export async function createPasswordSignIn(req: Request, res: Response): Promise<void> {
  const read = readForm(passwordSignInForm, req)
  if (!read.ok) return showPasswordSignIn(req, res, read.form)
  await countTry(req.ctx.db, limits.passwordByNetwork, network(req))
  await countTry(req.ctx.db, limits.passwordByAddress, read.values.email)
  const answer = await authenticate('password', req, res)
  if ('refusal' in answer)
    return showPasswordSignIn(req, res, read.form.withError('email', 'The email address or the password is not right'))
  await forgetTries(req.ctx.db, limits.passwordByAddress, read.values.email)
  await finishSignIn(req, res, answer.id, 'password')
}

export async function editPassword(req: Request, res: Response): Promise<void> {
  await showPassword(req, res, emptyForm())
}

async function showPassword(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'sign-in/edit-password', {
    title: 'Set a password',
    back: { href: '/account' },
    form: Object.assign(emptyForm(), { errors: form.errors }),
    min_length: passwordLength.min,
  })
}

export async function updatePassword(req: Request, res: Response): Promise<void> {
  const read = readForm(newPasswordForm, req)
  if (!read.ok) return showPassword(req, res, read.form)
  const set = await setPassword(req.ctx, { password: read.values.password, current_sid: req.sessionID })
  switch (set.result) {
    case 'refused':
      return showPassword(req, res, read.form.withError('password', set.fault))
    case 'set':
      flash(req, 'success', 'Your password is set. You were signed out everywhere else')
      res.redirect(303, '/account')
  }
}
