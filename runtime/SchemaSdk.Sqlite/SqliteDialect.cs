namespace SchemaSdk.Sqlite;

/// <summary>Creates the SQL for SQLite. Times (in UTC) and amounts are stored as text, so that any SQL tool can show them.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    /// <summary>The format of times, in which earlier times sort first.</summary>
    internal const string TimeForm = "yyyy-MM-dd HH:mm:ss.fffffff";

    internal const string NowName = "$now";

    /// <summary>
    /// The parameter for the machine's uptime in ms. Leases use the uptime, because changes to the clock do not affect it.
    /// </summary>
    internal const string UptimeName = "$uptime";

    internal override bool CountsChanges => true;
    internal override string Now => NowName;

    // The uptime restarts with the machine, so a dead worker's lease could otherwise seem to end far in the future.
    // The extra second allows for a renewal between reading the clock and reading the row.
    internal override string Lives => $"(w.leased_until between {UptimeName} and {UptimeName} + w.lease + 1000)";
    internal override string LeaseLeft => $"w.leased_until - {UptimeName}";
    internal override string NextPlace => "(select coalesce(max(place), 0) + 1 from jobs where place > 0)";

    internal override string Table(string name) => name;

    internal override string TypeOf(SqlType type) => type switch
    {
        SqlType.Boolean or SqlType.Integer or SqlType.Long or SqlType.LeaseEnd => "integer",
        SqlType.RowNumber => "integer primary key autoincrement",
        SqlType.Id or SqlType.Bytes => "blob",
        _ => "text",
    };

    internal override string IsOlder(string column, string seconds) =>
        $"{column} < strftime('%Y-%m-%d %H:%M:%f', {NowName}, '-' || {seconds} || ' seconds')";

    internal override string LeaseEnd(string milliseconds) => $"{UptimeName} + {milliseconds}";

    internal override string IsIn(string column, string parameter) => $"{column} in (select value from json_each({parameter}))";

    internal override string Settings(string isAllowed) =>
        $"""
        create index jobs_place on jobs (place) where place > 0;
        create trigger jobs_check_transition before update of state on jobs
          when (old.version <> new.version or old.state <> new.state) and not ({isAllowed})
        begin
          select raise(fail, 'The job cannot go to this state.');
        end;
        """;

    internal override DateTimeOffset TimeOf(DbDataReader reader, int column) => DateTimeOffset.Parse(
        reader.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Returns the value of a parameter as SQLite stores it: a string, bytes, a number or null.</summary>
    internal static object? ValueOf(string name, SqlValue[] values, TimeProvider time) => name switch
    {
        NowName => ValueOf(time.GetUtcNow()),
        UptimeName => (long)(time.GetTimestamp() / (time.TimestampFrequency / 1000.0)),
        _ => ValueOf(values[int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) - 1].Value),
    };

    private static object? ValueOf(object? value) => value switch
    {
        DateTimeOffset moment => moment.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture),
        decimal dollars => dollars.ToString(CultureInfo.InvariantCulture),
        Guid id => id.ToByteArray(),
        string[] texts => new JsonArray([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]).ToJsonString(),
        _ => value,
    };
}
