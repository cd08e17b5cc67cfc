using System.Text.Json;
using SchemaSdk.Reliability.Tests.Kills.Service;
using SchemaSdk.Sqlite;

namespace SchemaSdk.Reliability.Tests.Kills;

/// <summary>Tests a client whose SQLite ledger is on a disk that fills up. The operating system itself reports the full disk.</summary>
public sealed class FullDiskTests
{
    [FactWithMounts]
    public async Task The_id_of_a_job_accepted_on_a_full_disk_is_in_the_error_and_is_recorded_once_there_is_space()
    {
        const string Key = $"{JobKind.Plain}-accepted";
        using var disk = new SmallDisk();
        await using var service = await ScriptedService.StartAsync();
        await using var ledger = new SqliteJobLedger(disk.File("jobs.db"));
        var options = new ModelClientOptions { BaseAddress = service.Address, ApiToken = "none", Ledger = ledger };
        options.Polling.Interval = TimeSpan.FromMilliseconds(10);
        await using var client = new FilesClient(ModelService.RunComfy, options);
        service.Once(Key, "arrived", () =>
        {
            disk.Fill();
            return Task.CompletedTask;
        });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(RunAsync);
        var before = await ledger.FindAsync(Key);
        disk.MakeRoom();
        await Soon.Until(async () => (await ledger.FindAsync(Key))!.State == LedgerState.Accepted);
        var result = await RunAsync();

        var id = Assert.Single(service.Of(Key).Ids);
        Assert.Equal((id, LedgerState.Sending, id), (error.RequestId, before!.State, result.RequestId));

        Task<ModelResult<JsonElement>> RunAsync() => client.RunAsync(
            SchemaSdk.Kills.Jobs.ModelId, JsonSerializer.SerializeToElement(new { prompt = Key }), new RunOptions { Key = Key });
    }
}
