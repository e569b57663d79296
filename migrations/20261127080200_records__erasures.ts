/** Erasing a person: asked for, waited for, done; the record stays without anything that says whose it was. */
import type { Knex } from 'knex'

/** Tables that nobody may rewrite but an erasure, which takes out of them what names the person and nothing else. */
const appendOnly = [
  'audit_events',
  'certificate_pdfs',
  'certificate_states',
  'certificates',
  'claim_answers',
  'completions',
  'evidence',
  'files',
  'vendor_report_decisions',
  'vendor_report_people',
  'walk_in_consents',
]

const triggers = (how: 'disable' | 'enable') =>
  appendOnly.map((table) => `alter table ${table} ${how} trigger user;`).join('\n      ')

export const up = (knex: Knex) =>
  knex.raw(`
    alter table people
      add column erased_at timestamptz,
      -- Whatever is done to the record afterwards, nothing of the person comes back into it.
      add check (erased_at is null or (full_name = 'Erased person' and email is null and printable_name is null
        and disabled_at is not null and may_be_listed_at is null));

    create table erasures (
      id uuid primary key,
      person_id uuid not null references people,
      ground text not null check (ground in ('asked', 'no longer needed', 'unlawful')),
      asked_at timestamptz not null,
      asked_by uuid not null references people,
      due_at timestamptz not null,
      -- Whether asking closed the account: then cancelling opens it again.
      has_closed boolean not null,
      cancelled_at timestamptz,
      cancelled_by uuid references people,
      done_at timestamptz,
      check (num_nonnulls(cancelled_at, done_at) <= 1),
      check ((cancelled_at is null) = (cancelled_by is null)),
      check (due_at > asked_at)
    );
    create unique index erasures_open on erasures (person_id) where cancelled_at is null and done_at is null;
    create index erasures_person on erasures (person_id);
    create index erasures_asked_by on erasures (asked_by);
    create index erasures_cancelled_by on erasures (cancelled_by);

    -- The text without these words where they stand by themselves, whatever their case: "Ian" is no part of "Brian", nor
    -- "ian@charity.example" of "brian@charity.example".
    create function without_words(said text, words text[]) returns text language plpgsql immutable as $$
    declare word text; plain text;
    begin
      foreach word in array words loop
        if position(lower(word) in lower(said)) > 0 then
          plain := regexp_replace(word, '([][\\\\^$.|*+(){}\\?-])', '\\\\\\1', 'g');
          said := regexp_replace(said, case when position('@' in word) > 1
            then '(\\?<![[:alnum:]._%+-])' || plain || '(\\?![[:alnum:]-]|[.][[:alnum:]])'
            else '(\\?<![[:alnum:]]|[[:alnum:]]-)' || plain || '(\\?![[:alnum:]]|-[[:alnum:]])' end, 'Erased person', 'gi');
        end if;
      end loop;
      return said;
    end $$;
    create function without_words(said jsonb, words text[]) returns jsonb language plpgsql immutable as $$
    begin
      return case jsonb_typeof(said)
        when 'string' then to_jsonb(without_words(said #>> '{}', words))
        when 'array' then (select coalesce(jsonb_agg(without_words(one, words) order by place), '[]')
          from jsonb_array_elements(said) with ordinality x(one, place))
        when 'object' then (select coalesce(jsonb_object_agg(without_words(key, words), without_words(value, words)), '{}')
          from jsonb_each(said))
        else said end;
    end $$;
    -- Whether they may be in it: what this lets through, the functions above look at closely.
    create function has_words(said text, words text[]) returns boolean language sql immutable as $$
      select exists (select from unnest(words) w where position(lower(w) in lower(said)) > 0)
    $$;

    -- Everything under which these records were ever known: names, and how a page writes them; and addresses.
    create function words_of_people(ids uuid[], out names text[], out addresses text[]) language plpgsql as $$
    begin
      select coalesce(array_agg(distinct n), '{}') into names from (
        select unnest(array[p.full_name, p.printable_name]) n from people p where p.id = any (ids)
        union select c.facts->>'name' from certificates c where c.person_id = any (ids)
        union select f.printed_name from certificate_pdfs f join certificates c on c.id = f.certificate_id where c.person_id = any (ids)
        union select m.to_name from mails m where m.person_id = any (ids)
        union select r.full_name from import_rows r where r.person_id = any (ids)
        union select a.before->>'full_name' from audit_events a where a.subject_kind = 'person' and a.subject_id = any (ids)
        union select a.after->>'full_name' from audit_events a where a.subject_kind = 'person' and a.subject_id = any (ids)
      ) x where btrim(n) <> '' and n <> 'Erased person';
      select names || coalesce(array_agg(distinct w), '{}') into names from unnest(names) n,
        unnest(array[replace(replace(n, '&', '&amp;'), '''', '&#39;'), replace(replace(n, '&', '&amp;'), '"', '&#34;')]) w where w <> n;
      select coalesce(array_agg(distinct lower(e)), '{}') into addresses from (
        select p.email e from people p where p.id = any (ids)
        union select m.to_address from mails m where m.person_id = any (ids)
        union select s.email from sign_in_codes s where s.person_id = any (ids)
        union select r.email from import_rows r where r.person_id = any (ids)
        union select a.before->>'email' from audit_events a where a.subject_kind = 'person' and a.subject_id = any (ids)
        union select a.after->>'email' from audit_events a where a.subject_kind = 'person' and a.subject_id = any (ids)
      ) x where position('@' in e) > 1 and e <> 'erased@erased.invalid'
        -- An address that somebody else has now is theirs.
        and not exists (select from people o where o.email = lower(e) and o.id <> all (ids));
    end $$;

    -- The only way to erase: an erasure that was asked for and is due.
    create function erase_person(erasure uuid, ids uuid[], at timestamptz) returns void language plpgsql as $$
    declare names text[]; addresses text[]; terms text[]; telling text[]; gone constant text := 'Erased person';
    begin
      if not exists (select from erasures e where e.id = erasure and e.person_id = any (ids) and e.due_at <= at
          and e.cancelled_at is null and e.done_at is null) then
        raise exception 'no such erasure is due' using errcode = 'restrict_violation';
      end if;
      select w.names, w.addresses into names, addresses from words_of_people(ids) w;
      -- The longest first, so that a name within an address or another name leaves no rest.
      select coalesce(array_agg(w order by length(w) desc), '{}') into terms from unnest(addresses || names) w;
      -- In what is not theirs a name of one word may be anybody's, or a word like others: only fuller ones tell who is meant.
      select coalesce(array_agg(w order by length(w) desc), '{}') into telling from unnest(terms) w
        where w ~ '[@[:space:]\\u2E80-\\uFFFF]';
      ${triggers('disable')}

      update people set full_name = gone, search = 'erased person', email = null, printable_name = null,
        may_be_listed_at = null, disabled_at = coalesce(disabled_at, at), erased_at = at where id = any (ids);
      update memberships set job_title = null where person_id = any (ids);

      -- What was written to them, and what was written about them.
      update mails set dropped_at = at, drop_reason = 'The person was erased', dedupe_key = null
        where person_id = any (ids) and sent_at is null and failed_at is null and dropped_at is null;
      update mails set to_name = gone, to_address = 'erased@erased.invalid', subject = gone, html = null, text = null,
        calendar = null, calendar_method = null, last_error = null
        where person_id = any (ids) or lower(to_address) = any (addresses);
      -- In what is a namesake's own, the name is theirs: only addresses are taken out.
      update mails m set to_name = without_words(m.to_name, x.words), subject = without_words(m.subject, x.words),
        html = without_words(m.html, x.words), text = without_words(m.text, x.words), calendar = without_words(m.calendar, x.words),
        last_error = without_words(m.last_error, x.words)
        from mails o left join people p on p.id = o.person_id
          cross join lateral (select case when p.full_name = any (names) then addresses else telling end as words) x
        where o.id = m.id and has_words(concat_ws(' ', o.to_name, o.subject, o.html, o.text, o.calendar, o.last_error), telling);
      update delivery_reports set diagnostic = null where diagnostic is not null
        and (diagnostic <> without_words(diagnostic, telling) or mail_id in (select id from mails where person_id = any (ids)));

      -- The audit keeps who did what when.
      update audit_events a set before = without_words(a.before, x.words), after = without_words(a.after, x.words),
        reason = without_words(a.reason, x.words)
        from audit_events o left join people p on p.id = o.subject_id and o.subject_kind = 'person'
          cross join lateral (select case when p.id = any (ids) then terms when p.full_name = any (names) then addresses
            else telling end as words) x
        where o.id = a.id and has_words(concat_ws(' ', o.before, o.after, o.reason), terms);

      -- Certificates count as they did; the paper and the name on it are gone, its hash stays.
      update files set bytes = '' where id in (select f.file_id from certificate_pdfs f join certificates c on c.id = f.certificate_id
        where c.person_id = any (ids));
      update certificate_pdfs set printed_name = gone where certificate_id in (select id from certificates where person_id = any (ids));
      update certificates set facts = jsonb_set(without_words(facts, terms), '{name}', to_jsonb(gone)) where person_id = any (ids);
      update certificate_states s set reason = without_words(s.reason, terms) where s.reason is not null
        and s.certificate_id in (select id from certificates where person_id = any (ids));

      -- What they wrote, and what was written of them in so many words.
      delete from module_notes where person_id = any (ids);
      delete from module_edits where person_id = any (ids);
      delete from booking_needs where booking_id in (select id from bookings where person_id = any (ids));
      delete from adjustments where person_id = any (ids);
      update package_states set cmi = '{}' where run_id in (select id from package_runs where person_id = any (ids));
      delete from package_tokens where run_id in (select id from package_runs where person_id = any (ids));
      delete from package_keys where person_id = any (ids);
      update answers a set given = '{}' where a.attempt_id in (select id from attempts where person_id = any (ids))
        and a.question_version_id in (select id from question_versions where kind in ('text', 'short', 'gaps', 'number'));
      update written_marks set feedback = '' where attempt_id in (select id from attempts where person_id = any (ids));
      update room_questions set text = gone where asked_by = any (ids);
      update evidence set reason = gone where person_id = any (ids) and reason is not null;
      update claim_answers set reason = gone where claim_id in (select id from evidence where person_id = any (ids));
      update completions set reason = without_words(reason, terms) where person_id = any (ids) and reason is not null;
      update walk_in_consents w set words = without_words(w.words, terms) where person_id = any (ids);

      -- Lists and reports they stood in: the files hold others too, and are emptied; what was read of them stays.
      update files set bytes = '' where id in (select i.file_id from imports i join import_rows r on r.import_id = i.id
        where r.person_id = any (ids) or lower(r.email) = any (addresses));
      update import_rows set full_name = gone, email = '', job_title = '', organisation_text = '', reasons = '{}', flags = '{}'
        where person_id = any (ids) or lower(email) = any (addresses);
      create temp table erased_identities on commit drop as
        select identity, 'erased ' || gen_random_uuid() as unknown from (
          select v.identity from vendor_report_people v where lower(v.email) = any (addresses) or v.name = any (names)
            -- Of two people who are called so, a name alone is neither's.
            and not exists (select from people o where o.id <> all (ids) and (o.full_name = any (names) or o.email = lower(v.email)))
          union select d.identity from vendor_report_decisions d where d.person_id = any (ids)) x;
      -- Files that nobody has decided on may hold them too; they can be uploaded again.
      delete from vendor_report_drafts where uploaded_at < at - interval '1 day' or live_session_part_id in (
        select p.id from live_session_parts p join bookings b on b.live_session_id = p.live_session_id where b.person_id = any (ids));
      update files set bytes = '' where id in (select r.file_id from vendor_reports r join vendor_report_people v on v.vendor_report_id = r.id
        join erased_identities e on e.identity = v.identity);
      update vendor_report_people v set identity = e.unknown, name = gone, email = null, alias = null
        from erased_identities e where e.identity = v.identity;
      update vendor_report_decisions d set identity = e.unknown, alias = null, organisation_id = null
        from erased_identities e where e.identity = d.identity;

      -- Ways in, and what waits for them.
      delete from sign_in_codes where person_id = any (ids) or lower(email) = any (addresses);
      delete from passwords where person_id = any (ids);
      delete from web_sessions where sess->'passport'->>'user' = any (ids::text[]);
      delete from calendar_feeds where person_id = any (ids);
      update plans set dropped_at = at, drop_reason = 'The person was erased' where done_at is null and dropped_at is null
        and (subject_id in (select id from bookings where person_id = any (ids))
          or subject_id in (select id from certificates where person_id = any (ids))
          or subject_id in (select id from roster_views where owner_id = any (ids)));
      delete from roster_views where owner_id = any (ids);

      ${triggers('enable')}
      update erasures set done_at = at where id = erasure;
    end $$;
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop function erase_person, words_of_people, has_words, without_words(text, text[]), without_words(jsonb, text[]);
    drop table erasures;
    alter table people drop column erased_at;
  `)
