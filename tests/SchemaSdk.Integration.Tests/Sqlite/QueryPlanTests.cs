using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Tests that the cost of a statement does not grow with the number of other jobs in the ledger.</summary>
public sealed partial class QueryPlanTests : FileTest
{
    [Fact]
    public async Task No_statement_in_the_life_of_a_job_scans_all_jobs()
    {
        var plans = (await TextsOfALifeAsync()).SelectMany(PlanOf).Distinct().ToList();

        Assert.Contains(plans, plan => plan.Contains("SEARCH j ", StringComparison.Ordinal));
        Assert.Equal("", string.Join("\n", plans.Where(plan => WholeTable().IsMatch(plan))));
    }

    [Fact]
    public async Task A_budget_of_one_customer_reads_only_the_hours_of_that_customer()
    {
        RecordingLedger ledger;
        var budget = new LedgerBudget { LimitUsd = 100, PerCustomer = true };
        await using (ledger = new RecordingLedger(Path, new() { Budgets = [budget] }))
        {
            await ledger.UpToAsync("a", LedgerState.Sending, price: 0.1m);
        }

        var sum = Assert.Single(ledger.Noted.Texts, static text => text.Contains("sum(nano)", StringComparison.Ordinal));

        Assert.Contains(PlanOf(sum), static plan => plan.Contains("spent_by_customer_1 (customer=? AND hour>?)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_budget_for_all_customers_reads_one_row_for_their_jobs_of_an_hour()
    {
        RecordingLedger ledger;
        var options = new SqliteLedgerOptions { Budgets = [new LedgerBudget { LimitUsd = 100 }] };
        await using (ledger = new RecordingLedger(Path, options with { Ledger = new JobLedgerOptions { TimeProvider = new FakeTime() } }))
        {
            foreach (var customer in (string[])["ada", "bob", "cleo"])
            {
                await ledger.UpToAsync(Draft.Intent(customer) with { Customer = customer, PriceUsd = 0.1m }, LedgerState.Delivered);
            }

            await ledger.UpToAsync("last", LedgerState.Sending, price: 0.1m);
        }

        var sum = Assert.Single(ledger.Noted.Texts, static text => text.Contains("sum(nano)", StringComparison.Ordinal));

        Assert.Contains(" from spent where hour >= $4 ", sum, StringComparison.Ordinal);
        Assert.Equal(["1 300000000"], Explain("select count(*) || ' ' || sum(nano) as sums from spent", "sums"));
        Assert.Equal(["3 300000000"], Explain("select count(*) || ' ' || sum(nano) as sums from spent_by_customer", "sums"));
    }

    // A query for all jobs is allowed to read the whole table, but a query for open jobs is not.
    [GeneratedRegex(@"^SCAN (j|jobs)\b(?! USING (COVERING )?INDEX)|rowid>\?.*j\.state = [01245] ")]
    private static partial Regex WholeTable();

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex Names();

    private async Task<IEnumerable<string>> TextsOfALifeAsync()
    {
        var time = new FakeTime();
        var options = new SqliteLedgerOptions
        {
            Ledger = new JobLedgerOptions { TimeProvider = time },
            Budgets = [new LedgerBudget { LimitUsd = 100 }, new LedgerBudget { LimitUsd = 50, ModelId = "acme/still" }],
            JobsKeptFor = TimeSpan.FromDays(1),
            ContentsKeptFor = TimeSpan.FromHours(1),
        };
        await using var dead = new SqliteJobLedger(
            Path, options with { Ledger = new JobLedgerOptions { TimeProvider = new FakeTime() } });
        await dead.UpToAsync("left", LedgerState.Sending, price: 0.1m);
        await dead.BeginAsync(Draft.Queued("held"));
        await dead.ClaimAsync(LedgerWork.Submit, 1);

        RecordingLedger ledger;
        await using (ledger = new RecordingLedger(Path, options))
        {
            await ledger.UpToAsync("delivered", LedgerState.Delivered, price: 0.1m);
            await ledger.UpToAsync("ended", LedgerState.Ended, price: 0.1m);
            await ledger.UpToAsync("refused", LedgerState.Refused, price: 0.1m);
            await ledger.BeginAsync(Draft.Queued("queued"));
            await ledger.BeginAsync(Draft.Queued("queued"));
            time.Advance(TimeSpan.FromSeconds(11));
            await ledger.FindAsync("left");
            await ledger.FindByRequestAsync("req-ended");
            foreach (var work in Enum.GetValues<LedgerWork>())
            {
                var claimed = await ledger.ClaimAsync(work, 10);
                await ledger.ReleaseAsync([.. claimed.Select(entry => entry.Key)]);
            }

            await ledger.ListAsync().AllAsync();
            foreach (var state in Enum.GetValues<LedgerState>())
            {
                await foreach (var entry in ledger.ListInStateAsync(state))
                {
                    Assert.Equal(state, entry.State);
                }
            }

            await ledger.SummarizeAsync();
            await ledger.IsBudgetedAsync(CancellationToken.None);
            time.Advance(TimeSpan.FromSeconds(4));
            time.Advance(TimeSpan.FromDays(2));
            await ledger.ForgetAsync();
        }

        return ledger.Noted.Texts;
    }

    private IEnumerable<string> PlanOf(string text) =>
        Explain($"explain query plan {text}", "detail").Select(detail => $"{detail}: {text}");

    private IEnumerable<string> Explain(string text, string column)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in Names().Matches(text).Select(match => match.Value).Distinct())
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader.GetString(reader.GetOrdinal(column));
        }
    }
}
