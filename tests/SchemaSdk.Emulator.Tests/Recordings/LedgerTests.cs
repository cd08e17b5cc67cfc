using System.Text.Json;

namespace SchemaSdk.Emulation.Tests.Recordings;

public sealed class LedgerTests
{
    private static readonly JsonElement Input = RecordedService.Json("""{"prompt":"A kite."}""");

    [Fact]
    public async Task A_job_that_was_not_recorded_can_be_run_later_with_the_same_key()
    {
        await using var service = new RecordedService();
        var store = new MemoryStore();
        await using (var replay = service.Replay())
        {
            await using var client = replay.With(new MemoryJobLedger(store));
            var miss = await Assert.ThrowsAsync<ModelRecordingException>(
                () => client.RunAsync(RecordedService.Kite, Input, new() { Key = "order-1" }));
            Assert.Equal("order-1", miss.Key);
        }

        await service.RecordAsync(Input.GetRawText());
        await using var another = service.Replay();
        await using var second = another.With(new MemoryJobLedger(store));
        var played = await second.RunAsync(RecordedService.Kite, Input, new() { Key = "order-1" });
        var again = await second.RunAsync(RecordedService.Kite, Input, new() { Key = "order-1" });

        Assert.Equal(played.RequestId, again.RequestId);
        Assert.Equal(1, service.Emulator.Bills);
    }

    [Fact]
    public async Task A_job_in_a_ledger_is_continued_in_another_process()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input.GetRawText());
        var store = new MemoryStore();
        string id;
        await using (var replay = service.Replay())
        {
            await using var client = replay.With(new MemoryJobLedger(store));
            id = (await client.SubmitAsync(RecordedService.Kite, Input, new() { Key = "order-1" })).RequestId;
        }

        await using var another = service.Replay();
        await using var second = another.With(new MemoryJobLedger(store));
        var played = await second.RunAsync(RecordedService.Kite, Input, new() { Key = "order-1" });

        Assert.Equal(id, played.RequestId);
    }
}
