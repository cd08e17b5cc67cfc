using System.Text.Json;
using SchemaSdk.Emulation.Tests.Services;

namespace SchemaSdk.Emulation.Tests.Recordings;

public sealed class ReplayTests
{
    private const string Input = """{"prompt":"A kite.","duration":5}""";

    [Fact]
    public void The_folder_that_the_page_opens_in_tests_is_next_to_the_project()
    {
        const string Code = """Path.Combine(AppContext.BaseDirectory, "../../../recordings")""";

        Assert.Contains(Code, File.ReadAllText(SourceTree.PathOf("docs/guides/recordings.md")), StringComparison.Ordinal);
        Assert.Equal(
            Path.GetFullPath(SourceTree.PathOf("tests/SchemaSdk.Emulator.Tests/recordings")),
            Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../recordings")));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_price_of_several_outputs_is_played_as_it_was_given(int count)
    {
        var input = $$"""{"prompt":"A kite.","num_images":{{count}}}""";
        await using var service = new RecordedService();
        await service.RecordAsync(input, static options => options.PriceUsd = static (_, _) => 0.2m);
        await using var replay = service.Replay();

        await replay.RunAsync(input, new() { MaxPriceUsd = 0.2m });

        await Assert.ThrowsAsync<ModelBudgetException>(() => replay.RunAsync(input, new() { MaxPriceUsd = 0.19m }));
    }

    [Fact]
    public async Task A_job_of_a_known_service_is_recorded_and_played_although_the_protocol_of_another_service_is_set()
    {
        await using var service = new RecordedService();

        await service.RecordAsync(Input, static options => options.Protocol = new OwnProtocol());
        await using var replay = service.Replay(static options => options.Protocol = new OwnProtocol());
        await replay.RunAsync(Input);

        Assert.Single(service.Recordings);
    }

    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task A_recorded_job_has_the_same_result_and_files_when_it_is_played(string name)
    {
        await using var service = new RecordedService(name);
        await using var first = service.Record();
        var recorded = await first.RunAsync(Input);
        var file = await first.DownloadAsync(recorded.Output);

        await using var replay = service.Replay();
        var played = await replay.RunAsync("""{ "duration": 5.0, "prompt": "A\u0020kite." }""");

        Assert.Equal(recorded.CostUsd, played.CostUsd);
        Assert.Equal(file, await replay.DownloadAsync(played.Output));
        Assert.EndsWith(".mp4", played.Output.GetProperty("video").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(recorded.RequestId, played.RequestId);
        Assert.Equal(1, service.Emulator.Bills);
    }

    [Theory]
    [InlineData("RunComfy")]
    [InlineData("fal")]
    [InlineData("Replicate")]
    [InlineData("RunComfy", EmulatorCall.Result, """ "status":"failed","error":{"code":"NSFW","scores":[0.9,null]} """)]
    [InlineData("RunComfy", EmulatorCall.Result, """ "status":"failed","error":"{\"code\":7}" """)]
    [InlineData("RunComfy", EmulatorCall.Result, """ "status":"failed","error":7 """)]
    [InlineData("fal", EmulatorCall.Status, """ "status":"COMPLETED","error":"out of memory","error_type":"runner_server_error" """)]
    [InlineData("fal", EmulatorCall.Status, """ "status":"COMPLETED","error":"out of memory" """)]
    [InlineData("fal", EmulatorCall.Status, """ "status":"COMPLETED","error_type":"startup_timeout" """)]
    [InlineData("fal", EmulatorCall.Status, """ "status":"COMPLETED","error":[{"msg":"too dark"}] """)]
    [InlineData("Replicate", EmulatorCall.Status, """ "id":"REQUEST","status":"failed","error":{"code":"E005"} """)]
    public async Task A_job_fails_with_the_same_error_when_it_is_played(string name, EmulatorCall? call = null, string members = "")
    {
        await using var service = new RecordedService(
            name, static options => options.Outcome = static _ => EmulatedOutcome.Fail("too dark"));
        await using var client = service.Record();
        var job = await client.SubmitAsync(Input);
        var body = $"{{{members.Replace("REQUEST", job.RequestId, StringComparison.Ordinal)}}}";
        service.Emulator.Faults.Add(
            call ?? EmulatorCall.Catalog, EmulatorFault.Answer(200, "application/json", body));
        var recorded = await Assert.ThrowsAsync<ModelFailedException>(() => job.WaitAsync());

        await using var replay = service.Replay();
        var played = await Assert.ThrowsAsync<ModelFailedException>(() => replay.RunAsync(Input));

        Assert.Equal(recorded.Error.GetRawText(), played.Error.GetRawText());
    }

    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task An_error_that_was_recorded_as_text_is_played_as_text(string name)
    {
        await using var service = new RecordedService(name);
        service.Write("a.json", $$"""
            {
              "format": 1, "service": "{{name}}", "model": "acme/kite", "input": {{Input}},
              "states": [{ "at": 0, "state": "failed" }], "error": "too dark"
            }
            """);

        await using var replay = service.Replay();
        var failed = await Assert.ThrowsAsync<ModelFailedException>(() => replay.RunAsync(Input));

        Assert.Equal("too dark", failed.Error.GetString());
    }

    [Fact]
    public async Task The_same_input_can_be_played_many_times_and_each_job_has_its_own_request_id()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        await using var replay = service.Replay();
        await using var another = service.Replay();

        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => replay.RunAsync(Input)));
        var first = await another.RunAsync(Input);

        Assert.Equal(20, jobs.Select(static job => job.RequestId).Distinct().Count());
        Assert.Contains(first.RequestId, jobs.Select(static job => job.RequestId));
    }

