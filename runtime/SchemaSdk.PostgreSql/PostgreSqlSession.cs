namespace SchemaSdk.PostgreSql;

/// <summary>Runs statements on a connection, in its open transaction if it has one.</summary>
internal sealed class PostgreSqlSession(NpgsqlConnection connection) : SqlSession
{
    internal override async Task<List<T>> QueryAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default)
    {
        using var batch = new NpgsqlBatch(connection) { BatchCommands = { CommandOf([statement]) } };
        var rows = new List<T>();
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }
        }

        return rows;
    }

    /// <summary>Runs statements. If no transaction is open, they all run in a new one.</summary>
    // Combines statements with the same text, because the server takes longer to start a statement than to change a row.
    internal override async Task<long?[]> RunAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken = default)
    {
        var first = new long?[statements.Count];
        var groups = Enumerable.Range(0, first.Length)
            .GroupBy(at => (statements[at].Text, statements[at].IsOfOneJob ? -1 : at)).Select(static group => group.ToArray()).ToArray();
        if (groups.Length == 0)
        {
            return first;
        }

        using var batch = new NpgsqlBatch(connection);
        Array.ForEach(groups, group => batch.BatchCommands.Add(CommandOf(Array.ConvertAll(group, at => statements[at]))));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            // Skips statements that return nothing, because the reader has no result set for them.
            foreach (var group in groups.Where(group => Returns(statements[group[0]].Text)))
            {
                var numbers = new Dictionary<string, long?>(StringComparer.Ordinal);   // by the key of the job; "" in a single statement
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var value = reader.GetValue(group.Length == 1 ? 0 : 1);
                    numbers.TryAdd(group.Length == 1 ? "" : reader.GetString(0), value is int number ? number : value as long?);
                }

                Array.ForEach(group, at =>
                    first[at] = numbers.GetValueOrDefault(group.Length == 1 ? "" : (string)statements[at].Values[0].Value!));
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return first;
    }

    private static bool Returns(string text) =>
        text.StartsWith("select ", StringComparison.Ordinal) || text.Contains("returning ", StringComparison.Ordinal);

    private static NpgsqlBatchCommand CommandOf(Statement[] group)
    {
        var (text, values) = (group[0].Text, group[0].Values);
        var command = new NpgsqlBatchCommand(group.Length == 1 ? text : ForMany(text, values.Length));
        for (var at = 0; at < values.Length; at++)
        {
            command.Parameters.Add(ParameterOf(values[at].Type, Array.ConvertAll(group, statement => statement.Values[at].Value)));
        }

        return command;
    }

    // The length check is always true, but makes the planner expect few jobs.
    private static string ForMany(string text, int count)
    {
        var numbers = Enumerable.Range(1, count).ToList();
        var given = $"from unnest({string.Join(", ", numbers.Select(static at => $"${at}"))}) as g (p{string.Join(", p", numbers)})";
        var body = text.Replace("returning ", "returning key, ", StringComparison.Ordinal).Replace("$", "g.p", StringComparison.Ordinal);
        return body.Replace("values (", "select ", StringComparison.Ordinal)
            .Replace(")\non conflict", $" {given}\non conflict", StringComparison.Ordinal)
            .Replace("where j.key", $"{given} where length(g.p1) between 1 and 200 and j.key", StringComparison.Ordinal);
    }

    private static NpgsqlParameter ParameterOf(SqlType type, object?[] values) => type switch
    {
        SqlType.Texts => ParameterOf<string[]>(NpgsqlDbType.Array | NpgsqlDbType.Text, values),
        SqlType.Boolean => ParameterOf<bool?>(NpgsqlDbType.Boolean, values),
        SqlType.Integer => ParameterOf<int?>(NpgsqlDbType.Integer, values),
        SqlType.Long => ParameterOf<long?>(NpgsqlDbType.Bigint, values),
        SqlType.Time => ParameterOf<DateTime?>(
            NpgsqlDbType.TimestampTz, Array.ConvertAll(values, static value => (object?)((DateTimeOffset?)value)?.UtcDateTime)),
        SqlType.Dollars => ParameterOf<decimal?>(NpgsqlDbType.Numeric, values),
        SqlType.Id => ParameterOf<Guid?>(NpgsqlDbType.Uuid, values),
        SqlType.Bytes => ParameterOf<byte[]>(NpgsqlDbType.Bytea, values),
        _ => ParameterOf<string>(NpgsqlDbType.Text, values),
    };

    private static NpgsqlParameter ParameterOf<T>(NpgsqlDbType type, object?[] values) => values is [var single]
        ? new() { NpgsqlDbType = type, Value = single ?? DBNull.Value }
        : new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.Cast<T>().ToArray() };
}
