/** A version as its folder says it; what stands where a folder is to go; and folders that were uploaded. */
import { isId } from '../../../lib/ids.ts'
import type { Pieced } from '../../../lib/pieces.ts'
import { fromPieces } from '../../../lib/pieces.ts'
import { cleanLines } from '../../../lib/text.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import type { AskedQuestion } from '../../quizzes/index.ts'
import { listAskedQuestions, listQuizVersions, pictureFileName } from '../../quizzes/index.ts'
import type { CourseFolder, FolderModule, FolderQuestion } from '../folders/folder.ts'
import { filePath, folderKinds, packagePath, picturePath, plainFileNames, withReferences } from '../folders/folder.ts'
import type { FoundFile } from '../folders/read.ts'
import { withVideo } from '../rules.ts'
import type { CourseRow } from './courses.ts'
import { getCourse } from './courses.ts'
import type { CourseVersionRow } from './versions.ts'
import { getCourseVersion, listCourseVersions } from './versions.ts'

export interface WrittenFolder {
  version: CourseVersionRow
  folder: CourseFolder
  files: { path: string; file_id: string; size_bytes: number }[]
  /** Of its questions, each once. */
  pictures: { path: string; sha256: string }[]
  /** Each once, however many modules open it. */
  packages: { path: string; package_id: string; pieces: number }[]
}

interface FileRow {
  module_id: string
  file_id: string
  file_name: string
  size_bytes: number
  alt: string
  is_decorative: boolean
}

export async function readCourseFolder(ctx: Ctx, versionId: string): Promise<WrittenFolder> {
  const version = await getCourseVersion(ctx, versionId)
  const modules = await ctx.db('modules').where({ course_version_id: versionId }).orderBy('position')
  const fileRows = await rows<FileRow>(
    ctx.db,
    `select mf.module_id, f.id as file_id, f.file_name, octet_length(f.bytes) as size_bytes, mf.alt, mf.is_decorative
     from module_files mf join files f on f.id = mf.file_id join modules m on m.id = mf.module_id
     where m.course_version_id = ? order by m.position, mf.position, f.id`,
    [versionId],
  )
  const packages = await listPackagesOf(
    ctx,
    modules.flatMap(({ package_id }) => package_id ?? []),
  )
  const parts = await rows<{
    id: string
    title: string
    attendance_percent: number | null
    last_minutes: number | null
  }>(
    ctx.db,
    `select l.id, l.title, v.attendance_percent, v.last_minutes
     from live_parts l left join course_version_live_parts v on v.live_part_id = l.id and v.course_version_id = :versionId
     where l.course_id = :course_id and (v.live_part_id is not null
       or exists (select from modules m where m.course_version_id = :versionId and m.or_live_part_id = l.id))
     order by l.position`,
    { versionId, course_id: version.course_id },
  )
  const quizIds = modules.flatMap(({ quiz_version_id }) => quiz_version_id ?? [])
  const quizzes = new Map((await listQuizVersions(ctx, quizIds)).map((quiz) => [quiz.id, quiz]))
  const asked = await listAskedQuestions(ctx, quizIds)
  const names = namesOfQuestions(asked)
  const files: WrittenFolder['files'] = []
  const written = modules.map((module): FolderModule => {
    const kind = folderKinds.find((one) => one === module.kind)!
    const packed = packages.find(({ package_id }) => package_id === module.package_id)
    if (packed?.pieces === 0)
      throw new Conflict(
        `The zip of ‘${module.title}’ was not kept when it was uploaded. Upload the same zip once more, as a package of any draft, then download the folder again.`,
      )
    const own = fileRows.filter((file) => file.module_id === module.id)
    const plain = plainFileNames(own.map(({ file_name }) => file_name))
    const placed = own.map((file, index) => ({ ...file, file: plain[index]! }))
    files.push(
      ...placed.map(({ file, file_id, size_bytes }) => ({ path: filePath(module.key, file), file_id, size_bytes })),
    )
    const quiz = module.quiz_version_id === null ? null : quizzes.get(module.quiz_version_id)!
    const part = parts.find(({ id }) => id === module.or_live_part_id)
    const { key, title, summary, owner, length_minutes, law_as_at, review_by, opens_on } = module
    return {
      ...{ key, kind, title, summary, owner, length_minutes, law_as_at, review_by, opens_on },
      content_notice: module.content_notice,
      has_exit_page: module.has_exit_page,
      instead_of: module.instead_of,
      or_live: part ? { part: part.title, percent: module.or_live_percent! } : null,
      files: placed.map(({ file, file_name, alt, is_decorative }) => ({ file, name: file_name, alt, is_decorative })),
      quiz: quiz && {
        pass_percent: quiz.pass_percent,
        attempts_allowed: quiz.attempts_allowed,
        delay_hours: quiz.delay_hours,
        counts: quiz.counts,
        feedback: quiz.feedback,
        time_limit_minutes: quiz.time_limit_minutes,
        draw_count: quiz.draw_count,
        blueprint: quiz.blueprint,
        questions: asked
          .filter((one) => one.quiz_version_id === quiz.id)
          .map((one) => names.get(one.question_version_id)!),
      },
      package: packed
        ? {
            ...{ file: packed.file, name: packed.file_name, sha256: packed.sha256 },
            ...{ done_when: module.done_when!, min_percent: module.min_percent },
          }
        : null,
      body: cleanLines(withReferences(withVideo(module), key, placed)),
    }
  })
  return {
    version,
    files,
    pictures: picturesOnce(asked),
    packages: packages.map(({ file, ...one }) => ({ ...one, path: packagePath(file) })),
    folder: {
      course: {
        title: version.course_title,
        kind: version.course_kind,
        programme: version.programme_name,
        summary: version.summary,
        owner: version.owner,
        order: version.is_fixed_order ? 'fixed' : 'free',
        prerequisites: await rows(
          ctx.db,
          `select c.title as course, p.name as programme from course_version_prerequisites x
           join courses c on c.id = x.course_id join programmes p on p.id = c.programme_id
           where x.course_version_id = ? order by lower(p.name), lower(c.title)`,
          [versionId],
        ),
        live_parts: parts.map(({ id: _, ...part }) => part),
        modules: written.map(({ key }) => key),
      },
      modules: written,
      questions: questionsOnce(
        asked,
        modules.flatMap(({ quiz_version_id }) => quiz_version_id ?? []),
        names,
      ),
    },
  }
}

