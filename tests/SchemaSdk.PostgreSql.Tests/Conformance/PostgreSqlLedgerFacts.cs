namespace SchemaSdk.PostgreSql.Tests.Conformance;

/// <summary>The ledger in PostgreSQL.</summary>
public sealed class PostgreSqlLedgerFacts : LedgerFacts
{
    protected override async Task<JobLedger> OpenAsync() => new PostgreSqlJobLedger(await SharedCluster.DatabaseAsync());

    public static TheoryData<LedgerState> States => [.. Enum.GetValues<LedgerState>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Only_the_states_that_may_come_next_are_put_down(LedgerState state)
    {
        foreach (var next in Enum.GetValues<LedgerState>())
        {
            var last = await Ledger.UpToAsync($"{state}-{next}", state);

            var error = await Record.ExceptionAsync(() => Ledger.NextAsync(last, next, "req"));

            Assert.True(error is null == last.MayBecome(next), $"{state} to {next}: {error?.Message}");
        }
    }
}
