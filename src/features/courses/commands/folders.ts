/** The folder of a course: kept as it came until somebody has looked at it, then made into a draft as a whole or not at all. */
import { newId } from '../../../lib/ids.ts'
import { inPieces } from '../../../lib/pieces.ts'
import { addDays, dayStart, today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Conflict } from '../../../platform/errors.ts'
import { insertFile } from '../../../platform/files/store.ts'
import { addQuizVersion, bringQuestions, keepPictures } from '../../quizzes/index.ts'
import { fileNameFor } from '../file-kinds.ts'
import type { CourseFolder, FolderModule } from '../folders/folder.ts'
import { filePath, packagePath, picturePath, withFileIds } from '../folders/folder.ts'
import { withFolder } from '../folders/open.ts'
import type { OpenedFolder } from '../folders/open.ts'
import type { FolderTarget } from '../queries/folders.ts'
import {
  fileMark,
  getFolder,
  listCoursesByName,
  listQuizOfModules,
  readFolderTarget,
  readFolderZip,
} from '../queries/folders.ts'
import { notYetReviewed } from '../rules.ts'
import { addCourse, addLivePart } from './courses.ts'
import { insertDraft, removeDraft, saveDraft } from './drafts.ts'
import { listFile } from './files.ts'
import { lockCourse } from './locks.ts'
import { addModule } from './modules.ts'
import { addPackage } from './packages.ts'
import { quizVersionOf } from './quiz-modules.ts'

/** For so many days a folder that nobody made a draft of stays. */
export const keptDays = 7

/** Piece by piece, each for itself: a slow sender holds no transaction open. Nobody sees it before it was looked at. */
export async function receiveFolder(
  ctx: Ctx,
  fileName: string,
  bytes: AsyncIterable<Buffer>,
): Promise<{ id: string; size_bytes: number }> {
  const id = newId(ctx.now)
  const sent = {
    file_name: fileName.slice(0, 200) || 'course.zip',
    uploaded_at: ctx.now,
    uploaded_by: actorId(ctx.actor),
  }
  await ctx.db('course_folders').insert({ id, ...sent })
  let size_bytes = 0
  let place = 0
  try {
    for await (const piece of inPieces(bytes)) {
      await ctx.db('course_folder_pieces').insert({ course_folder_id: id, place: place++, bytes: piece })
      size_bytes += piece.length
    }
    return { id, size_bytes }
  } catch (error) {
    await dropFolder(ctx, id)
    throw error
  }
}

/** What came and is not taken. */
export async function dropFolder(ctx: Ctx, folderId: string): Promise<void> {
  await ctx.db('course_folders').where({ id: folderId, found: null }).delete()
}

/** What was received, and looked at without a fault. */
export async function keepFolder(
  ctx: Ctx,
  input: { folder_id: string; size_bytes: number; found: OpenedFolder['found']; course_id: string | null },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { folder_id, size_bytes, course_id } = input
    const [kept] = await ctx
      .db('course_folders')
      .where({ id: folder_id })
      .update({ course_id, size_bytes, found: JSON.stringify([...input.found]) })
      .returning('file_name')
    await recordAudit(ctx, {
      action: 'courses.upload-folder',
      subject_kind: 'course folder',
      subject_id: folder_id,
      after: { file_name: kept!.file_name, size_bytes, course_id },
    })
  })
}

export interface ImportInput {
  folder_id: string
  /** Of a new course; an existing one keeps its own. */
  title: string
  programme_id: string
  replaces_draft: boolean
}

export type ImportResult =
  | { result: 'imported' | 'already'; version_id: string | null }
  | { result: 'title-taken' | 'draft-open' | 'in-review' | 'faulty' }

