/** The state of a certificate in SQL: the last of its rows, for one or for a list; and for lists what follows from it. */

/** What one certificate is now, to be joined. */
export const lastStateOf = (certificateId: string) =>
  `lateral (select s.* from certificate_states s where s.certificate_id = ${certificateId} order by s.id desc limit 1)`

// For lists: certificates as `c`, and the last of what became of each as `r`.

/** Few have had anything happen to them since they were issued: their last rows are one small set. `recorded` narrows it. */
export const becameOf = (recorded = '') => `left join (
  select distinct on (s.certificate_id) s.certificate_id, s.standing, s.renews_from, s.valid_to, s.grace_to
  from certificate_states s where s.state <> 'issued' ${recorded}
  order by s.certificate_id, s.id desc) r on r.certificate_id = c.id`

export const validToSql = 'coalesce(r.valid_to, c.valid_to)'

/** The same states as certificateState() says, on the day that this value holds, such as `:today`. */
export const stateSql = (day: string) => `case
  when r.standing <> 'good' then r.standing
  when coalesce(r.renews_from, c.renews_from) > ${day}::date then 'current'
  when ${validToSql} >= ${day}::date then 'expiring'
  when coalesce(r.grace_to, c.grace_to) >= ${day}::date then 'in grace'
  else 'expired' end`
