/** The main door: an address, then the code from the mail. */
import type { Request, Response } from 'express'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { countTry, network } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { ownPath } from '../../../platform/http/return-to.ts'
import { isSecret } from '../../../lib/ids.ts'
import { NotFound } from '../../../platform/errors.ts'
import { authenticate, finishSignIn } from '../authenticate.ts'
import { askForCode, isLinkOfBrowser } from '../commands/codes.ts'
import { codeForm, emailForm } from '../forms.ts'
import { refusalWords } from '../pages.ts'
import { codeMinutes, limits } from '../rules.ts'

export async function newSignIn(req: Request, res: Response): Promise<void> {
  if (req.ctx.actor.kind === 'person') return res.redirect(303, ownPath(req.query.next))
  await showSignIn(req, res, filledForm({ next: ownPath(req.query.next) }))
}

async function showSignIn(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'sign-in/new', { title: 'Sign in', form, has_unsent: req.session.kept_form !== undefined })
}

/** Every way to have a code mailed counts for the same address. */
export async function countAsk(req: Request, email: string): Promise<void> {
  await countTry(req.ctx.db, limits.askByAddress, email)
  await countTry(req.ctx.db, limits.askByAddressDaily, email)
}

export async function createSignIn(req: Request, res: Response): Promise<void> {
  const read = readForm(emailForm, req)
  if (!read.ok) return showSignIn(req, res, read.form)
  await countTry(req.ctx.db, limits.askByNetwork, network(req))
  await countAsk(req, read.values.email)
  req.session.sign_in = await askForCode(req.ctx, { email: read.values.email, next: ownPath(read.values.next) })
  res.redirect(303, '/sign-in/code')
}

export async function newCode(req: Request, res: Response): Promise<void> {
  if (!req.session.sign_in) return res.redirect(303, '/sign-in')
  await showCode(req, res, filledForm({}))
}

async function showCode(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'sign-in/code', {
    title: 'Check your email',
    back: { href: '/sign-in', text: 'Use another address' },
    form,
    email: req.session.sign_in?.email ?? '',
    code_minutes: codeMinutes,
  })
}

export async function createCode(req: Request, res: Response): Promise<void> {
  if (!req.session.sign_in) return res.redirect(303, '/sign-in')
  const read = readForm(codeForm, req)
  if (!read.ok) return showCode(req, res, read.form)
  await countTry(req.ctx.db, limits.codeByNetwork, network(req))
  const answer = await authenticate('code', req, res)
  if ('refusal' in answer) return showCode(req, res, read.form.withError('code', refusalWords[answer.refusal]))
  await finishSignIn(req, res, answer.id, 'code')
}

/** A page with a button, and nothing else: mail scanners open links, so opening one changes nothing. */
export async function showLink(req: Request, res: Response): Promise<void> {
  const token = String(req.params.token)
  if (!isSecret(token)) throw new NotFound()
  await renderPage(req, res, 'sign-in/link', {
    title: 'Sign in',
    is_same_browser: await isLinkOfBrowser(req.ctx, req.session.sign_in, token),
    token,
    form: filledForm({}),
  })
}

export async function createFromLink(req: Request, res: Response): Promise<void> {
  const token = String(req.params.token)
  if (!isSecret(token)) throw new NotFound()
  await countTry(req.ctx.db, limits.codeByNetwork, network(req))
  const answer = await authenticate('link', req, res)
  if ('id' in answer) return finishSignIn(req, res, answer.id, 'link')
  await renderPage(
    req,
    res,
    'sign-in/link',
    { title: 'Sign in', is_same_browser: false, token, form: filledForm({}) },
    { status: 403 },
  )
}
