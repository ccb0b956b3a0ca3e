-- People, keys and the record of who did what.

-- better-auth's own tables (1.6.33, with its twoFactor plug-in), as its generator writes them. They belong to the product,
-- not to a workspace: only the login role reads them, the restricted role has not even the schema.
create schema auth;
revoke all on schema auth from public;

create table auth."user" (
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  "twoFactorEnabled" boolean
);

create table auth."session" (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" ("id") on delete cascade
);
create index "session_userId_idx" on auth."session" ("userId");

create table auth."account" (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null
);
create index "account_userId_idx" on auth."account" ("userId");

create table auth."verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);
create index "verification_identifier_idx" on auth."verification" ("identifier");

create table auth."twoFactor" (
  "id" text not null primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

create table auth."rateLimit" (
  "id" text not null primary key,
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);

-- Ours, beside them. The last time step whose TOTP code was taken, so that a code seen over a shoulder opens nothing.
create table auth.totp_steps (
  user_id text primary key references auth."user" ("id") on delete cascade,
  last_step bigint not null
);

-- Wrong passwords and codes per account, whatever address they come from; the account is a hash, known or not.
create table auth.account_failures (
  account_hash text primary key,
  failures int not null,
  window_started_at timestamptz not null
);

-- The one-time tokens that let a first owner in, by hash; all go when one is used.
create table auth.setup_tokens (
  token_hash text primary key,
  created_at timestamptz not null
);

-- Keys that the product makes for itself (signing offers and cookies), sealed under ENCRYPTION_KEY: rotating that re-seals
-- them and they stay what they are. Only the login role reads them.
create table product_secrets (
  name text primary key,
  sealed text not null,
  created_at timestamptz not null
);

-- A person in a workspace. Whoever leaves keeps a row (removed_at), so that what they did keeps its name.
create table members (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  user_id text not null references auth."user" ("id"),
  name text not null check (length(name) between 1 and 200),
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'supervisor', 'agent', 'viewer')),
  locale text check (locale in ('es', 'en', 'ca')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  constraint members_user unique (workspace_id, user_id),
  constraint members_email unique (workspace_id, email)
);
create index members_of_person on members (user_id);
select app.guard('members', 'select, insert, update');
-- Before a workspace is known, the product asks on a person's behalf: which are mine? Only the login role may.
create policy own_memberships on members for select to current_user using (user_id = app.person());

create table api_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  key_hash text not null,
  hint text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  created_by text not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  constraint api_keys_hash unique (workspace_id, key_hash)
);
select app.guard('api_keys', 'select, insert, update');

-- Who changed what. The restricted role may add and read, nothing else.
create table audit_log (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'key', 'vendor', 'system')),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  subject_kind text,
  subject_id text,
  detail jsonb not null default '{}',
  primary key (workspace_id, id)
);
create index audit_log_by_time on audit_log (workspace_id, at desc, id desc);
create index audit_log_by_subject on audit_log (workspace_id, subject_kind, subject_id, at desc);
create index audit_log_by_actor on audit_log (workspace_id, actor_id, at desc);
select app.guard('audit_log', 'select, insert');
