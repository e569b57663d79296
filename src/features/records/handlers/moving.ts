/** Many people to their new organisations in one act: chosen per person, shown before it is done. */
import type { Request, Response } from 'express'
import { today, wordsForDate } from '../../../lib/time.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { readDay } from '../../../platform/http/fields.ts'
import { Form as TypedForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { OrganisationRow } from '../../organisations/index.ts'
import { getOrganisation, listOrganisationChoices } from '../../organisations/index.ts'
import { movePeople } from '../commands/moving.ts'
import { movingForm } from '../forms.ts'
import * as pages from '../pages/moving.ts'
import { listMovable, mostMoved } from '../queries/members.ts'

const choicesFor = async (req: Request, id: string) =>
  (await listOrganisationChoices(req.ctx))
    .filter((one) => one.id !== id)
    .map((one) => ({ value: one.id, text: one.name }))

/** The day the organisation ends, where one is set; else today. */
const usualDay = (organisation: OrganisationRow, day: string) =>
  organisation.ends_on !== null && organisation.ends_on > day ? organisation.ends_on : day

export async function newMoving(req: Request, res: Response): Promise<void> {
  const organisation = await getOrganisation(req.ctx, String(req.params.organisationId))
  const [year = '', month = '', day = ''] = usualDay(organisation, today(req.ctx.now)).split('-')
  const form = new TypedForm({
    'on-day': String(Number(day)),
    'on-month': String(Number(month)),
    'on-year': year,
    all: organisation.successor_id ?? '',
  })
  await showForm(req, res, organisation, form, {}, organisation.successor_id ?? '')
}

async function showForm(
  req: Request,
  res: Response,
  organisation: OrganisationRow,
  form: Form,
  typed: Record<string, unknown>,
  forAll: string,
): Promise<void> {
  const day = readDay(form.typed, 'on')
  const isDay = day !== null && day !== 'bad'
  const members = await listMovable(req.ctx, organisation.id, isDay ? day : today(req.ctx.now))
  await renderPage(req, res, 'records/moving', {
    title: `Move people of ${organisation.name}`,
    wide: true,
    back: { href: `/organisations/${organisation.id}`, text: organisation.name },
    form,
    action: `/organisations/${organisation.id}/moving`,
    choices: await choicesFor(req, organisation.id),
    members: pages.memberRows(members, typed, forAll),
    is_partial: members.length === mostMoved,
    most: mostMoved,
  })
}

/** `step` says which button: fill all alike, show what would happen, change it again, or do it. */
export async function createMoving(req: Request, res: Response): Promise<void> {
  const organisation = await getOrganisation(req.ctx, String(req.params.organisationId))
  const typed = (req.body ?? {}) as Record<string, unknown>
  const read = readForm(movingForm, req)
  const forAll = typeof typed.all === 'string' ? typed.all : ''
  if (typed.step === 'fill') return showForm(req, res, organisation, new TypedForm(read.form.typed), {}, forAll)
  if (!read.ok) return showForm(req, res, organisation, read.form, typed, '')
  if (typed.step === 'change') return showForm(req, res, organisation, new TypedForm(read.form.typed), typed, '')
  const { on } = read.values
  const choices = await choicesFor(req, organisation.id)
  const members = await listMovable(req.ctx, organisation.id, on)
  const chosen = pages.movesIn(typed, choices)
  const moves = chosen.filter(({ person_id }) => members.some((one) => one.person_id === person_id))
  const gone = chosen.length - moves.length
  if (chosen.length === 0 || (moves.length === 0 && typed.step !== 'apply'))
    return showForm(
      req,
      res,
      organisation,
      read.form.withError(
        'all',
        gone > 0 ? 'Those you chose do not belong to it on that day any more' : 'Choose where at least one person goes',
      ),
      typed,
      '',
    )
  if (typed.step !== 'apply') {
    return renderPage(req, res, 'records/moving-preview', {
      title: `Move ${moves.length === 1 ? '1 person' : `${moves.length} people`} of ${organisation.name}?`,
      back: { href: `/organisations/${organisation.id}`, text: organisation.name },
      action: `/organisations/${organisation.id}/moving`,
      day_words: wordsForDate(on),
      groups: pages.previewGroups(members, moves, choices),
      staying: members.length - moves.length,
      gone_words:
        gone === 0
          ? null
          : gone === 1
            ? '1 person you chose does not belong to it on that day any more, and is not moved.'
            : `${gone} people you chose do not belong to it on that day any more, and are not moved.`,
      kept: [
        ...['day', 'month', 'year'].map((part) => ({ name: `on-${part}`, value: read.form.value(`on-${part}`) })),
        ...moves.map((one) => ({ name: pages.fieldOf(one.person_id), value: one.to_id })),
      ],
    })
  }
  const done = await movePeople(req.ctx, { from_id: organisation.id, on, moves: chosen })
  const moved = done.moved + done.joined_before
  const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)
  flash(
    req,
    moved === 0 ? 'notice' : 'success',
    [
      moved === 0
        ? 'Nobody was moved now.'
        : `${people(moved)} of ${organisation.name} ${on > today(req.ctx.now) ? 'will move' : 'moved'} on ${wordsForDate(on)}.`,
      done.gone > 0 ? `${people(done.gone)} had left or been moved before.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  )
  res.redirect(303, `/organisations/${organisation.id}`)
}
