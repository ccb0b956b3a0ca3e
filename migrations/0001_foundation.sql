-- Roles are made before the migrations (src/platform/db/roles.ts). Here: what every tenant table stands on.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create schema if not exists app;
grant usage on schema app to antesala_tenant;
-- `create` is what a role needs to be given a function of the schema.
grant usage, create on schema app to antesala_search;
grant usage on schema public to antesala_tenant, antesala_search;

-- The workspace of this transaction; null outside one, so that a forgotten scope sees nothing.
create function app.workspace() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.workspace', true), '')::uuid $$;

-- The signed-in person, for the one question asked before a workspace is known: which workspaces are mine?
create function app.person() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '') $$;

-- Puts a table under the house rule: row-level security, enabled and forced, own rows only.
create function app.guard(target regclass, privileges text default 'select, insert, update, delete') returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy own_workspace on %s using (workspace_id = (select app.workspace())) with check (workspace_id = (select app.workspace()))', target);
  execute format('grant %s on %s to antesala_tenant', privileges, target);
end $$;

create table workspaces (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  zone text not null default 'Europe/Madrid',
  locale text not null default 'es' check (locale in ('es', 'en', 'ca')),
  region text not null default 'ES',
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
alter table workspaces enable row level security;
alter table workspaces force row level security;
-- The list of workspaces is the product's own; inside one, only that one is seen.
create policy own_workspace on workspaces using (id = app.workspace()) with check (id = app.workspace());
create policy product on workspaces to current_user using (true) with check (true);
grant select, update on workspaces to antesala_tenant;
