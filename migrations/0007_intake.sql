-- Intake: one row per webhook received, raw, before anything is understood of it. The row is the work item.

create table deliveries (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- Which door it came through: 'pearl', 'manychat', …
  source text not null check (length(source) between 1 and 64),
  -- What makes two deliveries the same one: the sender's id where it gives one, else a hash of the body.
  delivery_key text not null check (length(delivery_key) between 1 and 200),
  -- Without credentials (src/domains/intake/headers.rules.ts).
  headers jsonb not null default '{}',
  -- As it came, byte for byte; text, because jsonb refuses \u0000 and lone surrogates.
  body text not null,
  state text not null default 'received' check (state in ('received', 'handled', 'ignored', 'failed')),
  received_at timestamptz not null,
  handled_at timestamptz,
  -- Why it was ignored or failed, in our code.
  error text,
  primary key (workspace_id, id),
  constraint deliveries_once unique (workspace_id, source, delivery_key)
);
create index deliveries_newest on deliveries (workspace_id, received_at desc, id desc);
create index deliveries_waiting on deliveries (workspace_id, received_at) where state in ('received', 'failed');
select app.guard('deliveries');
