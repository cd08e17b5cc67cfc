using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Schema;

/// <summary>A database whose encoding lacks characters that lines may have.</summary>
public sealed class EncodingTests
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData("LATIN1")]
    [InlineData("SQL_ASCII")]
    public async Task A_database_that_is_not_UTF8_is_refused_with_the_line_that_makes_a_right_one(string encoding)
    {
        var cluster = await SharedCluster.Get();
        var name = $"test_{Guid.NewGuid():n}";
        await RunAsync(cluster.ConnectionString(), $"create database {name} template template0 encoding '{encoding}'");
        await using var ledger = new PostgreSqlJobLedger(cluster.ConnectionString(name));

        var refusal = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Desk.Intent("a")).AsTask());

        Assert.True(refusal.IsLasting);
        Assert.Contains($"has the encoding {encoding}", refusal.Message, StringComparison.Ordinal);
        var line = refusal.Message[refusal.Message.IndexOf("create database", StringComparison.Ordinal)..];
        await RunAsync(cluster.ConnectionString(), line);
        await using var right = new PostgreSqlJobLedger(cluster.ConnectionString($"{name}_utf8"));
        Assert.Null(await right.BeginAsync(Desk.Intent("a")));
    }

    private static async Task RunAsync(string database, string statement)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