export async function importFolder(ctx: Ctx, input: ImportInput): Promise<ImportResult> {
  return inTransaction(ctx, async (ctx) => {
    // Twice at once is once: the second waits here, and finds that the first is done.
    await ctx.db('course_folders').where({ id: input.folder_id }).forUpdate().first('id')
    const kept = await getFolder(ctx, input.folder_id)
    if (kept.imported_at !== null) return { result: 'already', version_id: kept.course_version_id }
    const make = async (opened: OpenedFolder): Promise<ImportResult> => {
      if (opened.folder === null) return { result: 'faulty' }
      const course = await courseFor(ctx, kept.course_id, opened.folder, input)
      if ('result' in course) return course
      const version_id = await fillDraft(ctx, opened, opened.folder, course)
      const imported = { imported_at: ctx.now, imported_by: actorId(ctx.actor), course_version_id: version_id }
      await ctx.db('course_folders').where({ id: kept.id }).update(imported)
      await ctx.db('course_folder_pieces').where({ course_folder_id: kept.id }).delete()
      await recordAudit(ctx, {
        action: 'courses.import-folder',
        subject_kind: 'course version',
        subject_id: version_id,
        after: { course_folder_id: kept.id, modules: opened.folder.modules.map(({ title }) => title) },
      })
      return { result: 'imported', version_id }
    }
    return withFolder(readFolderZip(ctx, kept), make, kept.found)
  })
}

interface Place {
  target: FolderTarget
  course_id: string
  /** Of which the draft is the next; its quizzes go on. */
  quizzes: Map<string, { title: string; quiz_version_id: string }>
  number: number
}

async function courseFor(
  ctx: Ctx,
  courseId: string | null,
  { course }: CourseFolder,
  input: ImportInput,
): Promise<Place | { result: 'title-taken' | 'draft-open' | 'in-review' }> {
  if (courseId === null) {
    const { title, programme_id } = input
    const added = await addCourse(ctx, { programme_id, title, kind: course.kind })
    if (added.result === 'title-taken') return added
    return { target: await readFolderTarget(ctx, added.id), course_id: added.id, quizzes: new Map(), number: 1 }
  }
  await lockCourse(ctx, courseId)
  const target = await readFolderTarget(ctx, courseId)
  const [latest] = target.versions
  const isDraft = latest?.published_at === null
  if (isDraft && latest.review_asked_at !== null) return { result: 'in-review' }
  if (isDraft && !input.replaces_draft) return { result: 'draft-open' }
  const quizzes = new Map((await listQuizOfModules(ctx, latest?.id ?? null)).map(({ key, ...quiz }) => [key, quiz]))
  if (isDraft) await removeDraft(ctx, latest.id)
  return { target, course_id: courseId, quizzes, number: latest ? latest.number + (isDraft ? 0 : 1) : 1 }
}

async function fillDraft(
  ctx: Ctx,
  opened: OpenedFolder,
  folder: CourseFolder,
  { target, course_id, quizzes, number }: Place,
): Promise<string> {
  const { course } = folder
  const details = { summary: course.summary, is_fixed_order: course.order === 'fixed', owner: course.owner }
  const version_id = await insertDraft(ctx, { course_id, number, ...details })
  const partIds = new Map<string, string>()
  for (const { title } of course.live_parts)
    partIds.set(title.toLowerCase(), (await addLivePart(ctx, { course_id, title })).live_part_id)
  const known = await listCoursesByName(ctx)
  await saveDraft(ctx, {
    ...{ version_id, ...details, reviewer: notYetReviewed },
    live_parts: course.live_parts.flatMap(({ title, attendance_percent, last_minutes }) =>
      attendance_percent === null
        ? []
        : [{ live_part_id: partIds.get(title.toLowerCase())!, attendance_percent, last_minutes }],
    ),
    prerequisite_ids: course.prerequisites.flatMap(
      (one) => known.find(({ title, programme }) => title === one.course && programme === one.programme)?.id ?? [],
    ),
  })
  await keepQuestionPictures(ctx, opened, folder)
  const questionIds = await bringAll(ctx, folder)
  const packageIds = await bringPackages(ctx, opened, folder)
  // Of the course it goes to, which has perhaps another title.
  const { title: courseTitle } = target.course!
  for (const module of folder.modules) {
    const files = await keepFiles(ctx, opened, module, target)
    const { key: _key, files: _files, or_live, quiz, package: packed, kind: _kind, ...rest } = module
    let quiz_version_id: string | null = null
    if (quiz) {
      const { questions, ...rules } = quiz
      const choice = { ...rules, question_version_ids: questions.map((key) => questionIds.get(key)!) }
      const title = `${courseTitle}: ${module.title}`
      const before = quizzes.get(module.key)
      quiz_version_id = before
        ? await quizVersionOf(ctx, before.quiz_version_id, before.title === module.title ? null : title, choice)
        : (await addQuizVersion(ctx, { quiz_id: null, title, ...choice })).quiz_version_id
    }
    const { module_id } = await addModule(ctx, {
      ...{ version_id, key: module.key, ...rest, quiz_version_id },
      ...(packed && {
        package: {
          package_id: packageIds.get(packed.file)!,
          ...{ done_when: packed.done_when, min_percent: packed.min_percent },
        },
      }),
      body: withFileIds(module.body, module.key, files),
      or_live_part_id: or_live && partIds.get(or_live.part.toLowerCase())!,
      or_live_percent: or_live && or_live.percent,
    })
    for (const [place, { file: _file, ...file }] of files.entries())
      await listFile(ctx, { module_id, ...file, position: place + 1 })
  }
  return version_id
}

