/** Which courses a person has complete, said once for every room: whoever books or begins what comes after one asks it. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- A completion is corrected by a further row: an even number of them is none. Any version, any round.
    create view completed_courses as
      select distinct d.person_id, v.course_id
      from completions d join course_versions v on v.id = d.course_version_id
      group by d.person_id, v.course_id, d.course_version_id, d.round
      having count(*) % 2 = 1;

    -- What must be complete before a course is begun: as its latest published version says.
    create view course_prerequisites as
      select current.course_id, p.course_id as first_course_id, c.title as first_title, c.created_at as first_created_at
      from (select distinct on (course_id) id, course_id from course_versions
            where published_at is not null order by course_id, number desc) current
      join course_version_prerequisites p on p.course_version_id = current.id
      join courses c on c.id = p.course_id;
  `)

export const down = (knex: Knex) => knex.raw('drop view course_prerequisites, completed_courses')
