namespace SchemaSdk.Emulation.Tests.Services;

public sealed class ReplicateTests
{
    private const string Model = "acme/video";
    // If a model's id contains no version, the emulator uses a hash of the id as the version.
    private const string Version = "6e4cdcaa2e88e4585e127a3fb40a4585dd449951285a58dc4f57326557fba945";
    private const string Path = $"v1/models/{Model}/predictions";
    private const string Valid = """{"input":{"prompt":"a kite"}}""";

    [Fact]
    public async Task A_prediction_goes_from_starting_to_succeeded()
    {
        await using var bench = Start();
        var submitted = await bench.PostAsync(Path, Valid);
        var get = new Uri((string)submitted["urls"]!["get"]!).AbsolutePath;

        bench.Time.Pass(2);
        var running = await bench.GetAsync(get);
        bench.Time.Pass(2);
        var ended = await bench.GetAsync(get);

        Assert.Equal((201, "starting"), (submitted.Code, (string?)submitted["status"]));
        Assert.Equal(("processing", "The job starts.\n"), ((string?)running["status"], (string?)running["logs"]));
        Assert.Null(running["output"]);
        Assert.Equal("succeeded", (string?)ended["status"]);
        Assert.EndsWith("/video.mp4", (string?)ended["output"]!["video"], StringComparison.Ordinal);
        Assert.Equal((3, 4), ((double)ended["metrics"]!["predict_time"]!, (double)ended["metrics"]!["total_time"]!));
        Assert.Equal("2026-11-20T12:00:04.000Z", (string?)ended["completed_at"]);
    }

    [Fact]
    public async Task A_running_prediction_ends_after_the_answer_to_its_cancel()
    {
        await using var bench = Start();
        var submitted = await bench.PostAsync(Path, Valid);
        bench.Time.Pass(2);

        var cancelled = await bench.PostAsync(new Uri((string)submitted["urls"]!["cancel"]!).AbsolutePath, "");
        bench.Time.Pass(9);
        var later = await bench.GetAsync(new Uri((string)submitted["urls"]!["get"]!).AbsolutePath);

        Assert.Equal((200, "processing", null), (cancelled.Code, (string?)cancelled["status"], (string?)cancelled["completed_at"]));
        Assert.Equal(("canceled", "2026-11-20T12:00:02.000Z"), ((string?)later["status"], (string?)later["completed_at"]));
        Assert.Null(later["output"]);
    }

