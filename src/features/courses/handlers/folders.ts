/** Courses as folders: down as a zip, up again, looked at, made into a draft. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import { pieceBytes } from '../../../lib/pieces.ts'
import { zipStream } from '../../../lib/zip-stream.ts'
import { today } from '../../../lib/time.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFileAsItComes } from '../../../platform/http/upload.ts'
import { compareWithBank, getPictureBytes } from '../../quizzes/index.ts'
import { bankKey, dropFolder, importFolder, keepFolder, receiveFolder } from '../commands/folders.ts'
import { fileNameFor } from '../file-kinds.ts'
import type { CourseFolder } from '../folders/folder.ts'
import { filePath } from '../folders/folder.ts'
import { mostZipBytes, withFolder } from '../folders/open.ts'
import type { OpenedFolder } from '../folders/open.ts'
import type { FolderRemark } from '../folders/read.ts'
import { writeFolder } from '../folders/write.ts'
import { importForm, uploadForm } from '../forms.ts'
import { folderPage } from '../pages/folders.ts'
import { listCourseStates } from '../queries/authoring.ts'
import { listProgrammes } from '../queries/courses.ts'
import type { FolderRow } from '../queries/folders.ts'
import {
  fileMark,
  getFolder,
  listCoursesByName,
  readCourseFolder,
  readFolderTarget,
  readFolderZip,
} from '../queries/folders.ts'
import { readFilePart } from '../queries/files.ts'
import { getPackagePiece } from '../queries/packages.ts'
import { readCompared } from '../queries/publishing.ts'
import { keyFor } from '../rules.ts'
import { versionHref } from './drafts.ts'

/** A piece at a time, however large the videos are. */
export async function downloadFolder(req: Request, res: Response): Promise<void> {
  const { version, folder, files, pictures, packages } = await readCourseFolder(req.ctx, String(req.params.versionId))
  const root = keyFor(version.course_title, [])
  const pieces = async function* (fileId: string, size: number) {
    for (let at = 0; at < size; at += pieceBytes)
      yield await readFilePart(req.ctx, fileId, at, Math.min(pieceBytes, size - at))
  }
  const picture = async function* (sha256: string) {
    yield await getPictureBytes(req.ctx, sha256)
  }
  const packed = async function* (packageId: string, count: number) {
    for (let place = 0; place < count; place++) yield await getPackagePiece(req.ctx, packageId, place)
  }
  downloadHeaders(res, `${root}.zip`, 'application/zip')
  await pipeline(
    Readable.from(
      zipStream([
        ...writeFolder(folder).map(({ name, text }) => ({ name: `${root}/${name}`, bytes: Buffer.from(text) })),
        ...files.map(({ path, file_id, size_bytes }) => ({
          name: `${root}/${path}`,
          bytes: pieces(file_id, size_bytes),
        })),
        ...pictures.map(({ path, sha256 }) => ({ name: `${root}/${path}`, bytes: picture(sha256) })),
        ...packages.map((one) => ({ name: `${root}/${one.path}`, bytes: packed(one.package_id, one.pieces) })),
      ]),
      { objectMode: false },
    ),
    res,
  )
}

export const takeFolder = takeFileAsItComes('file', mostZipBytes, {
  keep: async ({ ctx }, fileName, bytes) => {
    const { id, size_bytes } = await receiveFolder(ctx, fileName, bytes)
    return { kept_id: id, size: size_bytes }
  },
  drop: ({ ctx }, id) => dropFolder(ctx, id),
})

export async function newFolder(req: Request, res: Response): Promise<void> {
  await showNew(req, res, filledForm({ course_id: String(req.query.course_id ?? '') }))
}

async function showNew(
  req: Request,
  res: Response,
  form: Form,
  { faults = [], status }: { faults?: FolderRemark[]; status?: number } = {},
): Promise<void> {
  const courses = await listCourseStates(req.ctx)
  await renderPage(
    req,
    res,
    'courses/folder-new',
    {
      title: 'Import a course from a folder',
      back: { href: '/courses', text: 'Courses' },
      form,
      course_choices: [
        { value: '', text: 'A new course' },
        ...courses.map(({ id, title }) => ({ value: id, text: `The next version of “${title}”` })),
      ],
      faults,
    },
    status === undefined ? {} : { status },
  )
}

