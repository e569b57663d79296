/** Pictures of questions: as pages fetch them, and the page on which an author puts them into a question. */
import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { withoutMetadata } from '../../../lib/picture-metadata.ts'
import { truncate } from '../../../lib/text.ts'
import { NotFound } from '../../../platform/errors.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import { changePictures, keepPictures } from '../commands/pictures.ts'
import { enterAlt, newPictureForm, pictureForm, picturesForm } from '../forms.ts'
import { picturesFormPage, typedPictures } from '../pages/pictures.ts'
import type { QuestionPicture } from '../pictures.ts'
import { mostPictureBytes, mostPictures, pictureFileName } from '../pictures.ts'
import { findPicture, getReadablePicture } from '../queries/pictures.ts'
import { getQuestion } from '../queries/questions.ts'
import { lookAt } from '../question-files/pictures.ts'

/** What an address shows never changes: it is named by its bytes. */
export async function showPicture(req: Request, res: Response): Promise<void> {
  const picture = await getReadablePicture(req.ctx, String(req.params.sha256))
  downloadHeaders(res, pictureFileName(picture), picture.media_type, 'inline')
  res.setHeader('Cache-Control', 'private, max-age=86400')
  res.end(picture.bytes)
}

async function findLatest(req: Request) {
  const id = String(req.params.questionId)
  if (!isId(id)) throw new NotFound()
  const { question, versions } = await getQuestion(req.ctx, id)
  return { question, latest: versions[0]! }
}

export async function listPictures(req: Request, res: Response): Promise<void> {
  await showPictures(req, res, null)
}

async function showPictures(req: Request, res: Response, form: Form | null, status?: number): Promise<void> {
  const { question, latest } = await findLatest(req)
  const page = picturesFormPage(latest)
  await renderPage(
    req,
    res,
    'quizzes/pictures',
    {
      title: 'Pictures of the question',
      back: { href: `/questions/${question.id}`, text: 'Question' },
      form: form ?? filledForm(typedPictures(latest)),
      action: `/questions/${question.id}/pictures`,
      question_words: truncate(latest.text, 300),
      from: latest.number,
      ...page,
    },
    status === undefined ? {} : { status },
  )
}

export const takePicture = takeFile('file', mostPictureBytes)

/** What came with the form, or why it cannot be taken; null where nothing was selected. */
function uploadedPicture(req: Request) {
  if (req.is_upload_too_large) return { fault: 'The picture must be smaller than 5 MB' }
  if (!req.file || req.file.size === 0) return null
  const bytes = withoutMetadata(req.file.buffer)
  const seen = lookAt(bytes)
  if (typeof seen === 'string') return { fault: `The selected file ${seen}` }
  return { ...seen, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/**
 * The picture of a question that is being written. It is kept at once: whatever else the form has to be sent again for,
 * the file need not be selected again.
 */
export async function readNewPicture(req: Request, form: Form): Promise<{ form: Form; pictures: QuestionPicture[] }> {
  const read = readForm(newPictureForm, req)
  const uploaded = uploadedPicture(req)
  if (uploaded?.fault !== undefined) return { form: form.withError('file', uploaded.fault), pictures: [] }
  if (!read.ok) return { form: form.withErrors(read.form.errors), pictures: [] }
  const { is_decorative, picture, no_picture } = read.values
  const alt = read.values.alt ?? ''
  if (uploaded) await keepPictures(req.ctx, [uploaded])
  const kept = uploaded ?? (picture === null || no_picture ? undefined : await findPicture(req.ctx, picture))
  const named = filledForm({ ...form.typed, picture: kept?.sha256, no_picture: undefined }).withErrors(form.errors)
  if (!kept) {
    const isMeant = !no_picture && (alt !== '' || is_decorative || picture !== null)
    return { form: isMeant ? named.withError('file', 'Select a picture, or say nothing of one') : named, pictures: [] }
  }
  if (!is_decorative && alt === '') return { form: named.withError('alt', enterAlt), pictures: [] }
  const { sha256, media_type } = kept
  return {
    form: named,
    pictures: [{ sha256, media_type, place: 'text', alt: is_decorative ? '' : alt, is_decorative }],
  }
}

export async function createPicture(req: Request, res: Response): Promise<void> {
  const read = readForm(pictureForm, req)
  const { latest } = await findLatest(req)
  const again = (form: Form, status?: number) =>
    showPictures(req, res, filledForm({ ...typedPictures(latest), ...form.typed }).withErrors(form.errors), status)
  if (!read.ok) return again(read.form)
  if (picturesFormPage(latest).place_choices.every(({ value }) => value !== read.values.place))
    return again(read.form.withError('place', 'Select where it stands'))
  const uploaded = uploadedPicture(req) ?? { fault: 'Select a picture' }
  if (uploaded.fault !== undefined)
    return again(read.form.withError('file', uploaded.fault), req.is_upload_too_large ? 413 : undefined)
  const { _from: from, place, alt, is_decorative } = read.values
  const { sha256, media_type } = uploaded
  const added = { sha256, media_type, place, alt: is_decorative ? '' : alt!, is_decorative }
  const changed = await changePictures(req.ctx, {
    ...{ question_id: String(req.params.questionId), from },
    change: (pictures) => [...pictures, added],
    bytes: uploaded,
  })
  switch (changed) {
    case 'too-many':
      return again(read.form.withError('file', `A question may have ${mostPictures} pictures`))
    case 'changed-meanwhile':
      return again(read.form.withError('file', meanwhile))
    case 'changed':
    case 'same':
      flash(req, 'success', 'The picture stands in the question now, as a new version')
      res.redirect(303, `/questions/${String(req.params.questionId)}/pictures`)
  }
}

const meanwhile = 'Somebody changed this question meanwhile: this is how it is now. Do it again where it is still right'

/** What is said of each picture, and those that are taken off. */
export async function updatePictures(req: Request, res: Response): Promise<void> {
  const { latest } = await findLatest(req)
  const read = readForm(picturesForm(latest.pictures.length), req)
  if (!read.ok) return showPictures(req, res, read.form)
  const { _from: from, pictures } = read.values
  const missing = pictures.flatMap(({ alt, is_decorative, is_off }, index) =>
    alt === '' && !is_decorative && !is_off ? [`alt-${index + 1}`] : [],
  )
  if (missing.length > 0)
    return showPictures(
      req,
      res,
      missing.reduce((form, field) => form.withError(field, enterAlt), read.form),
    )
  const changed = await changePictures(req.ctx, {
    ...{ question_id: String(req.params.questionId), from },
    change: (before) =>
      before.flatMap((picture, index) => {
        const { alt = picture.alt, is_decorative = picture.is_decorative, is_off = false } = pictures[index] ?? {}
        return is_off ? [] : [{ ...picture, alt, is_decorative }]
      }),
  })
  switch (changed) {
    case 'too-many':
    case 'changed-meanwhile':
      return showPictures(req, res, filledForm(typedPictures(latest)).withError('pictures', meanwhile))
    case 'changed':
      flash(req, 'success', 'The pictures were changed, as a new version of the question')
      return res.redirect(303, `/questions/${String(req.params.questionId)}`)
    case 'same':
      return res.redirect(303, `/questions/${String(req.params.questionId)}`)
  }
}
