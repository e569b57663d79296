/** More that can become of a certificate: suspended, superseded, withdrawn, extended; each row says all that holds from then on. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- From so many days before the last valid day it can be renewed.
    alter table programmes add column renewal_days int not null default 90 check (renewal_days between 0 and 366);

    -- The window and the grace of the programme as days, frozen like all else: what a programme changes later touches none.
    alter table certificates disable trigger certificates_append_only;
    alter table certificates
      add column renews_from date,
      add column grace_to date,
      -- A certificate made again within its cycle, because the name on it changed.
      add column reissue int not null default 0 check (reissue >= 0);
    update certificates c set renews_from = greatest(c.awarded_on, c.valid_to - g.renewal_days),
      grace_to = (c.valid_to + make_interval(months => g.grace_months))::date
    from programmes g where g.id = c.programme_id;
    alter table certificates
      alter column renews_from set not null,
      alter column grace_to set not null,
      add check (renews_from between awarded_on and valid_to),
      add check (grace_to >= valid_to),
      drop constraint certificates_person_id_programme_id_cycle_key,
      add unique (person_id, programme_id, cycle, reissue);
    alter table certificates enable trigger certificates_append_only;
    drop index certificates_later_cycles;
    create index certificates_later on certificates (person_id, programme_id, cycle, reissue) where cycle > 1 or reissue > 0;
    drop index certificates_programme;
    create index certificates_programme on certificates (programme_id, valid_to)
      include (id, person_id, cycle, reissue, awarded_on, renews_from, grace_to, issued_at);

    alter table certificate_states disable trigger certificate_states_append_only;
    alter table certificate_states
      drop constraint certificate_states_state_check,
      add check (state in ('issued', 'extended', 'suspended', 'reinstated', 'revoked', 'superseded', 'withdrawn')),
      -- Of a revocation what the public may read of it; of a superseded one, whether it was renewed or made again.
      add column reason_class text,
      add column superseded_by uuid references certificates,
      -- The three days that hold from then on; none where it is issued, for then they are the certificate's own.
      add column renews_from date,
      add column valid_to date,
      add column grace_to date,
      -- What the last row says is what holds: good means that the days alone decide.
      add column standing text not null
        generated always as (case when state in ('issued', 'extended', 'reinstated') then 'good' else state end) stored;
    update certificate_states s set renews_from = c.renews_from, valid_to = c.valid_to, grace_to = c.grace_to,
      reason_class = case when s.state = 'revoked' then 'other' end
    from certificates c where c.id = s.certificate_id and s.state <> 'issued';
    alter table certificate_states
      add check ((state = 'issued') = (valid_to is null)),
      add check ((valid_to is null) = (renews_from is null) and (valid_to is null) = (grace_to is null)),
      add check (renews_from <= valid_to and valid_to <= grace_to),
      add check ((state = 'superseded') = (superseded_by is not null)),
      add check (superseded_by <> certificate_id),
      add check (case state
        when 'revoked' then reason_class in ('issued in error', 'not completed', 'conduct', 'no longer in role', 'other')
        when 'superseded' then reason_class in ('renewed', 'name changed')
        else reason_class is null end is true);
    alter table certificate_states enable trigger certificate_states_append_only;
    create index certificate_states_superseded_by on certificate_states (superseded_by);
    drop index certificate_states_changes;
    create index certificate_states_changes on certificate_states (certificate_id, id desc)
      include (changed_at, standing, renews_from, valid_to, grace_to) where state <> 'issued';
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop index certificate_states_changes, certificate_states_superseded_by;
    alter table certificate_states disable trigger certificate_states_append_only;
    delete from certificate_states where state not in ('issued', 'revoked', 'reinstated');
    alter table certificate_states
      drop column standing, drop column reason_class, drop column superseded_by, drop column renews_from,
      drop column valid_to, drop column grace_to, drop constraint certificate_states_state_check,
      add constraint certificate_states_state_check check (state in ('issued', 'revoked', 'reinstated'));
    alter table certificate_states enable trigger certificate_states_append_only;
    create index certificate_states_changes on certificate_states (certificate_id, id desc) where state <> 'issued';
    drop index certificates_programme, certificates_later;
    alter table certificates drop column renews_from, drop column grace_to, drop column reissue,
      add unique (person_id, programme_id, cycle);
    create index certificates_programme on certificates (programme_id, valid_to)
      include (id, person_id, cycle, awarded_on, issued_at);
    create index certificates_later_cycles on certificates (person_id, programme_id, cycle) where cycle > 1;
    alter table programmes drop column renewal_days;
  `)
