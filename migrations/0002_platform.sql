-- Jobs, dead letters, repeated requests, rates: what the platform keeps.

-- Enqueue under the restricted role: graphile-worker's own tables stay closed to it.
create function app.enqueue(
  task text, payload jsonb, job_key text default null, run_at timestamptz default null,
  queue_name text default null, max_attempts int default null, priority int default null,
  job_key_mode text default 'replace'
) returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  w uuid := nullif(current_setting('app.workspace', true), '')::uuid;
  job_id bigint;
begin
  if w is null then raise exception 'enqueue outside a workspace' using errcode = '42501'; end if;
  select id into job_id from graphile_worker.add_job(
    task, (payload || jsonb_build_object('workspaceId', w))::json,
    queue_name => case when queue_name is null then null else w::text || ':' || queue_name end,
    run_at => run_at, max_attempts => max_attempts,
    job_key => case when job_key is null then null else w::text || ':' || job_key end,
    priority => priority, job_key_mode => job_key_mode);
  return job_id;
end $$;
revoke execute on function app.enqueue from public;
grant execute on function app.enqueue to antesala_tenant;

create table dead_letters (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  job text not null,
  payload jsonb not null,
  error_code text not null,
  error_kind text not null,
  error_params jsonb not null default '{}',
  reason text not null,
  attempts int not null,
  died_at timestamptz not null,
  replayed_at timestamptz,
  primary key (workspace_id, id)
);
create index dead_letters_open on dead_letters (workspace_id, died_at desc) where replayed_at is null;
select app.guard('dead_letters');

create table idempotency_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  caller text not null,
  route text not null,
  key text not null,
  request_hash text not null,
  status int,
  response text,
  took_effect boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, caller, route, key)
);
create index idempotency_keys_age on idempotency_keys (workspace_id, created_at);
select app.guard('idempotency_keys');

-- A token bucket per vendor account, shared by all processes.
create table rate_buckets (
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  tokens double precision not null,
  refilled_at timestamptz not null,
  primary key (workspace_id, name)
);
select app.guard('rate_buckets');

-- A vendor account of this workspace; its secrets are Fernet tokens.
create table connections (
  workspace_id uuid not null references workspaces on delete cascade,
  vendor text not null,
  settings jsonb not null default '{}',
  sealed_secrets text,
  hook_token_hash text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, vendor)
);
select app.guard('connections');

-- When each line of the timetable last ran, by the product's clock: the product's own, no workspace.
create table timetable_runs (
  name text primary key,
  due_at timestamptz not null
);

-- The workers of living processes; `ticket` is the advisory lock that their process holds while it lives.
create table job_workers (
  worker_id text primary key,
  ticket bigint not null,
  since timestamptz not null default now()
);
