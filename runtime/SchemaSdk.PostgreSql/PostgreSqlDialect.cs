namespace SchemaSdk.PostgreSql;

/// <summary>The SQL of PostgreSQL, for tables in a schema.</summary>
internal sealed class PostgreSqlDialect(string schema) : SqlDialect
{
    // Turns on synchronous_commit, so that a commit survives a power loss and a failover. Keeps remote_apply, which is stricter.
    internal const string Durable = "case current_setting('synchronous_commit') when 'remote_apply' then '' "
        + "else set_config('synchronous_commit', 'on', true) end";

    internal override string Now => "clock_timestamp()";

    // Leases cannot be renewed while the server is down, so its start extends them. A failover does not: the standby started earlier.
    internal override string Lives =>
        "(w.leased_until >= now() or pg_postmaster_start_time() > now() - w.lease * interval '1 millisecond')";

    internal override string LeaseLeft =>
        "cast(extract(epoch from greatest(w.leased_until, pg_postmaster_start_time() + w.lease * interval '1 millisecond') - now()) * 1000 "
        + "as bigint)";

    internal override string NextPlace => $"nextval('{Table("places")}')";

    internal override string ForUpdate => " for update skip locked";

    internal override string ForUpdateOfAll => " for update";

    // The quotation marks allow a reserved word, such as user, as the schema's name.
    internal override string Table(string name) => $"\"{schema}\".{name}";

    internal override string TypeOf(SqlType type) => type switch
    {
        SqlType.Boolean => "boolean",
        SqlType.Integer => "int",
        SqlType.Long => "bigint",
        SqlType.RowNumber => "bigint generated always as identity primary key",
        SqlType.Time or SqlType.LeaseEnd => "timestamptz",
        SqlType.Dollars => "numeric",
        SqlType.Id => "uuid",
        SqlType.Bytes => "bytea",
        _ => "text collate \"C\"",
    };

    internal override string IsOlder(string column, string seconds) => $"{column} < now() - {seconds} * interval '1 second'";

    internal override string LeaseEnd(string milliseconds) => $"now() + {milliseconds} * interval '1 millisecond'";

    internal override string IsIn(string column, string parameter) => $"{column} = any({parameter})";

    internal override string Settings(string isAllowed) =>
        $"""
        create sequence "{schema}".places;
        alter table "{schema}".jobs set (fillfactor = 80);
        alter table "{schema}".jobs alter input set storage external, alter result set storage external;
        create function "{schema}".check_transition() returns trigger language plpgsql as
          $body$ begin
            if not ({isAllowed}) then
              raise exception 'The job % cannot go from state % to state %.', old.key, old.state, new.state using errcode = '23514';
            end if;
            return new;
          end $body$;
        create trigger jobs_check_transition before update of state on "{schema}".jobs
          for each row when (old.version <> new.version or old.state <> new.state) execute function "{schema}".check_transition();
        """;

    // If the application sets Npgsql.EnableLegacyTimestampBehavior, the driver returns local time.
    internal override DateTimeOffset TimeOf(DbDataReader reader, int column) => new(reader.GetDateTime(column).ToUniversalTime());
}