    [Fact]
    public async Task A_job_can_be_continued_in_another_process()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        string id;
        await using (var replay = service.Replay())
        {
            id = (await replay.SubmitAsync(Input)).RequestId;
        }

        await using var another = service.Replay();
        var played = await another.Client.Attach(RecordedService.Kite, id).WaitAsync();

        Assert.Equal(JsonValueKind.String, played.Output.GetProperty("video").ValueKind);
    }

    [Fact]
    public async Task A_job_takes_no_time_unless_a_time_scale_is_set()
    {
        await using var service = new RecordedService(configure: static options => options.QueueTime = TimeSpan.FromSeconds(30));
        await service.RecordAsync(Input);
        await using var fast = service.Replay();
        await using var slow = service.Replay(static options => options.TimeScale = 1);

        await fast.RunAsync(Input);
        var (start, states) = (service.Time.GetUtcNow(), new List<JobState>());
        await foreach (var status in (await slow.SubmitAsync(Input)).WatchAsync())
        {
            states.Add(status.State);
        }

        Assert.Equal([JobState.InQueue, JobState.InProgress, JobState.Succeeded], states.Distinct());
        Assert.InRange((service.Time.GetUtcNow() - start).TotalSeconds, 30, 60);
    }

    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task A_job_that_waits_can_be_cancelled(string name)
    {
        await using var service = new RecordedService(name, static options => options.QueueTime = TimeSpan.FromSeconds(30));
        await service.RecordAsync(Input);
        await using var replay = service.Replay(static options => options.TimeScale = 1);
        service.Time.SkipsDelays = false;

        var job = await replay.SubmitAsync(Input);
        await job.CancelAsync();

        Assert.Equal(JobState.Canceled, (await job.GetStatusAsync()).State);
    }

    [Fact]
    public async Task A_price_limit_of_the_client_uses_the_recorded_price()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        await using var replay = service.Replay();

        await replay.RunAsync(Input, new() { MaxPriceUsd = 0.25m });

        await Assert.ThrowsAsync<ModelBudgetException>(() => replay.RunAsync(Input, new() { MaxPriceUsd = 0.2m }));
    }

    [Fact]
    public async Task A_file_above_the_limit_is_recorded_by_its_hash_and_played_as_a_sample()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input, static options => options.MaxFileBytes = 100);

        Assert.False(Directory.Exists(Path.Combine(service.Folder, "files")));
        Assert.Contains("\"sha256\": \"", service.Written, StringComparison.Ordinal);
        await using var replay = service.Replay();
        var video = await replay.DownloadAsync((await replay.RunAsync(Input)).Output);
        Assert.Equal("ftyp"u8.ToArray(), video[4..8]);
    }

    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task A_job_is_played_for_the_address_of_the_real_service(string name)
    {
        var file = new byte[6 << 20];
        await using var service = new RecordedService(name);
        await using (var client = service.Record())
        {
            await client.RunAsync(Input);
            await client.Client.Files.RunAsync([ModelFile.FromBytes(file, "text/plain")]);
        }

        using var recording = ModelRecording.Open(service.Folder);
        using var http = new HttpClient(new ModelSubmitGuard(recording));
        await using var real = new FilesClient(service.Service, http, new() { ApiToken = recording.ApiToken, TimeProvider = service.Time });
        var played = await real.RunAsync(RecordedService.Kite, RecordedService.Json(Input));
        using var video = new MemoryStream();
        await real.DownloadAsync(ModelFile.FromUrl(played.Output.GetProperty("video").GetString()!), video);
        await real.Files.RunAsync([ModelFile.FromBytes(file, "text/plain")]);

        Assert.True(video.Length > 0);
        Assert.Equal(2, service.Emulator.Bills);
    }
}
