using System.Text.Json;
using SchemaSdk.Reliability.Tests.Kills.Service;
using SchemaSdk.Sqlite;

namespace SchemaSdk.Reliability.Tests.Kills;

/// <summary>Tests a client whose SQLite ledger is on a disk that fills up. The operating system itself reports the full disk.</summary>
public sealed class FullDiskTests
{
    [FactWithMounts]
    public async Task No_job_is_sent_on_a_full_disk_and_the_id_of_an_accepted_job_is_recorded_once_there_is_space()
    {
        const string Key = $"{JobKind.Plain}-accepted";
        var (early, late) = (Keys("early"), Keys("late"));
        using var disk = new SmallDisk();
        await using var service = await ScriptedService.StartAsync();
        await using var ledger = new SqliteJobLedger(disk.File("jobs.db"));
        var options = new ModelClientOptions { BaseAddress = service.Address, ApiToken = "none", Ledger = ledger };
        options.Polling.Interval = TimeSpan.FromMilliseconds(10);
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
        await using var client = new FilesClient(ModelService.RunComfy, options);
        service.Once(Key, "arrived", () =>
        {
            disk.Fill();
            return Task.CompletedTask;
        });

        await Task.WhenAll(early.Select(RunAsync));
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => RunAsync(Key));
        var before = await ledger.FindAsync(Key);
        var refused = await Task.WhenAll(late.Select(key => Assert.ThrowsAsync<ModelLedgerException>(() => RunAsync(key))));
        var sent = late.Sum(key => service.Of(key).Heard);
        disk.MakeRoom();
        await Soon.Until(async () => (await ledger.FindAsync(Key))!.State == LedgerState.Accepted);
        var result = await RunAsync(Key);
        await Task.WhenAll(late.Select(RunAsync));

        var id = Assert.Single(service.Of(Key).Ids);
        Assert.Equal((id, LedgerState.Sending, id), (error.RequestId, before!.State, result.RequestId));
        Assert.All(refused, full => Assert.Contains("its disk is full. Free some space", full.Message, StringComparison.Ordinal));
        Assert.Equal(0, sent);
        Assert.All([.. early, .. late], key => Assert.Single(service.Of(key).Ids));

        static string[] Keys(string name) => [.. Enumerable.Range(0, 20).Select(at => $"{JobKind.Plain}-{name}-{at}")];

        Task<ModelResult<JsonElement>> RunAsync(string key) => client.RunAsync(
            SchemaSdk.Kills.Jobs.ModelId, JsonSerializer.SerializeToElement(new { prompt = key }), new RunOptions { Key = key });
    }
}