    [Theory]
    [InlineData("1s", "aborted", 1)]
    [InlineData("4s", "canceled", 4)]
    [InlineData("0m5s", "succeeded", 5)]
    [InlineData("soon", "succeeded", 5)]
    public async Task A_prediction_ends_at_the_deadline_of_its_submit(string deadline, string status, int seconds)
    {
        await using var bench = Start(options => (options.QueueTime, options.RunTime) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)));
        var submitted = await bench.PostAsync(Path, Valid, ("Cancel-After", deadline));

        bench.Time.Pass(10);
        var later = await bench.GetAsync(new Uri((string)submitted["urls"]!["get"]!).AbsolutePath);

        Assert.Equal((status, $"2026-11-20T12:00:0{seconds}.000Z"), ((string?)later["status"], (string?)later["completed_at"]));
    }

    [Theory]
    [InlineData(0, 0, 201, "processing")]
    [InlineData(0, 3, 202, "starting")]
    [InlineData(1, 3, 202, "starting")]
    public async Task A_blocking_answer_has_the_same_wrong_status_as_at_the_service(double queue, double run, int code, string status)
    {
        await using var bench = Start(options =>
        {
            options.QueueTime = TimeSpan.FromSeconds(queue);
            options.RunTime = TimeSpan.FromSeconds(run);
        });

        var answer = await bench.PostAsync(Path, Valid, ("Prefer", "wait=5"));

        Assert.Equal((code, status, code == 201), (answer.Code, (string?)answer["status"], answer["output"] is not null));
    }

    [Theory]
    [InlineData("acme/video", "acme/video", true)]
    [InlineData("acme/video", Version, true)]
    [InlineData("acme/video", "acme/video:" + Version, true)]
    [InlineData("acme/video", "acme/video:5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa", false)]
    [InlineData("acme/video", "acme/film:" + Version, false)]
    [InlineData("acme/video", "acme/nothing", false)]
    [InlineData("acme/video", "0000", false)]
    [InlineData("acme/video", "", false)]
    [InlineData("acme/video/versions/1a2b", "1a2b", true, "1a2b")]
    [InlineData("acme/video/versions/1a2b", "acme/video:1a2b", true, "1a2b")]
    [InlineData("acme/video:1a2b", "1a2b", true, "1a2b")]
    [InlineData("acme/video:1a2b", "acme/video:1a2b", true, "1a2b")]
    [InlineData("acme/video:1a2b", "acme/video:3c4d", false)]
    [InlineData("acme/video:1a2b", "acme/film:1a2b", false)]
    [InlineData("acme/video:1a2b", "acme/video", false)]
    public async Task A_version_identifies_its_model(string model, string version, bool isAccepted, string? told = null)
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Replicate, model: model);

        var answer = await bench.PostAsync("v1/predictions", $$$"""{"version":"{{{version}}}","input":{"prompt":"a kite"}}""");

        Assert.Equal((isAccepted ? 201 : 404, isAccepted ? 1 : 0), (answer.Code, (int)bench.Emulator.Bills));
        Assert.Equal(told, model == Model ? null : (string?)answer["version"]);
    }

    [Theory]
    [InlineData("acme/video/versions/1a2b")]
    [InlineData("acme/video:1a2b")]
    public async Task A_client_finds_its_model_in_a_prediction_of_a_version(string model)
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Replicate, model: model);
        var answer = await bench.PostAsync("v1/predictions", """{"version":"1a2b","input":{"prompt":"a kite"}}""");
        using var http = new HttpClient(bench.Emulator.CreateHandler());
        await using var client = new FilesClient(
            ModelService.Replicate, http, new() { BaseAddress = bench.Emulator.Address, ApiToken = bench.Emulator.Token });

        Assert.Equal("acme/video", (string?)answer["model"]);
        Assert.True(await client.IsJobOfAsync(model, (string)answer["id"]!));
        Assert.False(await client.IsJobOfAsync("acme/other", (string)answer["id"]!));
    }

    [Fact]
    public async Task A_model_with_a_version_in_its_id_can_be_read_but_is_not_listed()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Replicate, model: "acme/video/versions/1a2b");

        var version = await bench.GetAsync("v1/models/acme/video/versions/1a2b");
        var list = await bench.GetAsync("v1/models");

        Assert.Equal((200, "1a2b"), (version.Code, (string?)version["id"]));
        Assert.Empty(list["results"]!.AsArray());
    }

    [Fact]
    public async Task The_hint_when_to_retry_is_in_the_body()
    {
        await using var bench = Start(options => (options.JobLimit, options.JobLimitRetryAfter) = (1, TimeSpan.FromSeconds(9.5)));
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.NotNow(429, TimeSpan.FromSeconds(7)));

        var busy = await bench.PostAsync(Path, Valid);
        await bench.PostAsync(Path, Valid);
        var tooMany = await bench.PostAsync(Path, Valid);

        Assert.Equal((429, 7), (busy.Code, (int?)busy["retry_after"]));
        Assert.Contains("resets in ~7s", (string?)busy["detail"], StringComparison.Ordinal);
        Assert.Equal((429, 10), (tooMany.Code, (int?)tooMany["retry_after"]));
        Assert.Null(tooMany.Header("Retry-After"));
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData("""{"input":{}}""", "Input validation failed")]
    [InlineData("""{"prompt":"a kite"}""", "Invalid request")]
    [InlineData("[]", "Invalid request")]
    [InlineData("nonsense", "Invalid request")]
    public async Task A_wrong_body_is_refused(string body, string title)
    {
        await using var bench = Start();

        var answer = await bench.PostAsync(Path, body);

        Assert.Equal((422, title, 422), (answer.Code, (string?)answer["title"], (int?)answer["status"]));
        Assert.Equal(0, bench.Emulator.Bills);
    }

    [Fact]
    public async Task The_list_is_filtered_by_time_and_has_inputs()
    {
        await using var bench = Start();
        await bench.PostAsync(Path, Valid);
        bench.Time.Pass(10);
        await bench.PostAsync(Path, """{"input":{"prompt":"a lighthouse"}}""");

        var late = await bench.GetAsync("v1/predictions?created_after=2026-11-20T12:00:05Z");
        var early = await bench.GetAsync("v1/predictions?created_before=2026-11-20T12:00:05Z");

        Assert.Equal("a lighthouse", (string?)late["results"]!.AsArray().Single()!["input"]!["prompt"]);
        Assert.Equal("a kite", (string?)early["results"]!.AsArray().Single()!["input"]!["prompt"]);
        Assert.Null(late["next"]);
    }

    [Fact]
    public async Task A_stream_can_break_and_end_early()
    {
        await using var bench = Start(options => options.QueueTime = TimeSpan.Zero);
        var submitted = await bench.PostAsync(Path, Valid);
        bench.Time.Pass(9);
        var path = new Uri((string)submitted["urls"]!["stream"]!).AbsolutePath;
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Close(FaultPhase.MidResponse));
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.TruncatedJson);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => bench.GetAsync(path));
        var truncated = await bench.GetAsync(path);
        var whole = await bench.GetAsync(path);

        Assert.Equal("", truncated.Text);
        Assert.EndsWith("event: done\nid: 1795176003000:0\ndata: {}\n\n", whole.Text, StringComparison.Ordinal);
        Assert.Equal(3, bench.Emulator.RequestsOf(EmulatorCall.Status));
    }

    [Fact]
    public async Task A_form_without_a_file_is_refused()
    {
        await using var bench = Start();
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        using var cut = new StringContent("--b\r\nContent-Disposition: form-data; name=content\r\n\r\nx");
        cut.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        foreach (var content in (HttpContent[])[form, cut, new StringContent("{}")])
        {
            using var answer = await bench.Http.PostAsync("v1/files", content);
            Assert.Equal(422, (int)answer.StatusCode);
        }
    }

    private static ServiceBench Start(Action<ModelEmulatorOptions>? configure = null) =>
        new(EmulatedProtocols.Replicate, configure, Model);
}
