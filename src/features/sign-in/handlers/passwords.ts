/** Signing in by password, and setting one: for trainers, coordinators and administrators. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, filledForm, readForm } from '../../../platform/http/form.ts'
import { countTry, forgetTries, network } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { authenticate, finishSignIn } from '../authenticate.ts'
import { hasPassword, setPassword } from '../commands/passwords.ts'
import { newPasswordForm, passwordSignInForm } from '../forms.ts'
import { freshMinutes, isFresh, limits, passwordLength } from '../rules.ts'

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

async function showPassword(req: Request, res: Response, form: Form, { status = 200 } = {}): Promise<void> {
  const { actor } = req.ctx
  const person = actor.kind === 'person' ? actor : null
  const is_fresh = isFresh(req.session.signed_in_at, req.ctx.now)
  const locals = {
    title: 'Set a password',
    back: { href: '/account' },
    form: Object.assign(emptyForm(), { errors: form.errors }),
    min_length: passwordLength.min,
    fresh_minutes: freshMinutes,
    is_fresh,
    has_password: !is_fresh && person !== null && (await hasPassword(req.ctx, person.id)),
    email: person?.email ?? '',
  }
  await renderPage(req, res, 'sign-in/edit-password', locals, form.errors.length > 0 ? {} : { status })
}

export async function updatePassword(req: Request, res: Response): Promise<void> {
  const read = readForm(newPasswordForm, req)
  if (!read.ok) return showPassword(req, res, read.form)
  const { signed_in_at } = req.session
  // Guessing here counts with guessing at the door.
  const { actor } = req.ctx
  const address = (actor.kind === 'person' && actor.email) || 'nobody'
  const isGuess = !isFresh(signed_in_at, req.ctx.now)
  if (isGuess) await countTry(req.ctx.db, limits.passwordByAddress, address)
  const set = await setPassword(req.ctx, { ...read.values, signed_in_at, current_sid: req.sessionID })
  switch (set.result) {
    case 'refused':
      return showPassword(req, res, read.form.withError('password', set.fault))
    case 'another-password':
      return showPassword(req, res, read.form.withError('current_password', 'That is not your current password'))
    case 'not-proved':
      return showPassword(req, res, emptyForm(), { status: 403 })
    case 'set':
      if (isGuess) await forgetTries(req.ctx.db, limits.passwordByAddress, address)
      flash(req, 'success', 'Your password is set. You were signed out everywhere else')
      res.redirect(303, '/account')
  }
}
