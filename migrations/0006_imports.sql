-- Files of people: what was read from each, what became of every row, and how to take it back.

create table imports (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  file_name text not null,
  format text not null check (format in ('xlsx', 'csv')),
  file_bytes bigint not null,
  file_sha256 text not null,
  policy text not null check (policy in ('create', 'fill_empty', 'overwrite')),
  -- What the people of the file agreed to, as the sender declares; null: nothing.
  consent jsonb,
  -- One entry a column, in the sheet's order: key, header, field.
  columns jsonb not null,
  status text not null check (status in ('previewed', 'running', 'applied', 'failed', 'cancelled', 'undone')),
  -- While it runs: to the end, or back.
  direction text not null default 'apply' check (direction in ('apply', 'undo')),
  cancel_requested boolean not null default false,
  -- Blocks done of all: written in the transaction of the block itself, so that a crash repeats none.
  blocks int not null,
  blocks_done int not null default 0,
  row_count int not null,
  valid_count int not null,
  rejected_count int not null,
  -- Of the valid ones: repeated in the file, so to be skipped.
  repeated_count int not null default 0,
  -- The first problems in the sheet's order, for the preview; the report has them all.
  problems jsonb not null default '[]',
  problem_count int not null default 0,
  created_count int not null default 0,
  updated_count int not null default 0,
  unchanged_count int not null default 0,
  skipped_count int not null default 0,
  error_code text,
  actor_kind text not null check (actor_kind in ('member', 'key', 'vendor', 'system')),
  actor_id text not null,
  actor_name text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create index imports_by_created on imports (workspace_id, created_at, id);
select app.guard('imports');

-- The rows of a file as they were judged at the preview, about a thousand a block, and then what became of each. A block is
-- what one transaction applies. Rows of their own would be 200,000 inserts before the first lead; the file itself would
-- have to be read again after every crash.
create table import_blocks (
  workspace_id uuid not null references workspaces on delete cascade,
  import_id uuid not null,
  position int not null,
  -- [{ row, input?, outcome?: 'skipped' | 'rejected', problems }]
  rows jsonb not null,
  -- [{ row, outcome, leadId, contactId, before… }], from the moment the block is applied.
  outcomes jsonb,
  -- The instant the block's rows carry as their last change: a later one means that somebody touched them.
  applied_at timestamptz,
  primary key (workspace_id, import_id, position),
  foreign key (workspace_id, import_id) references imports on delete cascade
);
select app.guard('import_blocks');
