/** Materials of a session: the keepers' list, a new file or link, one fewer; and a file as people with a place fetch it. */
import type { Request, Response } from 'express'
import type { PersonActor } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { findFile } from '../../../platform/files/store.ts'
import { sendDownload } from '../../../platform/http/download.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import type { AddMaterialResult } from '../commands/materials.ts'
import { addMaterialFile, addMaterialLink, removeMaterial } from '../commands/materials.ts'
import { materialFileForm, materialLinkForm } from '../forms/materials.ts'
import { isShown, mostFileBytes, mostMaterials } from '../materials.ts'
import { sessionFacts } from '../pages/live-sessions.ts'
import { keptMaterial, materialsHref, momentChoices } from '../pages/materials.ts'
import { canKeep } from '../policy.ts'
import { findOwnBooking } from '../queries/bookings.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import type { MaterialRow } from '../queries/materials.ts'
import { findMaterial, listMaterials } from '../queries/materials.ts'
import { listTrainers } from '../queries/parts.ts'
import { getKept } from './live-sessions.ts'

export const readUpload = takeFile('file', mostFileBytes)

export async function showMaterials(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const materials = await listMaterials(req.ctx, session.id)
  const of = (moment: string) => materials.filter((one) => one.moment === moment).map(keptMaterial)
  await renderPage(req, res, 'live-sessions/materials', {
    title: `Materials of ${session.title}`,
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    session: sessionFacts(session, req.ctx.now),
    before: of('before'),
    after: of('after'),
  })
}

const showForm = (req: Request, res: Response, session: LiveSessionRow, kind: 'file' | 'link', form: Form) =>
  renderPage(req, res, `live-sessions/material-${kind}`, {
    title: kind === 'file' ? 'Add a file' : 'Add a link',
    back: { href: materialsHref(session.id), text: `Materials of ${session.title}` },
    form,
    session: sessionFacts(session, req.ctx.now),
    moment_choices: momentChoices,
  })

/** What is ticked already: before the end of a session most have something to read first. */
const blank = (session: LiveSessionRow, now: Date): Form =>
  filledForm({ moment: session.ends_at <= now ? 'after' : 'before' })

export async function newMaterialFile(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  await showForm(req, res, session, 'file', blank(session, req.ctx.now))
}

export async function newMaterialLink(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  await showForm(req, res, session, 'link', blank(session, req.ctx.now))
}

export async function createMaterialFile(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const read = readForm(materialFileForm, req)
  if (!read.ok) return showForm(req, res, session, 'file', read.form)
  const refuse = (text: string) => showForm(req, res, session, 'file', read.form.withError('file', text))
  if (req.is_upload_too_large) return refuse('The selected file must be smaller than 10 MB')
  if (!req.file || req.file.size === 0) return refuse('Select a file')
  const result = await addMaterialFile(req.ctx, {
    live_session_id: session.id,
    ...read.values,
    file_name: req.file.originalname,
    bytes: req.file.buffer,
  })
  if (result === 'unknown-kind')
    return refuse('The selected file must be a PDF, Word, Excel, PowerPoint, PNG or JPEG, without macros')
  tellAdded(req, result)
  res.redirect(303, materialsHref(session.id))
}

export async function createMaterialLink(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const read = readForm(materialLinkForm, req)
  if (!read.ok) return showForm(req, res, session, 'link', read.form)
  tellAdded(req, await addMaterialLink(req.ctx, { live_session_id: session.id, ...read.values }))
  res.redirect(303, materialsHref(session.id))
}

function tellAdded(req: Request, result: AddMaterialResult): void {
  switch (result) {
    case 'added':
      return flash(req, 'success', 'It is added. People with a place find it on the pages of the session.')
    case 'already':
      return flash(req, 'notice', 'Nothing was added: the session has that already.')
    case 'too-many':
      return flash(req, 'notice', `Nothing was added: a session can have ${mostMaterials} materials at most.`)
    case 'cancelled':
      return flash(req, 'notice', 'Nothing was added: this session is cancelled.')
  }
}

async function getKeptMaterial(req: Request): Promise<{ session: LiveSessionRow; material: MaterialRow }> {
  const { session } = await getKept(req)
  const material = await findMaterial(req.ctx, session.id, String(req.params.materialId))
  if (!material) throw new NotFound()
  return { session, material }
}

export async function newMaterialRemoval(req: Request, res: Response): Promise<void> {
  const { session, material } = await getKeptMaterial(req)
  await renderPage(req, res, 'live-sessions/material-removal', {
    title: `Remove ‘${material.title}’?`,
    back: { href: materialsHref(session.id), text: `Materials of ${session.title}` },
    material: keptMaterial(material),
    materials_href: materialsHref(session.id),
  })
}

export async function createMaterialRemoval(req: Request, res: Response): Promise<void> {
  const { session, material } = await getKeptMaterial(req)
  await removeMaterial(req.ctx, { live_session_id: session.id, material_id: material.id })
  flash(req, 'success', `‘${material.title}’ is removed.`)
  res.redirect(303, materialsHref(session.id))
}

/** For whoever keeps the session or has a place; for everyone else it is not there. */
export async function showMaterial(req: Request, res: Response): Promise<void> {
  const session = await getLiveSession(req.ctx, String(req.params.liveSessionId))
  const actor = req.ctx.actor as PersonActor
  const material = await findMaterial(req.ctx, session.id, String(req.params.materialId))
  const trainers = await listTrainers(req.ctx, session.id)
  const keeps = canKeep(
    actor,
    trainers.map((trainer) => trainer.id),
  )
  const booking = await findOwnBooking(req.ctx, session.id, actor.id)
  const mayRead = material && (keeps || (booking?.booked_at && isShown(material, session, req.ctx.now)))
  if (!mayRead) throw new NotFound()
  await sendMaterial(req, res, material)
}

/** Pictures are shown, documents are kept by the reader. A link has no address of ours: lists lead straight to it. */
export async function sendMaterial(req: Request, res: Response, material: MaterialRow): Promise<void> {
  const file = material.file_id && (await findFile(req.ctx, material.file_id))
  if (!file) throw new NotFound()
  res.setHeader('Cache-Control', 'private, no-cache')
  sendDownload(res, file, file.media_type.startsWith('image/') ? 'inline' : 'attachment')
}
