namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

public sealed class LocalClockTests
{
    [FactWith(Server.PostgreSql)]
    public async Task Times_are_in_UTC_even_if_the_driver_returns_local_times()
    {
        var database = await SharedCluster.DatabaseAsync();

        var told = await LocalClock.RunAsync(database);

        Assert.Equal($"{Entries.Now:O} {Entries.Now:O} {Entries.Now:O}", told);
        await using var ledger = new PostgreSqlJobLedger(database);
        Assert.Equal(Entries.Now, (await ledger.AllAsync())[0].Attempt?.SentAt);
    }
}
