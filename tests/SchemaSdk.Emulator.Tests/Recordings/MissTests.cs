namespace SchemaSdk.Emulation.Tests.Recordings;

public sealed class MissTests
{
    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task The_error_for_a_miss_lists_the_values_that_differ_from_the_nearest_recording(string name)
    {
        await using var service = new RecordedService(name);
        await service.RecordAsync("""{"prompt":"A boat.","duration":1}""");
        await service.RecordAsync("""{"prompt":"A kite.","duration":5,"shots":[{"a~b/c":1}]}""");
        await using var replay = service.Replay();
        var delays = service.Time.Delays.Count;

        var miss = await Assert.ThrowsAsync<ModelRecordingException>(
            () => replay.RunAsync("""{"prompt":"A kite.","duration":6,"shots":[{"a~b/c":2},{}]}"""));

        Assert.Equal(
            [
                new RecordingDifference("/duration", "5", "6"), new RecordingDifference("/shots/0/a~0b~1c", "1", "2"),
                new RecordingDifference("/shots/1", null, "{}"),
            ],
            miss.Differences);
        Assert.Equal(RecordedService.Kite, miss.ModelId);
        Assert.Null(miss.RequestId);
        Assert.Contains("/duration: recorded 5, sent 6; ", miss.Message, StringComparison.Ordinal);
        Assert.Contains("RecordingMode.RecordMissing", miss.Message, StringComparison.Ordinal);
        Assert.Contains(miss.NearestFile!, miss.Message, StringComparison.Ordinal);
        Assert.Equal(delays, service.Time.Delays.Count);
        Assert.Equal(2, service.Emulator.Bills);
    }

    [Theory]
    [InlineData(true, "no recording of acme/gone, so nothing was sent. It has recordings of acme/kite.")]
    [InlineData(false, "It has no recordings of RunComfy.")]
    public async Task The_error_for_a_model_without_recordings_lists_the_recorded_models_if_there_are_any(bool hasFolder, string message)
    {
        await using var service = new RecordedService();
        if (hasFolder)
        {
            await service.RecordAsync("""{"prompt":"A kite."}""");
        }

        await using var replay = service.Replay();

        var miss = await Assert.ThrowsAsync<ModelRecordingException>(() => replay.RunAsync("{}", model: "acme/gone"));

        Assert.Contains(message, miss.Message, StringComparison.Ordinal);
        Assert.Null(miss.NearestFile);
    }

    [Fact]
    public async Task A_model_without_recordings_is_a_miss_even_if_its_price_is_needed()
    {
        await using var service = new RecordedService();
        await service.RecordAsync("""{"prompt":"A kite."}""");
        await using var replay = service.Replay();

        var miss = await Assert.ThrowsAsync<ModelRecordingException>(
            () => replay.RunAsync("{}", new() { MaxPriceUsd = 1 }, model: "acme/gone"));

        Assert.Contains("no recording of acme/gone, so nothing was sent.", miss.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_value_is_shortened()
    {
        await using var service = new RecordedService();
        await service.RecordAsync($$"""{"prompt":"{{new string('a', 5000)}}"}""");
        await using var replay = service.Replay();

        var miss = await Assert.ThrowsAsync<ModelRecordingException>(
            () => replay.RunAsync($$"""{"prompt":"{{new string('b', 5000)}}"}"""));

        Assert.Equal((80, 80), (miss.Differences[0].Recorded!.Length, miss.Differences[0].Sent!.Length));
        Assert.True(miss.Message.Length < 1000);
    }

    [Fact]
    public async Task A_job_that_no_recording_contains_is_refused_with_its_request_id()
    {
        await using var service = new RecordedService();
        await using var replay = service.Replay();
        var job = replay.Client.Attach(RecordedService.Kite, "0c1d5a1e-6c0f-4f0e-9a53-0e3f4b1c2d3e");

        var waited = await Assert.ThrowsAsync<ModelRecordingException>(() => job.WaitAsync());
        var read = await Assert.ThrowsAsync<ModelRecordingException>(() => job.GetStatusAsync());

        Assert.Equal((job.RequestId, job.RequestId), (waited.RequestId, read.RequestId));
    }

    [Fact]
    public async Task A_request_of_another_program_is_refused()
    {
        await using var service = new RecordedService();
        await using var replay = service.Replay();

        var miss = await Assert.ThrowsAsync<ModelRecordingException>(() => replay.Http.GetAsync(new Uri("https://example.org/a?token=b")));

        Assert.StartsWith("GET https://example.org/a belongs to no", miss.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_was_not_recorded_can_be_run_later_with_the_same_key()
    {
        await using var service = new RecordedService();
        const string Input = """{"prompt":"A kite."}""";
        var input = RecordedService.Json(Input);
        var store = new MemoryStore();
        await using (var replay = service.Replay())
        {
            await using var client = replay.With(new MemoryJobLedger(store));
            var miss = await Assert.ThrowsAsync<ModelRecordingException>(
                () => client.RunAsync(RecordedService.Kite, input, new() { Key = "order-1" }));
            Assert.Equal("order-1", miss.Key);
        }

        await service.RecordAsync(Input);
        await using var another = service.Replay();
        await using var second = another.With(new MemoryJobLedger(store));
        var played = await second.RunAsync(RecordedService.Kite, input, new() { Key = "order-1" });
        var again = await second.RunAsync(RecordedService.Kite, input, new() { Key = "order-1" });

        Assert.Equal(played.RequestId, again.RequestId);
        Assert.Equal(1, service.Emulator.Bills);
    }
}
