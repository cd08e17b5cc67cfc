using System.Text.Json.Nodes;

namespace SchemaSdk.Sqlite;

/// <summary>Runs statements on a connection, for one caller at a time, synchronously. Each SQL text is prepared once.</summary>
// isOwn: true to close the connection with the session; false for a caller's connection.
internal sealed class SqliteSession(SqliteConnection connection, TimeProvider time, bool isOwn = true) : SqlSession, IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    internal SqliteConnection Connection => connection;

    internal override Task<List<T>> QueryAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default) =>
        Task.FromResult(Query(statement, read));

    internal override Task<long?[]> RunAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken = default) =>
        Task.FromResult(statements.Select(FirstOf).ToArray());

    internal List<T> Query<T>(Statement statement, Func<DbDataReader, T> read)
    {
        using var reader = CommandOf(statement).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    internal void Run(string text) => Scalar(text);

    /// <summary>Runs SQL without parameters, and returns the first column of the first row.</summary>
    internal object? Scalar(string text)
    {
        using var command = new SqliteCommand(text, connection);
        return command.ExecuteScalar();
    }

    /// <summary>Runs SQL without parameters, and without the driver's retries. Returns the primary result code of SQLite.</summary>
    internal int Try(string text) => raw.sqlite3_exec(connection.Handle, text) & 0xFF;

    /// <summary>Releases up to 1,000 of the file's free pages to the disk. Returns true if more can be released.</summary>
    internal bool Shrink()
    {
        var free = (long)Scalar("pragma freelist_count")!;
        SqliteException.ThrowExceptionForRC(Try("pragma incremental_vacuum(1000)"), connection.Handle);

        // Compares the counts of free pages, because SQLite releases no pages if another program has turned off auto_vacuum.
        return free > 1000 && (long)Scalar("pragma freelist_count")! < free;
    }

    public void Dispose()
    {
        _commands.Values.ToList().ForEach(static command => command.Dispose());
        (isOwn ? connection : null)?.Dispose();
    }

    private long? FirstOf(Statement statement)
    {
        using var reader = CommandOf(statement).ExecuteReader();
        return reader.Read() ? reader.GetInt64(0) : reader.RecordsAffected is > 0 and var changed ? changed : null;
    }

    private SqliteCommand CommandOf(Statement statement)
    {
        var command = _commands.GetValueOrDefault(statement.Text) ?? (_commands[statement.Text] = Prepared(statement));
        var values = statement.Values;
        for (var at = 0; at < command.Parameters.Count; at++)
        {
            var parameter = command.Parameters[at];
            parameter.Value = at < values.Length ? ValueOf(values[at].Value)
                : parameter.ParameterName == SqliteDialect.NowName ? ValueOf(time.GetUtcNow())
                : (long)(time.GetTimestamp() / (time.TimestampFrequency / 1000.0));
        }

        return command;
    }

    private SqliteCommand Prepared(Statement statement)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement.Text;
        var values = statement.Values.Select(static (_, at) => string.Create(CultureInfo.InvariantCulture, $"${at + 1}"));
        string[] clocks = [SqliteDialect.NowName, SqliteDialect.UptimeName];
        foreach (var name in values.Concat(clocks.Where(name => statement.Text.Contains(name, StringComparison.Ordinal))))
        {
            command.Parameters.Add(new() { ParameterName = name });
        }

        return command;
    }

    private static object ValueOf(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset moment => moment.UtcDateTime.ToString(SqliteDialect.TimeForm, CultureInfo.InvariantCulture),
        decimal dollars => dollars.ToString(CultureInfo.InvariantCulture),
        Guid id => id.ToByteArray(),
        string[] texts => new JsonArray([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]).ToJsonString(),
        _ => value,
    };
}
