/** A draft with a page, a course that changed, one with a package, and a folder on its way in. */
import { createHash } from 'node:crypto'
import { newId } from '../../../src/lib/ids.ts'
import { zipOf } from '../zip.ts'
import { addTestFile } from './files.ts'
import type { Side } from './side.ts'

export async function addSideCourses({ db, at, name, learner, trainer, seeded: { programme_id } }: Side) {
  const draft = newId()
  const draftCourse = newId()
  const draftModule = newId()
  await db('courses').insert({
    id: draftCourse,
    programme_id,
    title: `${name} course`,
    kind: 'initial',
    created_at: at,
  })
  const draftLivePart = newId()
  await db('live_parts').insert({ id: draftLivePart, course_id: draftCourse, title: `${name} practice`, position: 1 })
  await db('course_versions').insert({
    id: draft,
    course_id: draftCourse,
    number: 1,
    owner: 'Hate crime team',
    reviewer: 'not yet reviewed',
    created_at: at,
  })
  await db('modules').insert({
    id: draftModule,
    course_version_id: draft,
    key: 'one',
    position: 1,
    kind: 'page',
    title: `${name} module`,
    owner: 'Hate crime team',
    length_minutes: 5,
    updated_at: at,
  })

  const changed = newId()
  await db('courses')
    .insert({ id: newId(), programme_id, title: `${name} changed`, kind: 'initial', created_at: at })
    .returning('id')
    .then(([made]) =>
      db('course_versions').insert({
        id: changed,
        course_id: made!.id,
        number: 1,
        owner: 'Team',
        reviewer: 'Team',
        created_at: at,
      }),
    )
  await db('version_changes').insert({
    course_version_id: changed,
    what_changed: `What changed for ${name}`,
    for_under_way: 'what changed',
    for_certified: 'leave',
    decided_at: at,
  })
  await db('change_readings').insert({
    person_id: learner.id,
    course_version_id: changed,
    is_required: false,
    asked_at: at,
  })

  const [packageCourse, packageVersion, packageModule, packageId] = [newId(), newId(), newId(), newId()]
  await db('packages').insert({
    id: packageId,
    sha256: createHash('sha256').update(name).digest(),
    ...{ file_name: `${name}.zip`, size_bytes: 1, unpacked_bytes: 1, file_count: 1, scorm: '1.2', edition: '1.2' },
    title: `${name} package`,
    items: JSON.stringify([
      { id: 'one', title: `${name} part`, depth: 0, path: 'index.html', query: '', is_sco: true },
    ]),
    has_sequencing: false,
    created_at: at,
  })
  await db('courses').insert({
    ...{ id: packageCourse, programme_id, title: `${name} packages`, kind: 'refresher', created_at: at },
  })
  await db('course_versions').insert({
    ...{ id: packageVersion, course_id: packageCourse, number: 1, owner: 'Team', reviewer: 'Team', created_at: at },
  })
  await db('modules').insert({
    id: packageModule,
    course_version_id: packageVersion,
    key: 'package',
    position: 1,
    kind: 'package',
    title: `${name} package`,
    owner: 'Team',
    length_minutes: 5,
    updated_at: at,
    package_id: packageId,
    done_when: 'completed',
  })
  await db('course_versions')
    .where({ id: packageVersion })
    .update({ published_at: at, content_hash: Buffer.alloc(32) })
  await db('enrolments').insert({
    id: newId(),
    person_id: learner.id,
    course_id: packageCourse,
    course_version_id: packageVersion,
    enrolled_at: at,
  })

  const moduleFile = await addTestFile(db, at, `${name}-module.png`, 'image/png')
  await db('module_files').insert({ module_id: draftModule, file_id: moduleFile, alt: 'A poster', position: 1 })

  const courseFolder = newId()
  const bytes = zipOf({
    'course.yaml': `format: upstander course 1\ntitle: ${name} folder\nkind: initial\nprogramme: None\nowner: Team\n`,
  })
  await db('course_folders').insert({
    ...{ id: courseFolder, file_name: `${name}.zip`, uploaded_at: at, uploaded_by: trainer.id },
    ...{ size_bytes: bytes.length, found: '[]' },
  })
  await db('course_folder_pieces').insert({ course_folder_id: courseFolder, place: 0, bytes })
  return {
    courseId: draftCourse,
    livePartId: draftLivePart,
    versionId: draft,
    changedVersionId: changed,
    moduleId: draftModule,
    packageCourseId: packageCourse,
    packageModuleId: packageModule,
    courseFolderId: courseFolder,
    fileId: moduleFile,
  }
}
