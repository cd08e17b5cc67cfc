namespace SchemaSdk.Emulation.Tests.Recordings;

/// <summary>Tests recording. While jobs are being recorded, each one runs at the service and is charged.</summary>
public sealed class RecordTests
{
    private const string Input = """{"prompt":"A kite.","duration":5}""";

    [Fact]
    public async Task Recording_again_replaces_each_recording_once()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        await service.RecordAsync("""{"prompt":"A boat."}""");

        await using var client = service.Record(RecordingMode.Record);
        await client.RunAsync(Input);
        await client.RunAsync(Input);

        Assert.Equal((3, 2), (service.Emulator.Bills, service.Recordings.Count));
    }

    [Fact]
    public async Task Only_one_of_several_equal_concurrent_inputs_is_recorded_and_the_others_are_refused()
    {
        await using var service = new RecordedService();
        await using var client = service.Record();

        var runs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Record.ExceptionAsync(() => client.RunAsync(Input))));

        Assert.Equal(1, service.Emulator.Bills);
        Assert.All(runs.OfType<Exception>(), static refused => Assert.Contains(
            "is being recorded", Assert.IsType<ModelRecordingException>(refused).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_above_the_limit_or_without_a_price_is_not_sent()
    {
        await using var service = new RecordedService();
        await using var dear = service.Record(configure: static options => options.PriceUsd = static (_, _) => 1.01m);
        await using var read = service.Record(configure: static options => (options.PriceUsd, options.MaxPriceUsd) = (null, 0.2m));

        var refused = await Assert.ThrowsAsync<ModelBudgetException>(() => dear.RunAsync(Input));
        var alsoRefused = await Assert.ThrowsAsync<ModelBudgetException>(() => read.RunAsync(Input));

        Assert.Equal((1.01m, 1m), (refused.EstimateUsd, refused.LimitUsd));
        Assert.Equal((0.25m, 0.2m), (alsoRefused.EstimateUsd, alsoRefused.LimitUsd));
        Assert.Equal(0, service.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_job_whose_price_the_service_does_not_report_is_not_sent(string name)
    {
        await using var service = new RecordedService(name);
        await using var client = service.Record(configure: static options => options.PriceUsd = null);

        var refused = await Assert.ThrowsAsync<ModelBudgetException>(() => client.RunAsync(Input));

        Assert.Contains("Set ModelRecordingOptions.PriceUsd", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, service.Emulator.Requests);
    }

    [Fact]
    public async Task The_price_is_read_from_a_service_that_reports_prices()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input, static options => options.PriceUsd = null);

        Assert.Contains("\"usd\": 0.25", service.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_is_computed_from_the_schema_of_the_client()
    {
        await using var service = new RecordedService(
            configure: static options => options.Price = static _ => EmulatedPrice.PerSecond(0.1m));
        await using var client = service.Record(configure: static options => (options.PriceUsd, options.MaxPriceUsd) = (null, 0.4m));
        await using var low = service.Record(configure: static options => (options.PriceUsd, options.MaxPriceUsd) = (null, 0.39m));

        await client.Client.Files.RunAsync([]);
        var refused = await Assert.ThrowsAsync<ModelBudgetException>(
            () => low.Client.Files.RunAsync([ModelFile.FromBytes("GIF89a"u8.ToArray())]));

        Assert.Equal((0.4m, 1), (refused.EstimateUsd, service.Emulator.Bills));
    }

    [Theory]
    [InlineData(RecordingMode.Record)]
    [InlineData(RecordingMode.RecordMissing)]
    public void Recording_needs_a_price_limit(RecordingMode mode)
    {
        var wrong = Assert.Throws<ArgumentException>(() => ModelRecording.Open("nowhere", mode));

        Assert.Contains("MaxPriceUsd", wrong.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists("nowhere"));
    }

    [Theory]
    [InlineData("RunComfy", "submit:429=5s,times=1")]
    [InlineData("RunComfy", "status:reset,times=3")]
    [InlineData("fal", "result:reset,times=2")]
    [InlineData("Replicate", "status:503,times=3")]
    public async Task A_job_is_recorded_and_paid_for_once_although_the_service_is_unreliable(string name, string fault)
    {
        await using var service = new RecordedService(name);
        service.Emulator.Faults.Add(fault);

        await service.RecordAsync(Input);

        Assert.Equal((1, 1), (service.Emulator.Bills, service.Recordings.Count));
        await using var replay = service.Replay();
        await replay.RunAsync(Input);
    }

    [Fact]
    public async Task A_submit_whose_answer_is_lost_stays_unknown_and_is_not_sent_again()
    {
        await using var service = new RecordedService();
        service.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.MidResponse), 1);
        await using var client = service.Record();

        var unknown = await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => client.RunAsync(Input));
        await Assert.ThrowsAsync<ModelRecordingException>(() => client.RunAsync(Input));

        Assert.Equal(Assert.Single(service.Emulator.BilledRequestIds), unknown.RequestId);
        Assert.Equal(1, service.Emulator.Bills);
        Assert.Empty(service.Recordings);
    }

    [Theory]
    [InlineData("RunComfy", true)]
    [InlineData("RunComfy", false)]
    [InlineData("fal", true)]
    [InlineData("Replicate", true)]
    [InlineData("Replicate", false)]
    public async Task A_job_that_was_cancelled_is_not_recorded_and_its_input_can_be_sent_again(string name, bool isAwaited)
    {
        await using var service = new RecordedService(name, static options => options.QueueTime = TimeSpan.FromHours(1));
        await using var client = service.Record();
        var job = await client.SubmitAsync(Input);
        await job.CancelAsync();
        if (isAwaited)
        {
            await Assert.ThrowsAsync<ModelCanceledException>(() => job.WaitAsync());
        }

        var another = await client.SubmitAsync(Input);

        Assert.NotEqual(job.RequestId, another.RequestId);
        Assert.Equal((2, 0), (service.Emulator.Bills, service.Recordings.Count));
    }

    [Fact]
    public async Task A_recording_is_easy_to_read_and_compare()
    {
        await using var service = new RecordedService();
        await service.RecordAsync("""{"duration":5.0,"prompt":"A \"kite\" — 凧.","shots":[]}""");

        var text = await File.ReadAllTextAsync(Assert.Single(service.Recordings));

        Assert.StartsWith(
            """
            {
              "format": 1,
              "service": "RunComfy",
              "model": "acme/kite",
              "recorded_at": "2026-01-02T03:04:05Z",
              "input": {
                "duration": 5,
                "prompt": "A \"kite\" — 凧.",
                "shots": []
              },
              "states": [
                {
                  "at": 
            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal);
        Assert.EndsWith("\n}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.Contains("\"video\": \"https://recorded.invalid/0.mp4\"", text, StringComparison.Ordinal);
        Assert.StartsWith("acme-kite-", Path.GetFileName(service.Recordings[0]), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(service.Folder, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_job_whose_recording_cannot_be_written_is_reported_with_its_request_id()
    {
        await using var service = new RecordedService();
        await File.WriteAllTextAsync(service.Folder, "in the way");

        var lost = await Assert.ThrowsAsync<ModelRecordingException>(() => service.RecordAsync(Input));

        Assert.Equal(service.Emulator.BilledRequestIds.Single(), lost.RequestId);
        Assert.Equal(1, service.Emulator.Bills);
    }

    [Fact]
    public async Task A_post_that_no_client_has_marked_is_not_sent()
    {
        await using var service = new RecordedService();
        var options = new ModelRecordingOptions { MaxPriceUsd = 1, InnerHandler = service.Emulator.CreateHandler() };
        using var http = new HttpClient(ModelRecording.Open(service.Folder, RecordingMode.RecordMissing, options));

        await Assert.ThrowsAsync<ModelRecordingException>(
            () => http.PostAsync(new Uri(service.Emulator.Address, "v1/models/acme/kite"), new StringContent(Input)));

        Assert.Equal(0, service.Emulator.Requests);
    }

    [Fact]
    public async Task Recordings_of_several_services_share_a_folder()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        await using var replay = service.Replay();
        using var http = new HttpClient(ModelRecording.Open(service.Folder));
        await using var other = new FilesClient(ModelService.Fal, http, new() { ApiToken = "any" });

        await replay.RunAsync(Input);
        var miss = await Assert.ThrowsAsync<ModelRecordingException>(
            () => other.RunAsync(RecordedService.Kite, RecordedService.Json(Input)));

        Assert.Contains("no recordings of fal", miss.Message, StringComparison.Ordinal);
    }
}
