/** Signing in with a printed joining card, for people without a mailbox. */
import type { Request, Response } from 'express'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { countTry, network } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { authenticate, finishSignIn } from '../authenticate.ts'
import { cardForm } from '../forms.ts'
import { limits } from '../rules.ts'

export async function newCardSignIn(req: Request, res: Response): Promise<void> {
  await showCard(req, res, emptyForm())
}

async function showCard(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'sign-in/card', { title: 'Sign in with a joining card', back: { href: '/sign-in' }, form })
}

export async function createCardSignIn(req: Request, res: Response): Promise<void> {
  const read = readForm(cardForm, req)
  if (!read.ok) return showCard(req, res, read.form)
  await countTry(req.ctx.db, limits.cardByNetwork, network(req))
  const answer = await authenticate('card', req, res)
  if ('refusal' in answer)
    return showCard(
      req,
      res,
      read.form.withError(
        'code',
        'That code is not right, or the card was used or replaced. Ask your coordinator for a new card',
      ),
    )
  await finishSignIn(req, res, answer.id, 'card')
}
