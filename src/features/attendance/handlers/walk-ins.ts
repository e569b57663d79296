/** Somebody who came without a booking: found, and put on the register. */
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { addWalkIn } from '../../live-sessions/index.ts'
import { findPeople } from '../../people/index.ts'
import { walkInForm, walkInSearch } from '../forms.ts'
import * as pages from '../pages/registers.ts'
import { listRegister } from '../queries/registers.ts'
import { isMarkable } from '../rules/marks.ts'
import { getKeptPart } from './registers.ts'

export async function newWalkIn(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const { form, ...read } = readQuery(walkInSearch, req)
  const search = read.ok ? (read.values.search ?? '') : ''
  const isLong = search.length >= 2
  const onRegister = new Set((await listRegister(req.ctx, part.part_id)).map((row) => row.person_id))
  const found = isLong ? await findPeople(req.ctx, { search, limit: 30 }) : []
  await renderPage(req, res, 'attendance/walk-in', {
    title: 'Add somebody who walked in',
    back: { href: `/registers/${part.part_id}`, text: 'Register' },
    filters: form,
    part: pages.registerFacts(part),
    has_searched: isLong,
    people: found.map((person) => ({ ...person, is_on_register: onRegister.has(person.id) })),
    can_add: isMarkable(part, req.ctx.now),
    adds_people: hasRole(req.ctx.actor, 'coordinator'),
  })
}

export async function createWalkIn(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const read = readForm(walkInForm, req)
  if (!read.ok) throw new NotFound()
  if (!isMarkable(part, req.ctx.now)) {
    flash(req, 'notice', 'Nobody was added: this register is not open.')
    return res.redirect(303, `/registers/${part.part_id}`)
  }
  const result = await addWalkIn(req.ctx, { live_session_id: part.live_session_id, person_id: read.values.person_id })
  switch (result) {
    case 'added':
      flash(
        req,
        'success',
        part.closed_at ? 'Added. The register is closed: mark them by a correction.' : 'Added to the register.',
      )
      break
    case 'already-booked':
      flash(req, 'notice', 'This person is on the register already.')
      break
    case 'cancelled':
    case 'draft':
      flash(req, 'notice', 'This session is cancelled or a draft, so it has no register.')
  }
  res.redirect(303, `/registers/${part.part_id}`)
}