/** Each once, in the order of the modules, with the name it has in the folder. */
async function listPackagesOf(ctx: Ctx, ids: string[]) {
  const found = await rows<{ package_id: string; file_name: string; sha256: string; pieces: number }>(
    ctx.db,
    `select p.id as package_id, p.file_name, encode(p.sha256, 'hex') as sha256,
       (select count(*)::int from package_pieces x where x.package_id = p.id) as pieces
     from packages p where p.id = any (?)
     order by array_position(?, p.id)`,
    [ids, ids],
  )
  const plain = plainFileNames(found.map(({ file_name }) => file_name))
  return found.map((one, index) => ({ ...one, file: plain[index]! }))
}

/** The newest wording of a question has its key, older ones that the course asks as well `key@1`, `key@2`. */
function namesOfQuestions(asked: AskedQuestion[]): Map<string, string> {
  return new Map(
    asked.map(({ key, number, question_version_id }) => {
      const numbers = [...new Set(asked.filter((one) => one.key === key).map((one) => one.number))].toSorted(
        (a, b) => a - b,
      )
      const place = numbers.indexOf(number)
      return [question_version_id, place === numbers.length - 1 ? key : `${key}@${place + 1}`]
    }),
  )
}

function picturesOnce(asked: AskedQuestion[]): WrittenFolder['pictures'] {
  const all = asked.flatMap(({ pictures }) => pictures ?? [])
  const byPath = new Map(all.map((one) => [picturePath(pictureFileName(one)), one.sha256]))
  return [...byPath].map(([path, sha256]) => ({ path, sha256 })).toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** In the order in which the course asks them. */
function questionsOnce(asked: AskedQuestion[], quizIds: string[], names: Map<string, string>): FolderQuestion[] {
  const found = new Map<string, FolderQuestion>()
  for (const id of quizIds)
    for (const { quiz_version_id, question_version_id, key: _, number: __, ...question } of asked) {
      const key = names.get(question_version_id)!
      if (quiz_version_id === id && !found.has(key)) found.set(key, { ...question, key })
    }
  return [...found.values()]
}

export interface FolderTarget {
  /** Null for a new one. */
  course: CourseRow | null
  versions: CourseVersionRow[]
  /** By SHA-256 and name: what any version of the course shows already, so that its address stays the same. */
  file_ids: ReadonlyMap<string, string>
  live_parts: { id: string; title: string }[]
}

export const fileMark = (sha256: string, name: string): string => `${sha256} ${name}`

export async function readFolderTarget(ctx: Ctx, courseId: string | null): Promise<FolderTarget> {
  if (courseId === null) return { course: null, versions: [], file_ids: new Map(), live_parts: [] }
  const files = await rows<{ id: string; file_name: string; sha256: string }>(
    ctx.db,
    `select distinct f.id, f.file_name, encode(f.sha256, 'hex') as sha256 from files f
     join module_files mf on mf.file_id = f.id join modules m on m.id = mf.module_id
     join course_versions v on v.id = m.course_version_id where v.course_id = ? order by f.id desc`,
    [courseId],
  )
  return {
    course: await getCourse(ctx, courseId),
    versions: await listCourseVersions(ctx, courseId),
    file_ids: new Map(files.map(({ id, file_name, sha256 }) => [fileMark(sha256, file_name), id])),
    live_parts: await ctx.db('live_parts').where({ course_id: courseId }).orderBy('position').select('id', 'title'),
  }
}

/** The quiz of each module of a version, by the module's key. */
export async function listQuizOfModules(
  ctx: Ctx,
  versionId: string | null,
): Promise<{ key: string; title: string; quiz_version_id: string }[]> {
  return rows(
    ctx.db,
    'select key, title, quiz_version_id from modules where course_version_id = ? and quiz_version_id is not null',
    [versionId],
  )
}

/** Published courses by the names that a folder calls them by. */
export async function listCoursesByName(ctx: Ctx): Promise<{ id: string; title: string; programme: string }[]> {
  return rows(
    ctx.db,
    `select c.id, c.title, p.name as programme from courses c join programmes p on p.id = c.programme_id
     where exists (select from course_versions v where v.course_id = c.id and v.published_at is not null)
     order by c.created_at, c.id`,
  )
}

export interface FolderRow {
  id: string
  file_name: string
  course_id: string | null
  uploaded_at: Date
  uploaded_by_name: string | null
  imported_at: Date | null
  course_version_id: string | null
  size_bytes: number
  found: ReadonlyMap<string, FoundFile>
}

export async function getFolder(ctx: Ctx, id: string): Promise<FolderRow> {
  const found = isId(id)
    ? await row<Omit<FolderRow, 'found'> & { found: [string, FoundFile][] }>(
        ctx.db,
        `select f.id, f.file_name, f.course_id, f.uploaded_at, p.full_name as uploaded_by_name, f.imported_at,
           f.course_version_id, f.size_bytes, f.found
         from course_folders f left join people p on p.id = f.uploaded_by where f.id = ? and f.found is not null`,
        [id],
      )
    : undefined
  if (!found) throw new NotFound()
  return { ...found, found: new Map(found.found) }
}

/** The zip that was uploaded, a piece at a time. */
export const readFolderZip = (ctx: Ctx, { id, size_bytes }: Pick<FolderRow, 'id' | 'size_bytes'>): Pieced =>
  fromPieces(size_bytes, async (place) => {
    const piece = await ctx.db('course_folder_pieces').where({ course_folder_id: id, place }).first('bytes')
    if (!piece) throw new NotFound()
    return piece.bytes
  })
