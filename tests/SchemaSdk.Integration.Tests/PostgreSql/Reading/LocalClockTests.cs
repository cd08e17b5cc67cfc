namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

/// <summary>Times, whatever an application has told the driver about them.</summary>
public sealed class LocalClockTests
{
    [FactWith(Server.PostgreSql)]
    public async Task Times_are_in_UTC_where_the_driver_gives_those_of_the_machine()
    {
        var database = await SharedCluster.DatabaseAsync();

        var told = await LocalClock.RunAsync(database);

        Assert.Equal($"{Desk.Now:O} {Desk.Now:O} {Desk.Now:O}", told);
        await using var ledger = new PostgreSqlJobLedger(database);
        Assert.Equal(Desk.Now, (await ledger.AllAsync())[0].Attempt?.SentAt);
    }
}
