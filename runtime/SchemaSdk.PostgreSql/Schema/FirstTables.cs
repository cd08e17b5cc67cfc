namespace SchemaSdk.PostgreSql.Schema;

/// <summary>Version 1 of the tables.</summary>
internal static class FirstTables
{
    // The old state times 8, plus the new one, as LedgerEntry.MayBecome had them when this version was made.
    private const string Transitions = "1, 3, 4, 8, 10, 11, 12, 21, 24, 25, 26, 28, 34, 35, 45, 46";

    /// <summary>The name of the index that gives an id of the service to one job.</summary>
    internal const string OneRequest = "jobs_one_request";

    /// <summary>1 for a job of which neither input nor result is kept, 0 for the others: the first column of an index.</summary>
    internal const string IsEmpty = "(case when input is null and result is null then 1 else 0 end)";

    // put_at is the time of the last line by the clock of the database; changed_at is that of its writer.
    // States by number: 0 Intended, 1 Sending, 2 Accepted, 3 Refused, 4 Unknown, 5 Ended, 6 Delivered.
    internal static string Of(string schema) =>
        $$"""
        create table {{schema}}.workers (
          id uuid primary key,
          name text not null,
          leased_until timestamptz not null,
          lease interval not null
        );
        create sequence {{schema}}.places;
        create table {{schema}}.jobs (
          key text collate "C" primary key check (length(key) between 1 and 200),
          begun bigint generated always as identity,
          model text collate "C" not null check (model <> ''),
          input_hash text not null check (input_hash <> ''),
          service text,
          queued boolean not null,
          state smallint not null check (state between 0 and 6),
          version int not null check (version >= 1),
          changed_at timestamptz not null,
          put_at timestamptz not null default clock_timestamp(),
          attempts int not null,
          sent_at timestamptz,
          request_id text,
          outcome text check (outcome in ('succeeded', 'failed', 'canceled')),
          cost_usd numeric,
          price_usd numeric,
          settled_by text,
          settled_at timestamptz,
          files text,
          files_error text,
          refusal text,
          refusal_reason text,
          worker uuid,
          epoch bigint not null default 0,
          taken_by uuid,
          taken_from bigint,
          claim uuid,
          place bigint not null default nextval('{{schema}}.places'),
          reserved_at timestamptz,
          is_summed boolean not null default false,
          begun_by uuid not null,
          token uuid not null,
          input bytea,
          result bytea
        ) with (fillfactor = 80);
        alter table {{schema}}.jobs alter input set storage external, alter result set storage external;
        create index jobs_begun on {{schema}}.jobs (begun);
        create index jobs_open on {{schema}}.jobs (state, worker) where state in (0, 1, 2, 4, 5);
        create index jobs_to_submit on {{schema}}.jobs (model, place) where state = 0 and queued and worker is null;
        create index jobs_to_follow on {{schema}}.jobs (model, place) where state in (2, 5) and worker is null;
        create index jobs_request on {{schema}}.jobs (request_id) where request_id is not null;
        create unique index {{OneRequest}} on {{schema}}.jobs (coalesce(service, ''), request_id)
          where request_id is not null and state in (2, 5, 6);
        create index jobs_over on {{schema}}.jobs ({{IsEmpty}}, put_at) where state in (3, 6);
        create index jobs_reserved on {{schema}}.jobs (reserved_at) where reserved_at is not null;
        create index jobs_unsummed on {{schema}}.jobs (state) where reserved_at is not null and not is_summed;
        create table {{schema}}.budgets (name text primary key);
        create table {{schema}}.sums (service text, model text, usd numeric not null, primary key (service, model));
        create table {{schema}}.hours (
          hour timestamptz, service text, model text, usd numeric not null, primary key (hour, service, model)
        );
        create function {{schema}}.may_become(was smallint, becomes smallint) returns boolean immutable language sql as
          $body$ select was * 8 + becomes in ({{Transitions}}) $body$;
        create function {{schema}}.check_transition() returns trigger language plpgsql as
          $body$ begin
            if not {{schema}}.may_become(old.state, new.state) then
              raise exception 'The job % cannot go from state % to state %.', old.key, old.state, new.state using errcode = '23514';
            end if;
            new.put_at := clock_timestamp();
            return new;
          end $body$;
        create trigger jobs_check_transition before update of state on {{schema}}.jobs
          for each row when (old.version <> new.version or old.state <> new.state) execute function {{schema}}.check_transition();

        """;
}
