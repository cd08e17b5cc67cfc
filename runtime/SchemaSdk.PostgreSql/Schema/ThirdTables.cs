namespace SchemaSdk.PostgreSql.Schema;

/// <summary>Version 3 of the tables: the time of the last line of each job by the clock of the database.</summary>
internal static class ThirdTables
{
    /// <summary>The time of the last line of a job, the second column of an index. A line of version 2 has that of its writer.</summary>
    internal const string PutAt = "coalesce(put_at, changed_at)";

    // The trigger notes it, so that lines of processes that still run with version 2 have it as well.
    internal static string Of(string schema) =>
        $$"""
        alter table {{schema}}.jobs add column put_at timestamptz;
        alter table {{schema}}.jobs alter put_at set default clock_timestamp();
        create or replace function {{schema}}.check_transition() returns trigger language plpgsql as
          $body$ begin
            if not {{schema}}.may_become(old.state, new.state) then
              raise exception 'The job % cannot go from state % to state %.', old.key, old.state, new.state using errcode = '23514';
            end if;
            new.put_at := clock_timestamp();
            return new;
          end $body$;
        drop index {{schema}}.jobs_over;
        create index jobs_over on {{schema}}.jobs ({{SecondTables.IsEmpty}}, ({{PutAt}})) where state in (3, 6);

        """;
}
