/** The pages of registers: the list, marking, closing, walk-ins. */
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { Form, emptyForm, readForm, readQuery } from '../../../platform/http/form.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { hrefWith, readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { addWalkIn, joinOpensMinutes } from '../../live-sessions/index.ts'
import { findPeople } from '../../people/index.ts'
import { closeRegister, saveMarks } from '../commands/registers.ts'
import { closingForm, readMarks, registerFilters, walkInForm, walkInSearch } from '../forms.ts'
import * as pages from '../pages.ts'
import { canKeepRegister } from '../policy.ts'
import * as queries from '../queries.ts'
import type { RegisterPartRow } from '../queries.ts'
import { isMarkable, lengthOf } from '../rules.ts'

export async function listRegisters(req: Request, res: Response): Promise<void> {
  const { id } = req.ctx.actor as PersonActor
  const { form, ...read } = readQuery(registerFilters, req)
  const sees = hasRole(req.ctx.actor, 'coordinator')
  const whose = sees && read.ok && read.values.whose === 'all' ? 'all' : 'mine'
  const filters = { trainer_id: whose === 'all' ? null : id, show: read.ok ? read.values.show : ('to-do' as const) }
  const todo = await queries.countKeptSessions(req.ctx, { ...filters, show: 'to-do' })
  // Nothing to do is good news: what comes next is more use than an empty list.
  if (form.value('show') === '' && todo === 0) filters.show = 'coming'
  const paging = readPaging(req, await queries.countKeptSessions(req.ctx, filters), 30)
  const sessions = await queries.listKeptSessions(req.ctx, filters, paging)
  await renderPage(req, res, 'attendance/registers', {
    title: whose === 'all' ? 'Registers' : 'Registers of sessions you train',
    wide: true,
    back: { href: '/live-sessions', text: 'Live sessions' },
    sessions: sessions.map((session) => pages.keptSession(session, req.ctx.now)),
    paging,
    tabs: pages.showChoices.map(({ value, text }) => ({
      text: value === 'to-do' && todo > 0 ? `${text} (${todo})` : text,
      href: hrefWith(req, { show: value, page: null }),
      active: filters.show === value,
    })),
    whose: sees && hasRole(req.ctx.actor, 'trainer') ? whose : null,
    whose_href: hrefWith(req, { whose: whose === 'all' ? 'mine' : 'all', page: null }),
  })
}

/** The part whose register this is, for those who keep it; for everyone else it is not there. */
export async function getKeptPart(req: Request): Promise<RegisterPartRow> {
  const part = await queries.getRegisterPart(req.ctx, String(req.params.partId))
  if (!canKeepRegister(req.ctx.actor, part)) throw new NotFound()
  return part
}

export async function showRegister(req: Request, res: Response): Promise<void> {
  await showPart(req, res, await getKeptPart(req), null, [])
}

async function showPart(
  req: Request,
  res: Response,
  part: RegisterPartRow,
  typed: Typed | null,
  withoutMinutes: string[],
): Promise<void> {
  const register = await queries.listRegister(req.ctx, part.part_id)
  const missing = new Set(withoutMinutes)
  const people = register.map((row) => pages.registerRow(row, typed, missing))
  const errors = people.flatMap(({ person_id, error }) =>
    error ? [{ field: `minutes-${person_id}`, text: error }] : [],
  )
  await renderPage(req, res, 'attendance/register', {
    title: `Register: ${part.title}`,
    wide: true,
    back: { href: `/live-sessions/${part.live_session_id}`, text: part.title },
    form: new Form(typed ?? {}, errors),
    part: pages.registerFacts(part),
    people,
    counts: pages.markCounts(register),
    mark_choices: pages.markChoices,
    can_mark: isMarkable(part, req.ctx.now) && !part.closed_at,
    can_close: part.starts_at <= req.ctx.now,
    opens_minutes: joinOpensMinutes,
  })
}

/** One POST for all; what this page did not change is left as it stands, whoever set it meanwhile. */
export async function updateRegister(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const typed = (req.body ?? {}) as Typed
  if (!isMarkable(part, req.ctx.now)) {
    flash(req, 'notice', 'Nothing was saved: this register is not open.')
    return res.redirect(303, `/registers/${part.part_id}`)
  }
  const sent = readMarks(typed, lengthOf(part))
  if (sent.without_minutes.length > 0) return showPart(req, res, part, typed, sent.without_minutes)
  const saved = await saveMarks(req.ctx, { part_id: part.part_id, marks: sent.changed })
  switch (saved.result) {
    case 'closed':
      flash(req, 'notice', 'Nothing was saved: this register is closed. Marks change by a correction with its reason.')
      break
    case 'saved':
      flash(req, 'success', pages.savedWords(saved.changed))
  }
  res.redirect(303, `/registers/${part.part_id}`)
}

export async function newClosing(req: Request, res: Response): Promise<void> {
  await showClosing(req, res, await getKeptPart(req), emptyForm())
}

async function showClosing(req: Request, res: Response, part: RegisterPartRow, form: Form): Promise<void> {
  const register = await queries.listRegister(req.ctx, part.part_id)
  await renderPage(req, res, 'attendance/closing', {
    title: 'Close the register',
    back: { href: `/registers/${part.part_id}`, text: 'Register' },
    form,
    part: pages.registerFacts(part),
    counts: pages.markCounts(register),
    unmarked: register.filter((row) => row.mark === null).map((row) => row.full_name),
    can_close: part.starts_at <= req.ctx.now && !part.cancelled_at,
  })
}

export async function createClosing(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const read = readForm(closingForm, req)
  const rest_absent = read.ok && read.values.rest_absent
  const closed = await closeRegister(req.ctx, { part_id: part.part_id, rest_absent })
  switch (closed.result) {
    case 'unmarked':
      return showClosing(
        req,
        res,
        part,
        read.form.withError('rest_absent', 'Mark these people first, or say that they were absent'),
      )
    case 'too-early':
      flash(req, 'notice', 'A register is closed after the session has begun.')
      break
    case 'cancelled':
      flash(req, 'notice', 'This session is cancelled, so it has no register.')
      break
    case 'already-closed':
    case 'closed':
      flash(req, 'success', 'The register is closed. Whoever has completed their course gets their certificate now.')
  }
  res.redirect(303, `/registers/${part.part_id}`)
}

export async function newWalkIn(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const { form, ...read } = readQuery(walkInSearch, req)
  const search = read.ok ? (read.values.search ?? '') : ''
  const isLong = search.length >= 2
  const onRegister = new Set((await queries.listRegister(req.ctx, part.part_id)).map((row) => row.person_id))
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
      flash(req, 'notice', 'This session is cancelled, so it has no register.')
  }
  res.redirect(303, `/registers/${part.part_id}`)
}
