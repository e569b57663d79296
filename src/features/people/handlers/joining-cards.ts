/** Printing a joining card for someone without a mailbox. */
import type { Request, Response } from 'express'
import { Conflict } from '../../../platform/errors.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { issueJoiningCard } from '../commands/joining-cards.ts'
import { lastDayWords } from '../pages/people.ts'
import { listJoiningCards } from '../queries/joining-cards.ts'
import { getPerson } from '../queries/people.ts'
import { joiningCardDays } from '../rules/people.ts'

export async function newJoiningCard(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const cards = await listJoiningCards(req.ctx, person.id)
  await renderPage(req, res, 'people/new-joining-card', {
    title: `Print a joining card for ${person.full_name}`,
    back: { href: `/people/${person.id}`, text: person.full_name },
    href: `/people/${person.id}`,
    full_name: person.full_name,
    has_address: person.email !== null,
    replaces: cards.some((card) => !card.used_at && !card.superseded_at && card.expires_at > req.ctx.now),
    days: joiningCardDays,
  })
}

/**
 * The one POST that answers with a page: the code is kept as a hash only, so it cannot be shown on a page of its own
 * afterwards. Sent again (a reload), it makes a new card and the one before no longer works.
 */
export async function createJoiningCard(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const card = await issueJoiningCard(req.ctx, person.id)
  switch (card.result) {
    case 'has-address':
      throw new Conflict(`${person.full_name} has an email address. Send an invitation instead.`)
    case 'disabled':
      throw new Conflict(`${person.full_name} is disabled. Enable the account first.`)
    case 'issued':
      await renderPage(
        req,
        res,
        'people/joining-card',
        {
          title: `Joining card for ${person.full_name}`,
          back: { href: `/people/${person.id}`, text: person.full_name },
          full_name: person.full_name,
          code: card.code,
          address: `${req.ctx.config.base_url.replace(/^https?:\/\//, '')}/sign-in/card`,
          last_day_words: lastDayWords(card.expires_at),
        },
        { layout: 'print' },
      )
  }
}
