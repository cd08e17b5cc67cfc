using System.Globalization;

namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class BudgetTests : FileTest
{
    private readonly SteppedTime _clock = new();

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

    [Theory]
    [InlineData("fal", null)]
    [InlineData(null, "kling/kling-3.0/pro/image-to-video")]
    public Task A_job_that_no_budget_covers_runs_without_a_price(string? service, string? modelId) => RunAsync(service, modelId);

    [Theory]
    [InlineData("RunComfy", null)]
    [InlineData("runcomfy", null)]
    [InlineData(null, "kling/kling-3.0/pro/text-to-video")]
    public async Task A_job_that_a_budget_covers_needs_a_price(string? service, string? modelId)
    {
        var refused = await Assert.ThrowsAsync<ModelBudgetException>(() => RunAsync(service, modelId));

        Assert.Contains("because a budget in the ledger needs a known price", refused.Message, StringComparison.Ordinal);
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
        _clock.Step = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow();

    private static async Task SendAsync(SqliteJobLedger ledger, string key)
    {
        var intent = Draft.Intent(key) with { PriceUsd = 0.6m };
        await ledger.BeginAsync(intent);
        await ledger.NextAsync(intent, LedgerState.Sending);
    }

    private async Task RunAsync(string? service, string? modelId)
    {
        await using var emulator = new ModelEmulator(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        using var http = new HttpClient(emulator.CreateHandler());
        await using var ledger = new SqliteJobLedger(
            Path, new() { Budgets = [new LedgerBudget { LimitUsd = 1, Service = service, ModelId = modelId }] });
        await using var client = new RunComfyClient(
            http, new() { BaseAddress = emulator.Address, ApiToken = emulator.Token, Ledger = ledger });

        await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A paper boat." });
    }
}
