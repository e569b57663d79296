/** A lead or coordinator reminds one person, or all who still have something to do. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getOrganisation } from '../../organisations/index.ts'
import { canOpenOrganisation } from '../../people/index.ts'
import type { RemindResult } from '../commands.ts'
import { remindMembers, reminderDays } from '../commands.ts'
import { remindersPage } from '../pages/reminders.ts'
import { isMemberToday, listRemindable } from '../queries/reminders.ts'

async function getOwn(req: Request) {
  const id = String(req.params.organisationId)
  if (!isId(id) || !canOpenOrganisation(req.ctx.actor, id)) throw new NotFound()
  return getOrganisation(req.ctx, id)
}

export async function newReminders(req: Request, res: Response): Promise<void> {
  const organisation = await getOwn(req)
  const members = await listRemindable(req.ctx, organisation.id, null)
  await renderPage(req, res, 'home/reminders', {
    title: `Remind people of ${organisation.name}`,
    back: { href: `/organisations/${organisation.id}`, text: organisation.name },
    action: `/organisations/${organisation.id}/reminders`,
    days: reminderDays,
    ...remindersPage(members, today(req.ctx.now), req.ctx.now),
  })
}

/** With a `person_id` one person, else everybody. */
export async function createReminders(req: Request, res: Response): Promise<void> {
  const organisation = await getOwn(req)
  const personId = (req.body as Record<string, unknown> | undefined)?.person_id
  if (personId !== undefined) {
    const isTheirs =
      isId(String(personId)) && (await isMemberToday(req.ctx, organisation.id, String(personId), today(req.ctx.now)))
    if (!isTheirs) throw new NotFound()
  }
  const result = await remindMembers(req.ctx, {
    organisation_id: organisation.id,
    person_id: personId === undefined ? null : String(personId),
  })
  flash(req, result.reminded > 0 ? 'success' : 'notice', words(result))
  res.redirect(303, `/organisations/${organisation.id}`)
}

function words({ reminded, too_soon, no_mailbox }: RemindResult): string {
  const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)
  const said = [
    reminded > 0 ? `A reminder is on its way to ${people(reminded)}.` : 'Nobody was reminded.',
    too_soon > 0 ? `${people(too_soon)} had one within the last ${reminderDays} days.` : '',
    no_mailbox > 0 ? `${people(no_mailbox)} ${no_mailbox === 1 ? 'has' : 'have'} no mailbox: tell them yourself.` : '',
  ]
  return said.filter(Boolean).join(' ')
}
