namespace SchemaSdk.Integration.Tests.PostgreSql.Schema;

public sealed class EncodingTests : DatabaseTest
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData("LATIN1")]
    [InlineData("SQL_ASCII")]
    public async Task A_database_without_UTF8_is_refused_with_a_statement_that_creates_a_suitable_database(string encoding)
    {
        var cluster = await SharedCluster.Get();
        var name = $"test_{Guid.NewGuid():n}";
        await RunAsync($"create database {name} template template0 encoding '{encoding}'");
        await using var ledger = new PostgreSqlJobLedger(cluster.ConnectionString(name));

        var refusal = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Entries.Intent("a")).AsTask());

        Assert.True(refusal.IsLasting);
        Assert.Contains($"has the encoding {encoding}", refusal.Message, StringComparison.Ordinal);
        var line = refusal.Message[refusal.Message.IndexOf("create database", StringComparison.Ordinal)..];
        await RunAsync(line);
        await using var right = new PostgreSqlJobLedger(cluster.ConnectionString($"{name}_utf8"));
        Assert.Null(await right.BeginAsync(Entries.Intent("a")));
    }
}