/** What cannot be taken is said here, and nothing of it is kept. */
export async function createFolder(req: Request, res: Response): Promise<void> {
  const read = readForm(uploadForm, req)
  const { form } = read
  if (req.is_upload_too_large) {
    const words = `The zip must be smaller than ${mostZipBytes / 1_000_000} MB: leave out videos, and add them afterwards`
    return showNew(req, res, form.withError('file', words), { status: 413 })
  }
  const { kept_id: id, size = 0 } = req.file ?? {}
  if (id === undefined) return showNew(req, res, form.withError('file', 'Select the zip of a course'))
  const refuse = async (why: Form, faults: FolderRemark[] = []) => {
    await dropFolder(req.ctx, id)
    await showNew(req, res, why, { faults })
  }
  if (size === 0) return refuse(form.withError('file', 'Select the zip of a course'))
  const course_id = read.ok ? read.values.course_id : null
  if (course_id !== null && (await listCourseStates(req.ctx)).every((course) => course.id !== course_id))
    return refuse(form.withError('course_id', 'Select a course'))
  const { faults, found } = await withFolder(
    readFolderZip(req.ctx, { id, size_bytes: size }),
    async ({ folder, faults, found }) => ({ faults: folder === null ? faults : [], found }),
  )
  if (faults.length > 0) {
    const [only] = faults.length === 1 && faults[0]!.line === null && faults[0]!.file === 'The zip' ? faults : []
    const words = only?.text ?? 'The folder was not taken: put right what is named below, then upload it again'
    return refuse(form.withError('file', words), faults)
  }
  await keepFolder(req.ctx, { folder_id: id, size_bytes: size, found, course_id })
  res.redirect(303, `/courses/folders/${id}`)
}

export async function showFolder(req: Request, res: Response): Promise<void> {
  const kept = await getFolder(req.ctx, String(req.params.courseFolderId))
  await showReview(req, res, kept, null)
}

async function showReview(req: Request, res: Response, kept: FolderRow, typed: Form | null): Promise<void> {
  const locals = {
    title: `What ${kept.file_name} would make`,
    back: { href: '/courses/folders/new', text: 'Another folder' },
    wide: true,
  }
  if (kept.imported_at !== null)
    return renderPage(req, res, 'courses/folder', {
      ...{ ...locals, title: kept.file_name, form: filledForm({}) },
      done: {
        at: kept.imported_at,
        version_href: kept.course_version_id && `/courses/versions/${kept.course_version_id}`,
      },
      folder: null,
    })
  const show = async (opened: OpenedFolder) => {
    const programmes = await listProgrammes(req.ctx)
    const programme = programmes.find(({ name }) => name === opened.folder?.course.programme)
    const form = typed ?? filledForm({ title: opened.folder?.course.title ?? '', programme_id: programme?.id ?? '' })
    await renderPage(req, res, 'courses/folder', {
      ...{ ...locals, form, done: null },
      folder: opened.folder
        ? folderPage(kept, opened.folder, await readComparison(req, kept, opened, opened.folder))
        : null,
      faults: opened.faults,
      programme_choices: programmes.map(({ id, name }) => ({ value: id, text: name })),
    })
  }
  await withFolder(readFolderZip(req.ctx, kept), show, kept.found)
}

/** Everything that is there already and bears on what the folder would change. */
async function readComparison(req: Request, kept: FolderRow, opened: OpenedFolder, folder: CourseFolder) {
  const { ctx } = req
  const target = await readFolderTarget(ctx, kept.course_id)
  const keys = folder.questions.map(({ key, ...question }) => ({ ...question, key: bankKey(key) }))
  const bank = await compareWithBank(ctx, keys)
  const known = await listCoursesByName(ctx)
  const previous = target.versions[0] ?? null
  return {
    target,
    opened,
    previous: previous && { ...previous, compared: await readCompared(ctx, previous.id) },
    bank: new Map(folder.questions.map(({ key }, index) => [key, bank[index]!])),
    prerequisites: known.filter(({ title, programme }) =>
      folder.course.prerequisites.some((one) => one.course === title && one.programme === programme),
    ),
    file_id_of: (module: { key: string }, { file, name }: { file: string; name: string }) => {
      const found = opened.found.get(filePath(module.key, file))!
      return target.file_ids.get(fileMark(found.sha256, fileNameFor(name, found.kind!.extension)))
    },
    has_package_host: ctx.config.package_url !== undefined,
    today: today(ctx.now),
  }
}

export async function createImport(req: Request, res: Response): Promise<void> {
  const kept = await getFolder(req.ctx, String(req.params.courseFolderId))
  const isNew = kept.course_id === null
  const read = readForm(importForm(isNew), req)
  if (!read.ok) return showReview(req, res, kept, read.form)
  const programmes = await listProgrammes(req.ctx)
  if (isNew && programmes.every(({ id }) => id !== read.values.programme_id))
    return showReview(req, res, kept, read.form.withError('programme_id', 'Select a programme'))
  const result = await importFolder(req.ctx, { folder_id: kept.id, ...read.values })
  switch (result.result) {
    case 'title-taken':
      return showReview(
        req,
        res,
        kept,
        read.form.withError('title', 'The programme has a course with this title already'),
      )
    case 'draft-open':
      return showReview(
        req,
        res,
        kept,
        read.form.withError('replaces_draft', 'Say that the open draft is to be thrown away'),
      )
    case 'in-review':
    case 'faulty':
      return showReview(req, res, kept, read.form)
    case 'already':
    case 'imported':
      if (result.result === 'imported')
        flash(req, 'success', 'This is the draft made from the folder. Learners see none of it until it is published')
      res.redirect(303, result.version_id ? versionHref({ id: result.version_id }) : `/courses/folders/${kept.id}`)
  }
}
