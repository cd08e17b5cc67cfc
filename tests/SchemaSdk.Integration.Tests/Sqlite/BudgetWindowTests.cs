using System.Globalization;
using SchemaSdk.Integration.Tests.PostgreSql;

namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class BudgetWindowTests : FileTest
{
    private readonly JumpingClock _clock = new();

    [Theory]
    [InlineData("day", "2026-03-04T23:59:00Z", "2026-03-05T00:01:00Z")]
    [InlineData("week", "2026-03-01T23:59:00Z", "2026-03-02T00:01:00Z")]
    [InlineData("month", "2026-02-28T23:59:00Z", "2026-03-01T00:01:00Z")]
    [InlineData("last hour", "2026-03-04T12:00:00Z", "2026-03-04T13:01:00Z")]
    public async Task A_job_counts_until_its_window_ends_even_after_a_restart(string window, string sentAt, string next)
    {
        SetTo(sentAt);
        await using (var before = Open(window))
        {
            await SendAsync(before, "a");
            await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(before, "b"));
        }

        await using var ledger = Open(window);
        await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "c"));

        SetTo(next);

        await SendAsync(ledger, "d");
    }

    private SqliteJobLedger Open(string window) => new(Path, new()
    {
        Ledger = new JobLedgerOptions { TimeProvider = _clock },
        Budgets =
        [
            new()
            {
                LimitUsd = 1m,
                Window = window switch
                {
                    "day" => BudgetWindow.Day,
                    "week" => BudgetWindow.Week,
                    "month" => BudgetWindow.Month,
                    _ => BudgetWindow.Last(TimeSpan.FromHours(1)),
                },
            },
        ],
    });

    private void SetTo(string time) =>
        _clock.Jump = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow();

    private static async Task SendAsync(SqliteJobLedger ledger, string key)
    {
        var intent = Entries.Intent(key) with { PriceUsd = 0.6m };
        await ledger.BeginAsync(intent);
        await ledger.NextAsync(intent, LedgerState.Sending);
    }
}
