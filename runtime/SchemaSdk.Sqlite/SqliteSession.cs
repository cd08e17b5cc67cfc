namespace SchemaSdk.Sqlite;

/// <summary>Runs statements on a connection, for one caller at a time, synchronously. Each SQL text is prepared once.</summary>
internal sealed class SqliteSession(SqliteConnection connection, TimeProvider time, bool isOwn = true) : SqlSession, IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _queries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (sqlite3_stmt Prepared, string[] Names)> _writes = new(StringComparer.Ordinal);

    internal SqliteConnection Connection => connection;

    internal override Task<List<T>> QueryAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default) =>
        Task.FromResult(Query(statement, read));

    internal override Task<long?[]> RunAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken = default) =>
        Task.FromResult(statements.Select(FirstOf).ToArray());

    internal List<T> Query<T>(Statement statement, Func<DbDataReader, T> read)
    {
        var command = _queries.GetValueOrDefault(statement.Text) ?? connection.CreateCommand();
        (command.CommandText, _queries[statement.Text]) = (statement.Text, command);
        command.Parameters.Clear();
        var names = statement.Values.Select(static (_, at) => string.Create(CultureInfo.InvariantCulture, $"${at + 1}"));
        command.Parameters.AddRange(names.Concat([SqliteDialect.NowName, SqliteDialect.UptimeName]).Select(name =>
            new SqliteParameter(name, SqliteDialect.ValueOf(name, statement.Values, time) ?? DBNull.Value)));
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    internal void Run(string text) => Scalar(text);

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
        Check(Try("pragma incremental_vacuum(1000)"));

        // SQLite releases no pages if another program has turned off auto_vacuum.
        return free > 1000 && (long)Scalar("pragma freelist_count")! < free;
    }

    public void Dispose()
    {
        _queries.Values.ToList().ForEach(static query => query.Dispose());
        _writes.Values.ToList().ForEach(static write => write.Prepared.Dispose());
        (isOwn ? connection : null)?.Dispose();
    }

    // Calls SQLite directly, because the driver allocates 3 KB to bind the values of an entry.
    private long? FirstOf(Statement statement)
    {
        if (!_writes.TryGetValue(statement.Text, out var write))
        {
            Check(raw.sqlite3_prepare_v2(connection.Handle, statement.Text, out var prepared));
            var numbers = Enumerable.Range(1, raw.sqlite3_bind_parameter_count(prepared));
            string[] names = [.. numbers.Select(number => raw.sqlite3_bind_parameter_name(prepared, number).utf8_to_string())];
            write = _writes[statement.Text] = (prepared, names);
        }

        _ = raw.sqlite3_clear_bindings(write.Prepared);   // sets all values to null
        for (var at = 0; at < write.Names.Length; at++)
        {
            Check(Bind(write.Prepared, at + 1, SqliteDialect.ValueOf(write.Names[at], statement.Values, time)));
        }

        long? first = raw.sqlite3_step(write.Prepared) == raw.SQLITE_ROW ? raw.sqlite3_column_int64(write.Prepared, 0)
            : raw.sqlite3_changes(connection.Handle) is > 0 and var changed ? changed : null;
        Check(raw.sqlite3_reset(write.Prepared));   // returns the error of sqlite3_step
        return first;
    }

    private static int Bind(sqlite3_stmt prepared, int number, object? value) => value switch
    {
        null => raw.SQLITE_OK,
        string text => raw.sqlite3_bind_text(prepared, number, text),
        byte[] bytes => raw.sqlite3_bind_blob(prepared, number, bytes),
        _ => raw.sqlite3_bind_int64(prepared, number, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection.Handle);
}
