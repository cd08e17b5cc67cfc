using NpgsqlTypes;

namespace SchemaSdk.PostgreSql;

/// <summary>Runs statements on a connection, in its open transaction if it has one.</summary>
internal sealed class PostgreSqlSession(NpgsqlConnection connection) : SqlSession
{
    internal override async Task<List<T>> QueryAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default)
    {
        using var command = new NpgsqlCommand(statement.Text, connection);
        Fill(command.Parameters, statement);
        var rows = new List<T>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
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
    internal override async Task<long?[]> RunAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken = default)
    {
        var first = new long?[statements.Count];
        if (first.Length == 0)
        {
            return first;
        }

        using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Text);
            Fill(command.Parameters, statement);
            batch.BatchCommands.Add(command);
        }

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            for (var at = 0; at < first.Length; at++)
            {
                // Skips statements that return nothing, because the reader has no result set for them.
                if (Returns(statements[at].Text))
                {
                    first[at] = await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? NumberOf(reader.GetValue(0)) : null;
                    await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return first;
    }

    private static long? NumberOf(object value) => value is int number ? number : value as long?;

    private static bool Returns(string text) =>
        text.StartsWith("select ", StringComparison.Ordinal) || text.Contains("returning ", StringComparison.Ordinal);

    private static void Fill(NpgsqlParameterCollection parameters, Statement statement)
    {
        foreach (var value in statement.Values)
        {
            var given = value.Value is DateTimeOffset moment ? moment.UtcDateTime : value.Value ?? DBNull.Value;
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = TypeOf(value.Type), Value = given });
        }
    }

    private static NpgsqlDbType TypeOf(SqlType type) => type switch
    {
        SqlType.Texts => NpgsqlDbType.Array | NpgsqlDbType.Text,
        SqlType.Boolean => NpgsqlDbType.Boolean,
        SqlType.Integer => NpgsqlDbType.Integer,
        SqlType.Long => NpgsqlDbType.Bigint,
        SqlType.Time => NpgsqlDbType.TimestampTz,
        SqlType.Dollars => NpgsqlDbType.Numeric,
        SqlType.Id => NpgsqlDbType.Uuid,
        SqlType.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };
}
