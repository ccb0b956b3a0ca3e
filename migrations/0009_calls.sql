-- Calls: runs of the dialer, and one row per attempt, from which every counter is derived.

-- A START…STOP stretch. running: may dial. stopping: STOP was answered, calls in flight still end. stopped and
-- finished: over, by a person's word or because nothing was left to call.
create table runs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  state text not null check (state in ('running', 'stopping', 'stopped', 'finished')),
  -- 'start': a person or a key pressed START. 'callback': the product started it for a callback that fell due.
  origin text not null check (origin in ('start', 'callback')),
  outbound_id text not null,
  -- The vendor's name of the campaign, as it was at START.
  campaign_name text not null default '',
  max_concurrent int not null check (max_concurrent between 1 and 500),
  selected int not null default 0 check (selected >= 0),
  -- [{reason, count}] as START answered.
  blocked jsonb not null default '[]',
  -- {kind, id, name} of the scope's actor.
  started_by jsonb not null,
  started_at timestamptz not null,
  stopped_by jsonb,
  stop_requested_at timestamptz,
  ended_at timestamptz,
  -- The vendor took no call: not before this moment, and why (our code).
  held_until timestamptz,
  held_reason text,
  primary key (workspace_id, id)
);
-- The dialer of a workspace is on or off: never two runs that may dial.
create unique index runs_one_running on runs (workspace_id) where state = 'running';
create index runs_newest on runs (workspace_id, started_at desc, id desc);
create index runs_stopping on runs (workspace_id) where state = 'stopping';
select app.guard('runs');

-- STOP as the operator's last word, also where nothing was running: there until the next START.
create table standing_stops (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- {kind, id, name} of the scope's actor.
  stopped_by jsonb not null,
  stopped_at timestamptz not null
);
select app.guard('standing_stops');

-- One attempt to reach one person. claimed: the dialer means to call. dialing: the permit to send Make Call is taken,
-- the request may be on the wire. unknown: no answer came, look before repeating. requested: the vendor gave a request
-- id. on_call: the call itself has an id. settled: over.
create table calls (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  run_id uuid not null,
  lead_id uuid not null,
  contact_id uuid not null,
  outbound_id text not null,
  -- E.164, as it was dialled.
  phone text not null,
  state text not null check (state in ('claimed', 'dialing', 'unknown', 'requested', 'on_call', 'settled')),
  -- Two ids of two things: what Make Call answers, and what webhooks and Get Call know.
  request_id text,
  call_id text,
  -- The vendor's pair, numbers as on the wire: telephony and conversation.
  status int,
  conversation_status int,
  -- What the pair means (src/domains/calls/dispositions.rules.ts).
  call_status text not null default 'calling' check (call_status in ('calling', 'completed', 'error', 'busy', 'no_answer')),
  disposition text check (disposition in ('success', 'not_successful', 'talked', 'voicemail', 'busy', 'no_answer',
    'unreachable', 'failed', 'cancelled', 'blacklisted', 'vendor_error', 'unknown', 'refused', 'unresolved', 'not_placed')),
  needs_review boolean not null default false,
  -- Given up on: the vendor never said how it ended.
  unresolved boolean not null default false,
  started_at timestamptz,
  duration_s int,
  summary text,
  recording_url text,
  transcript jsonb,
  collected_info jsonb,
  tags text[] not null default '{}',
  sentiment int,
  transferred boolean not null default false,
  -- The richest payload of the vendor, as it came.
  raw jsonb,
  -- What the agent collected, on its way to the lead.
  result_state text not null default 'none' check (result_state in ('none', 'pending', 'applied', 'refused')),
  error_code text,
  error_message text,
  claimed_at timestamptz not null,
  dialing_at timestamptz,
  requested_at timestamptz,
  settled_at timestamptz,
  -- The reconciler: how often it looked in vain, and when it looks next.
  looks int not null default 0 check (looks >= 0),
  look_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade,
  foreign key (workspace_id, lead_id) references leads (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  check (state <> 'settled' or (disposition is not null and settled_at is not null)),
  check (state not in ('requested', 'on_call') or requested_at is not null),
  check (state <> 'on_call' or call_id is not null)
);
-- At most one open attempt per person; and a number, which two people may share, rings once at a time: what makes
-- "the open attempt to this phone" one row when a webhook knows no more than the phone.
create unique index calls_one_open_per_contact on calls (workspace_id, contact_id) where state <> 'settled';
create unique index calls_one_open_per_phone on calls (workspace_id, phone) where state <> 'settled';
create unique index calls_request on calls (workspace_id, request_id) where request_id is not null;
create unique index calls_call on calls (workspace_id, call_id) where call_id is not null;
create index calls_of_lead on calls (workspace_id, lead_id, claimed_at desc);
create index calls_of_contact on calls (workspace_id, contact_id, claimed_at desc);
create index calls_of_run on calls (workspace_id, run_id);
create index calls_newest on calls (workspace_id, claimed_at desc, id desc);
create index calls_of_phone on calls (workspace_id, phone, claimed_at desc);
create index calls_to_look_at on calls (workspace_id, look_at) where state <> 'settled';
create index calls_results_pending on calls (workspace_id, run_id) where result_state = 'pending';
select app.guard('calls');

-- app.enqueue for many jobs of one kind: a tick of the dialer promises hundreds, and one by one they cost as much as all
-- the rest of its decisions.
create function app.enqueue_each(task text, payloads jsonb[], job_keys text[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  w uuid := nullif(current_setting('app.workspace', true), '')::uuid;
begin
  if w is null then raise exception 'enqueue outside a workspace' using errcode = '42501'; end if;
  perform graphile_worker.add_jobs(array(
    select (task, (payload || jsonb_build_object('workspaceId', w))::json, null, null, null, w::text || ':' || job_key,
      null, null)::graphile_worker.job_spec
    from unnest(payloads, job_keys) as job(payload, job_key)));
end $$;
revoke execute on function app.enqueue_each from public;
grant execute on function app.enqueue_each to antesala_tenant;
