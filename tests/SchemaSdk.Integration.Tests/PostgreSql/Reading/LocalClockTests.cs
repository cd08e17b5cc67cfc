namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

public sealed class LocalClockTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task Times_are_in_UTC_even_if_the_driver_returns_local_times()
    {
        var told = await LocalClock.RunAsync(Database);

        Assert.Equal($"{Entries.Now:O} {Entries.Now:O} {Entries.Now:O}", told);
        await using var ledger = new PostgreSqlJobLedger(Database);
        Assert.Equal(Entries.Now, (await ledger.AllAsync())[0].Attempt?.SentAt);
    }
}
