-- People: who they are, how they can be reached, what they allowed, and everything that happened to them.

-- Text as people search it: lower case, no accents, no soft hyphens, single spaces.
create function app.fold(words text) returns text language sql stable parallel safe
  as $$ select btrim(regexp_replace(lower(public.unaccent(replace(coalesce(words, ''), U&'\00AD', ''))), '\s+', ' ', 'g')) $$;

create table contacts (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- The whole name as people read it; the parts where they are known.
  name text,
  first_name text,
  last_name text,
  national_id text,
  birth_date date,
  sex text check (sex in ('female', 'male', 'other')),
  address text,
  postal_code text,
  city text,
  province text,
  -- ISO 3166 alpha-2; null: the workspace's region.
  country text check (country ~ '^[A-Z]{2}$'),
  language text check (language in ('es', 'en', 'ca')),
  -- IANA zone; null: the workspace's.
  zone text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
select app.guard('contacts');

create table contact_identities (
  -- Of a workspace through the person: a second key to say so would be checked for every row of a file.
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in ('phone', 'email', 'whatsapp', 'telegram', 'manychat', 'odoo', 'vtiger', 'national_id')),
  -- Normalised: E.164, lower-case address, the vendor's id as text. What cannot be normalised is kept as it came.
  value text not null check (value <> ''),
  -- As it was sent, where that differs.
  raw text,
  -- False: kept and shown, never dialled or written to.
  valid boolean not null default true,
  -- 0 is the first phone, the first e-mail…
  position smallint not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, contact_id, kind, value),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
-- Relatives share a phone or an e-mail; an id at a vendor is one person's.
create index contact_identities_value on contact_identities (workspace_id, kind, value);
create unique index contact_identities_vendor on contact_identities (workspace_id, kind, value)
  where kind in ('telegram', 'manychat', 'odoo', 'vtiger');
select app.guard('contact_identities');

create table timeline (
  -- Of a workspace through the person: a second key to say so would be checked for every row of a file.
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  lead_id uuid,
  -- `lead.created`, `call.ended`: the domain and what happened.
  kind text not null check (kind ~ '^[a-z_]+[.][a-z_]+$'),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'key', 'vendor', 'system')),
  actor_id text not null,
  actor_name text not null,
  -- Ids of what it is about: call, appointment, import…
  refs jsonb not null default '{}',
  data jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index timeline_of_contact on timeline (workspace_id, contact_id, at, id);
select app.guard('timeline', 'select, insert');

-- Each time somebody reaches out to a person, on any channel: what the gap and the caps are counted from.
create table touches (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  channel text not null check (channel in ('phone', 'sms', 'email', 'whatsapp', 'telegram', 'web')),
  purpose text not null check (purpose in ('service', 'commercial')),
  caller text not null check (caller in ('automated', 'human')),
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index touches_of_contact on touches (workspace_id, contact_id, at);
select app.guard('touches', 'select, insert');

-- What a person allowed, and took back: the newest row for a channel and purpose counts.
create table consents (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  channel text not null check (channel in ('phone', 'sms', 'email', 'whatsapp', 'telegram', 'web')),
  purpose text not null check (purpose in ('service', 'commercial')),
  state text not null check (state in ('given', 'withdrawn')),
  -- The words they agreed to, and where.
  wording text not null,
  source text not null,
  at timestamptz not null,
  expires_at timestamptz,
  recorded_by text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index consents_of_contact on consents (workspace_id, contact_id, at);
select app.guard('consents', 'select, insert');

-- "Do not contact me": for a channel or purpose, or (both null) for anything. Stands for good.
create table objections (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  channel text check (channel in ('phone', 'sms', 'email', 'whatsapp', 'telegram', 'web')),
  purpose text check (purpose in ('service', 'commercial')),
  reason text,
  source text not null,
  at timestamptz not null,
  recorded_by text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create index objections_of_contact on objections (workspace_id, contact_id);
select app.guard('objections', 'select, insert');
