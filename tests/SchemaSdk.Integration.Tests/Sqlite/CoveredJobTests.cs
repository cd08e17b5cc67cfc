using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Tests that a job without a known price runs only if none of the ledger's budgets covers it.</summary>
public sealed class CoveredJobTests : FileTest
{
    [Theory]
    [InlineData("fal", null)]
    [InlineData(null, "kling/kling-3.0/pro/image-to-video")]
    public Task A_job_that_no_budget_covers_runs_without_a_price(string? service, string? modelId) => RunAsync(service, modelId);

    [Theory]
    [InlineData("RunComfy", null)]
    [InlineData(null, "kling/kling-3.0/pro/text-to-video")]
    public async Task A_job_that_a_budget_covers_needs_a_price(string? service, string? modelId)
    {
        var refused = await Assert.ThrowsAsync<ModelBudgetException>(() => RunAsync(service, modelId));

        Assert.Contains("because a budget in the ledger needs a known price", refused.Message, StringComparison.Ordinal);
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
