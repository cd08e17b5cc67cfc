using System.Text.Json;
using SchemaSdk.Reliability.Tests.Kills.Service;
using SchemaSdk.Sqlite;

namespace SchemaSdk.Reliability.Tests.Kills;

/// <summary>Tests a client whose SQLite ledger is on a disk that fills up. The operating system itself reports the full disk.</summary>
public sealed class FullDiskTests
{
    [FactWithMounts]
    public async Task Jobs_are_not_sent_while_the_disk_is_full_and_are_sent_once_there_is_space()
    {
        using var disk = new SmallDisk();
        await using var service = await ScriptedService.StartAsync();
        await using var ledger = new SqliteJobLedger(disk.File("jobs.db"));
        await using var client = Client(service, ledger);
        await Task.WhenAll(Keys("early").Select(key => RunAsync(client, key)));

        disk.Fill();
        var refused = await Task.WhenAll(Keys("late").Select(key => Assert.ThrowsAsync<ModelLedgerException>(() => RunAsync(client, key))));
        var sent = Keys("late").Sum(key => service.Of(key).Heard);
        disk.MakeRoom();
        await Task.WhenAll(Keys("late").Select(key => RunAsync(client, key)));

        Assert.All(refused, error => Assert.Contains("its disk is full. Free some space", error.Message, StringComparison.Ordinal));
        Assert.Equal(0, sent);
        Assert.All([.. Keys("early"), .. Keys("late")], key => Assert.Single(service.Of(key).Ids));
    }

    [FactWithMounts]
    public async Task The_id_of_a_job_accepted_on_a_full_disk_is_in_the_error_and_is_recorded_once_there_is_space()
    {
        using var disk = new SmallDisk();
        await using var service = await ScriptedService.StartAsync();
        await using var ledger = new SqliteJobLedger(disk.File("jobs.db"));
        await using var client = Client(service, ledger);
        var key = Keys("accepted")[0];
        service.Once(key, "arrived", () =>
        {
            disk.Fill();
            return Task.CompletedTask;
        });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => RunAsync(client, key));
        var before = await ledger.FindAsync(key);
        disk.MakeRoom();
        await Soon.Until(async () => (await ledger.FindAsync(key))!.State == LedgerState.Accepted);
        var result = await RunAsync(client, key);

        var id = Assert.Single(service.Of(key).Ids);
        Assert.Equal((id, LedgerState.Sending, id), (error.RequestId, before!.State, result.RequestId));
    }

    private static string[] Keys(string name) => [.. Enumerable.Range(0, 20).Select(at => $"{JobKind.Plain}-{name}-{at}")];

    private static Task<ModelResult<JsonElement>> RunAsync(DiskClient client, string key) => client.RunAsync(
        SchemaSdk.Kills.Jobs.ModelId,
        JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["prompt"] = key }),
        new RunOptions { Key = key });

    private static DiskClient Client(ScriptedService service, JobLedger ledger)
    {
        var options = new ModelClientOptions { BaseAddress = service.Address, ApiToken = "none", Ledger = ledger };
        options.Polling.Interval = TimeSpan.FromMilliseconds(10);
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
        return new DiskClient(new HttpClient(), options);
    }

    private sealed class DiskClient(HttpClient http, ModelClientOptions options) : ModelClient(http, options)
    {
        protected override ModelInfo? FindModel(string modelId) => null;
    }
}