/** One picture is in memory at a time. */
async function keepQuestionPictures(ctx: Ctx, { found, readFile }: OpenedFolder, folder: CourseFolder): Promise<void> {
  const shown = new Set(folder.questions.flatMap(({ pictures }) => (pictures ?? []).map(({ sha256 }) => sha256)))
  const paths = [...found].filter(([path, { sha256 }]) => path.startsWith(picturePath('')) && shown.has(sha256))
  for (const [path, { sha256, picture }] of paths.toSorted((a, b) => (a[1].sha256 < b[1].sha256 ? -1 : 1)))
    if (typeof picture !== 'string') await keepPictures(ctx, [{ sha256, ...picture, bytes: await readFile(path) }])
}

/** Older wordings of a question come before newer ones, so that the newest is the latest in the bank. */
async function bringAll(ctx: Ctx, { questions }: CourseFolder): Promise<Map<string, string>> {
  const isOlder = (key: string) => (key.includes('@') ? 0 : 1)
  const sorted = questions.toSorted((a, b) => isOlder(a.key) - isOlder(b.key))
  const ids = await bringQuestions(
    ctx,
    sorted.map(({ key, ...question }) => ({ ...question, key: bankKey(key) })),
  )
  return new Map(sorted.map(({ key }, index) => [key, ids[index]!]))
}

/** By their names in the folder. One is in memory at a time, and one file of it. */
async function bringPackages(ctx: Ctx, { readFile }: OpenedFolder, { modules }: CourseFolder) {
  const ids = new Map<string, string>()
  for (const { package: packed } of modules) {
    if (!packed || ids.has(packed.file)) continue
    const added = await addPackage(ctx, { file_name: packed.name, bytes: await readFile(packagePath(packed.file)) })
    // It was looked at when it came: only what was taken then and would be refused now ends here, with nothing made.
    if (added.result === 'refused') throw new Conflict(`‘${packed.file}’ cannot be used. ${added.why}.`)
    ids.set(packed.file, added.package_id)
  }
  return ids
}

/** What the bank calls a question: `key@2` is an older wording of `key`. */
export const bankKey = (key: string): string => key.replace(/@\d+$/, '')

/** One file is in memory at a time; what the course shows already is not kept twice. */
async function keepFiles(ctx: Ctx, opened: OpenedFolder, module: FolderModule, target: FolderTarget) {
  const kept = []
  for (const { file, name, alt, is_decorative } of module.files) {
    const path = filePath(module.key, file)
    const { kind, sha256 } = opened.found.get(path)!
    const file_name = fileNameFor(name, kind!.extension)
    const { media_type } = kind!
    const file_id =
      target.file_ids.get(fileMark(sha256, file_name)) ??
      (await insertFile(ctx, { file_name, media_type, bytes: await opened.readFile(path) }))
    const isImage = media_type.startsWith('image/')
    kept.push({
      ...{ file, file_id, file_name, media_type },
      alt: isImage && !is_decorative ? alt : '',
      is_decorative: isImage && is_decorative,
    })
  }
  return kept
}

/** Folders that nobody made a draft of, and rows of those that became one: gone after a week. */
export async function dropOldFolders(ctx: Ctx): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      const until = dayStart(addDays(today(ctx.now), -keptDays))
      await ctx.db('course_folders').where('uploaded_at', '<', until).delete()
    },
    { ownAudit: true },
  )
}
