/** Programme, course, version, module, live part, enrolment. A published version never changes. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table programmes (
      id uuid primary key,
      slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
      name text not null unique check (length(name) between 1 and 120),
      code text not null unique check (code ~ '^[A-Z]{2,5}$'),
      description text not null default '',
      validity_months int not null check (validity_months between 1 and 120),
      grace_months int not null check (grace_months between 0 and 24),
      certificate_wording text not null check (length(certificate_wording) between 1 and 400),
      created_at timestamptz not null
    );

    create table courses (
      id uuid primary key,
      programme_id uuid not null references programmes,
      title text not null check (length(title) between 1 and 200),
      kind text not null check (kind in ('initial', 'refresher')),
      created_at timestamptz not null,
      unique (programme_id, title)
    );

    -- What a live session can deliver; a version says which of them it asks for, and how much of each.
    create table live_parts (
      id uuid primary key,
      course_id uuid not null references courses,
      title text not null check (length(title) between 1 and 200),
      position int not null,
      unique (course_id, position),
      unique (course_id, id)
    );

    create table course_versions (
      id uuid primary key,
      course_id uuid not null references courses,
      number int not null check (number > 0),
      summary text not null default '' check (length(summary) <= 2000),
      is_fixed_order boolean not null default true,
      owner text not null check (length(owner) between 1 and 120),
      reviewer text not null check (length(reviewer) between 1 and 120),
      created_at timestamptz not null,
      created_by uuid references people,
      published_at timestamptz,
      published_by uuid references people,
      content_hash bytea check (length(content_hash) = 32),
      check ((published_at is null) = (content_hash is null)),
      unique (course_id, number),
      unique (course_id, id)
    );
    create unique index course_versions_draft on course_versions (course_id) where published_at is null;
    create index course_versions_created_by on course_versions (created_by);
    create index course_versions_published_by on course_versions (published_by);

    create table course_version_live_parts (
      course_version_id uuid not null,
      course_id uuid not null,
      live_part_id uuid not null,
      attendance_percent int not null check (attendance_percent between 1 and 100),
      primary key (course_version_id, live_part_id),
      foreign key (course_id, course_version_id) references course_versions (course_id, id),
      foreign key (course_id, live_part_id) references live_parts (course_id, id)
    );
    create index course_version_live_parts_version on course_version_live_parts (course_id, course_version_id);
    create index course_version_live_parts_part on course_version_live_parts (course_id, live_part_id);

    create table modules (
      id uuid primary key,
      course_version_id uuid not null references course_versions,
      -- The same module in the next version keeps its key.
      key text not null check (key ~ '^[a-z0-9-]{1,80}$'),
      position int not null,
      kind text not null check (kind in ('page', 'quiz')),
      title text not null check (length(title) between 1 and 200),
      summary text not null default '' check (length(summary) <= 1000),
      body text not null default '' check (length(body) <= 200000),
      content_notice text check (length(content_notice) between 1 and 1000),
      video_url text check (video_url ~ '^https://' and length(video_url) <= 500),
      transcript text check (length(transcript) <= 100000),
      has_exit_page boolean not null default false,
      law_as_at date,
      owner text not null check (length(owner) between 1 and 120),
      review_by date,
      length_minutes int not null check (length_minutes between 1 and 600),
      quiz_version_id uuid references quiz_versions,
      updated_at timestamptz not null,
      check ((kind = 'quiz') = (quiz_version_id is not null)),
      check (video_url is null or transcript is not null),
      unique (course_version_id, key),
      unique (course_version_id, position) deferrable
    );
    create index modules_quiz_version on modules (quiz_version_id);

    create table module_files (
      module_id uuid not null references modules on delete cascade,
      file_id uuid not null references files,
      alt text not null default '',
      position int not null,
      primary key (module_id, file_id)
    );
    create index module_files_file on module_files (file_id);

    -- Both ends count, so that nothing can be moved out of a published version, nor into one.
    create function refuse_published() returns trigger language plpgsql as $$
    declare version_ids uuid[];
    begin
      if tg_table_name = 'course_versions' then
        version_ids := array[old.id];
      elsif tg_table_name = 'module_files' then
        select array_agg(course_version_id) into version_ids from modules where id in (new.module_id, old.module_id);
      else
        version_ids := array[new.course_version_id, old.course_version_id];
      end if;
      if exists (select from course_versions where id = any (version_ids) and published_at is not null) then
        raise exception 'a published version never changes' using errcode = 'restrict_violation';
      end if;
      return coalesce(new, old);
    end $$;
    create trigger course_versions_published before update or delete on course_versions
      for each row execute function refuse_published();
    create trigger modules_published before insert or update or delete on modules
      for each row execute function refuse_published();
    create trigger module_files_published before insert or update or delete on module_files
      for each row execute function refuse_published();
    create trigger course_version_live_parts_published before insert or update or delete on course_version_live_parts
      for each row execute function refuse_published();

    create trigger course_versions_kept before truncate on course_versions
      for each statement execute function refuse_change();
    create trigger modules_kept before truncate on modules for each statement execute function refuse_change();
    create trigger module_files_kept before truncate on module_files
      for each statement execute function refuse_change();
    create trigger course_version_live_parts_kept before truncate on course_version_live_parts
      for each statement execute function refuse_change();

    create table enrolments (
      id uuid primary key,
      person_id uuid not null references people,
      course_id uuid not null,
      course_version_id uuid not null,
      enrolled_at timestamptz not null,
      enrolled_by uuid references people,
      unique (person_id, course_version_id),
      unique (person_id, course_id),
      foreign key (course_id, course_version_id) references course_versions (course_id, id)
    );
    create index enrolments_version on enrolments (course_version_id);
    create index enrolments_course_version on enrolments (course_id, course_version_id);
    create index enrolments_enrolled_by on enrolments (enrolled_by);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table enrolments, module_files, modules, course_version_live_parts, course_versions, live_parts, courses, programmes;
    drop function refuse_published;
  `)
