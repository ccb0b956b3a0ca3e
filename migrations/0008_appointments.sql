-- The agenda: what is served, by whom, when; who comes; and the one table that keeps two people from one time.

create table services (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  -- Lower case, no accents: what a unique name is judged by.
  name_folded text not null,
  synonyms text[] not null default '{}',
  description text not null default '',
  duration_min int not null check (duration_min between 5 and 1440),
  buffer_before_min int not null default 0 check (buffer_before_min between 0 and 480),
  buffer_after_min int not null default 0 check (buffer_after_min between 0 and 480),
  slot_step_min int not null default 15 check (slot_step_min between 5 and 480),
  min_notice_min int not null default 0 check (min_notice_min between 0 and 525600),
  horizon_days int not null default 60 check (horizon_days between 1 and 730),
  price_minor bigint check (price_minor >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  check ((price_minor is null) = (currency is null))
);
create unique index services_name on services (workspace_id, name_folded) where archived_at is null;
select app.guard('services');

-- Whatever can be occupied. Today a professional; a room or a machine is one more kind. A booking locks these rows,
-- in the order of their ids, before it looks at the time.
create table resources (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('staff')),
  primary key (workspace_id, id)
);
select app.guard('resources');

create table staff (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  email text,
  zone text not null,
  -- Share among those who could take a booking that names nobody; 0: only when asked for by name.
  weight int not null default 1 check (weight between 0 and 100),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references resources
);
create index staff_active on staff (workspace_id, name, id) where archived_at is null;
select app.guard('staff');

-- Wall time of the professional's own zone, in minutes after midnight; 1440 is the midnight that ends the day.
create table staff_hours (
  workspace_id uuid not null references workspaces on delete cascade,
  staff_id uuid not null,
  -- 1 Monday … 7 Sunday.
  weekday smallint not null check (weekday between 1 and 7),
  opens_min int not null check (opens_min between 0 and 1439),
  closes_min int not null check (closes_min <= 1440),
  primary key (workspace_id, staff_id, weekday, opens_min),
  foreign key (workspace_id, staff_id) references staff on delete cascade,
  check (closes_min > opens_min)
);
select app.guard('staff_hours');

-- A day that is not like its weekday. `hours` is [[opens, closes], …] in the same minutes; empty: does not work.
create table staff_exceptions (
  workspace_id uuid not null references workspaces on delete cascade,
  staff_id uuid not null,
  day date not null,
  hours jsonb not null check (jsonb_typeof(hours) = 'array'),
  primary key (workspace_id, staff_id, day),
  foreign key (workspace_id, staff_id) references staff on delete cascade
);
select app.guard('staff_exceptions');

create table service_staff (
  workspace_id uuid not null references workspaces on delete cascade,
  service_id uuid not null,
  staff_id uuid not null,
  primary key (workspace_id, service_id, staff_id),
  foreign key (workspace_id, service_id) references services on delete cascade,
  foreign key (workspace_id, staff_id) references staff on delete cascade
);
create index service_staff_by_staff on service_staff (workspace_id, staff_id);
select app.guard('service_staff');

-- A hold is an appointment in state `held`: it has no contact yet and an end (`expires_at`). Booking it keeps its row and
-- its place in `occupied`, so that there is no instant in which the time is free.
-- desk `external`: a time in somebody else's agenda, of which we know the start alone.
create table appointments (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  desk text not null check (desk in ('own', 'external')),
  state text not null check (state in ('held', 'pending', 'booked', 'confirmed', 'kept', 'no_show', 'cancelled')),
  contact_id uuid,
  lead_id uuid,
  service_id uuid,
  staff_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz,
  expires_at timestamptz,
  cancel_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, lead_id) references leads on delete set null (lead_id),
  foreign key (workspace_id, service_id) references services,
  foreign key (workspace_id, staff_id) references staff,
  check (ends_at > starts_at),
  constraint appointments_held_until check ((state = 'held') = (expires_at is not null)),
  constraint appointments_have_a_person check (state in ('held', 'cancelled') or contact_id is not null),
  constraint appointments_desk_knows check (
    case desk when 'own' then service_id is not null and staff_id is not null and ends_at is not null
      else service_id is null and staff_id is null end)
);
create index appointments_by_start on appointments (workspace_id, starts_at, id);
create index appointments_by_staff on appointments (workspace_id, staff_id, starts_at);
create index appointments_by_contact on appointments (workspace_id, contact_id, starts_at);
create index appointments_by_age on appointments (workspace_id, created_at);
create index appointments_holds on appointments (workspace_id, expires_at) where state = 'held';
-- A lead has at most one external appointment that still stands.
create unique index appointments_external on appointments (workspace_id, lead_id)
  where desk = 'external' and state in ('pending', 'booked', 'confirmed');
select app.guard('appointments');

-- One row per resource and session: the service's time and its buffers, holds included. Whatever the path, two sessions
-- cannot have one resource at one time. Reads go by `starts_at < … and ends_at > …`: `&&` is not leakproof, so under the
-- policy it could not use an index; the constraint itself is checked below the policy.
create table occupied (
  workspace_id uuid not null references workspaces on delete cascade,
  -- The appointment; for a group, the one session that its people share.
  session_id uuid not null,
  resource_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- A hold's end; null once booked.
  expires_at timestamptz,
  primary key (workspace_id, session_id, resource_id),
  -- Checked at the commit: a time is taken first, then the appointment is written.
  foreign key (workspace_id, session_id) references appointments on delete cascade deferrable initially deferred,
  foreign key (workspace_id, resource_id) references resources,
  check (ends_at > starts_at),
  constraint occupied_once exclude using gist (
    workspace_id with =, resource_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index occupied_by_time on occupied (workspace_id, starts_at, resource_id);
select app.guard('occupied');
