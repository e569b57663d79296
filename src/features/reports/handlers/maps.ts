/** Takes a map of the force's own areas. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import { listAreas } from '../../organisations/index.ts'
import { loadMap } from '../commands/maps.ts'
import { mapForm } from '../forms.ts'
import { drawnMap } from '../pages/maps.ts'
import { findMap } from '../queries/maps.ts'

const mostMegabytes = 10

export const takeMap = takeFile('file', mostMegabytes * 1024 * 1024)

export async function editMap(req: Request, res: Response): Promise<void> {
  await showEdit(req, res, emptyForm())
}

async function showEdit(req: Request, res: Response, form: Form, status?: number): Promise<void> {
  const map = await findMap(req.ctx)
  const areas = await listAreas(req.ctx)
  await renderPage(
    req,
    res,
    'reports/map',
    {
      title: 'Change the map',
      back: { href: '/reports/coverage', text: 'Coverage' },
      form,
      map: map ? drawnMap(map) : null,
      codes: areas
        .filter((area) => area.kind === 'district')
        .map((area) => ({ name: area.name, gss_code: area.gss_code })),
    },
    status === undefined ? {} : { status },
  )
}

const faults = {
  'not-geojson': 'The selected file must be a GeoJSON file of areas (a FeatureCollection of polygons)',
  'no-known-area':
    'The selected file has none of our areas: each must carry its code or its name, as listed below. If they are your areas, tick that they are',
  'too-detailed': 'The selected file is too detailed. Choose a generalised one, with fewer points',
} as const

export async function createMap(req: Request, res: Response): Promise<void> {
  const read = readForm(mapForm, req)
  const refuse = (field: string, text: string, status?: number) =>
    showEdit(req, res, read.form.withError(field, text), status)
  if (req.is_upload_too_large) return refuse('file', `The selected file must be smaller than ${mostMegabytes} MB`, 413)
  if (!read.ok) return showEdit(req, res, read.form)
  if (!req.file) return refuse('file', 'Select a file')
  const loaded = await loadMap(req.ctx, {
    file_name: req.file.originalname,
    bytes: req.file.buffer,
    ...read.values,
  })
  switch (loaded.result) {
    case 'loaded':
      flash(
        req,
        'success',
        loaded.missing.length === 0
          ? 'The map has changed.'
          : `The map has changed. It does not have ${loaded.missing.join(', ')}.`,
      )
      return res.redirect(303, '/reports/coverage')
    case 'no-credit':
      return refuse('credit', 'Enter whose boundaries these are, as their licence asks')
    case 'not-geojson':
    case 'no-known-area':
    case 'too-detailed':
      return refuse('file', faults[loaded.result])
  }
}
