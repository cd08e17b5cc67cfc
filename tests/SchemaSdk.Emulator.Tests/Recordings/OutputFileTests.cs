using System.Net;
using System.Security.Cryptography;

namespace SchemaSdk.Emulation.Tests.Recordings;

public sealed class OutputFileTests
{
    private const string Input = """{"prompt":"A kite."}""";

    [Fact]
    public async Task Git_does_not_change_the_line_endings_of_a_recorded_file()
    {
        await using var service = new RecordedService();

        await service.RecordAsync(Input);

        Assert.Equal("files/* -text\n", await File.ReadAllTextAsync(Path.Combine(service.Folder, ".gitattributes")));
    }

    [Fact]
    public async Task A_file_is_read_after_a_redirect()
    {
        await using var service = new RecordedService();

        await RecordAsync(service, request => Redirect(request, new Uri($"{request.RequestUri}?moved=1")));

        Assert.Contains("\"sha256\"", service.Written, StringComparison.Ordinal);
        Assert.Contains("\"media_type\": \"video/mp4\"", service.Written, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(service.Folder, "files")));
    }

    [Theory]
    [InlineData("https://elsewhere.example/0.mp4")]
    [InlineData("file:///etc/hostname")]
    [InlineData("http://169.254.169.254/latest")]
    public async Task A_redirect_to_another_host_is_not_followed(string target)
    {
        await using var service = new RecordedService();
        var asked = new List<Uri>();

        await RecordAsync(service, request => Redirect(request, new Uri(target)), asked);

        Assert.DoesNotContain("\"sha256\"", service.Written, StringComparison.Ordinal);
        Assert.DoesNotContain(new Uri(target), asked);
        await using var replay = service.Replay();
        Assert.NotEmpty(await replay.DownloadAsync((await replay.RunAsync(Input)).Output));
    }

    [Fact]
    public async Task A_job_is_recorded_although_the_server_of_its_file_never_answers()
    {
        await using var service = new RecordedService();
        var wait = new EndlessWait();
        var recording = RecordAsync(service, _ => new(HttpStatusCode.OK) { Content = new StreamContent(wait) });

        await Soon.Async(wait.Begun);
        service.Time.Advance(TimeSpan.FromSeconds(100));
        await Soon.Async(recording);

        Assert.Single(service.Recordings);
        Assert.DoesNotContain("\"sha256\"", service.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_for_which_the_folder_has_no_room_is_not_sent()
    {
        await using var service = new RecordedService();
        await service.RecordAsync(Input);
        await using var client = service.Record(
            configure: static options => (options.MaxFileBytes, options.MaxFolderBytes) = (1000, 1010));

        var full = await Assert.ThrowsAsync<ModelRecordingException>(() => client.RunAsync("""{"prompt":"A boat."}"""));
        await client.RunAsync(Input);

        Assert.Contains("ModelRecordingOptions.MaxFolderBytes (1,010).", full.Message, StringComparison.Ordinal);
        Assert.Equal(1, service.Emulator.Bills);
    }

    [Fact]
    public async Task A_file_for_which_the_folder_has_no_room_is_recorded_by_its_hash()
    {
        await using var service = new RecordedService();
        byte fill = 0;
        var files = new Files((_, _) => Task.FromResult(Content(fill++))) { InnerHandler = service.Emulator.CreateHandler() };
        await using var client = service.Record(configure: options =>
            (options.InnerHandler, options.MaxFileBytes, options.MaxFolderBytes) = (files, 10_000, 10_000));
        var one = await client.SubmitAsync(Input);
        var other = await client.SubmitAsync("""{"prompt":"A boat."}""");

        await one.WaitAsync();
        await other.WaitAsync();

        Assert.All(service.Recordings, static file => Assert.Contains("\"sha256\"", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Equal((2, 1), (service.Recordings.Count, Directory.GetFiles(Path.Combine(service.Folder, "files")).Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_is_recorded_again_although_the_file_of_its_old_recording_was_not_written(bool isTooLarge)
    {
        await using var service = new RecordedService();
        await RecordAsync(
            service,
            request => isTooLarge ? Content(1) : Redirect(request, new Uri("https://elsewhere.example/0.mp4")),
            configure: static options => options.MaxFileBytes = 100);

        await RecordAsync(service, _ => Content(2), configure: static options => options.MaxFileBytes = 100, mode: RecordingMode.Record);

        Assert.Contains(
            Convert.ToHexString(SHA256.HashData(Bytes(2))), service.Written, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_file_on_a_host_that_the_client_allows_is_recorded_and_played()
    {
        await using var service = new RecordedService();
        service.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Answer(
            200, "application/json", """{"status":"succeeded","output":{"video":"https://files.example/0.mp4"}}"""), 1);
        var files = new Files(static (_, _) => Task.FromResult(Content(1))) { InnerHandler = service.Emulator.CreateHandler() };
        await using (var client = service.Record(configure: options => options.InnerHandler = files))
        {
            await using var allowing = new FilesClient(service.Service, client.Http, new()
            {
                BaseAddress = service.Emulator.Address,
                ApiToken = RecordedService.Token,
                TimeProvider = service.Time,
                Downloads = { AllowedHosts = { "files.example" } },
            });
            await allowing.RunAsync(RecordedService.Kite, RecordedService.Json(Input));
        }

        await using var replay = service.Replay();
        Assert.Equal(Bytes(1), await replay.DownloadAsync((await replay.RunAsync(Input)).Output));
    }

    [Fact]
    public async Task Disposing_the_recording_waits_until_a_file_is_read_although_the_caller_has_stopped_waiting()
    {
        await using var service = new RecordedService();
        using var stop = new CancellationTokenSource();
        var (asked, late) = (new TaskCompletionSource(), new TaskCompletionSource<HttpResponseMessage>());
        var files = new Files((_, cancellationToken) =>
        {
            asked.TrySetResult();
            return late.Task.WaitAsync(cancellationToken);
        })
        {
            InnerHandler = service.Emulator.CreateHandler(),
        };
        var client = service.Record(configure: options => options.InnerHandler = files);
        var run = client.Client.RunAsync(RecordedService.Kite, RecordedService.Json(Input), null, stop.Token);
        await Soon.Async(asked.Task);
        await stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(run);
        var disposing = new Thread(client.Recording.Dispose);

        disposing.Start();
        await Soon.Until(() => (disposing.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0);
        late.SetResult(Content(1));
        await Soon.Until(() => !disposing.IsAlive);
        await client.DisposeAsync();

        Assert.Contains("\"sha256\"", service.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_limit_below_the_file_limit_is_refused()
    {
        var options = new ModelRecordingOptions { MaxPriceUsd = 1, MaxFileBytes = 1000, MaxFolderBytes = 999 };

        var wrong = Assert.Throws<ArgumentOutOfRangeException>(() => ModelRecording.Open("nowhere", RecordingMode.Record, options));

        Assert.Equal("MaxFolderBytes", wrong.ParamName);
    }

    private static async Task RecordAsync(
        RecordedService service,
        Func<HttpRequestMessage, HttpResponseMessage> answer,
        List<Uri>? asked = null,
        Action<ModelRecordingOptions>? configure = null,
        RecordingMode mode = RecordingMode.RecordMissing)
    {
        var files = new Files((request, _) => Task.FromResult(answer(request)), asked) { InnerHandler = service.Emulator.CreateHandler() };
        await using var client = service.Record(mode, options =>
        {
            options.InnerHandler = files;
            configure?.Invoke(options);
        });
        await client.RunAsync(Input);
    }

    private static byte[] Bytes(byte fill) => [.. Enumerable.Repeat(fill, 6000)];

    private static HttpResponseMessage Content(byte fill) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(Bytes(fill)) };

    private static HttpResponseMessage Redirect(HttpRequestMessage request, Uri target) =>
        new(HttpStatusCode.Found) { RequestMessage = request, Headers = { Location = target } };

    private sealed class Files(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, List<Uri>? asked = null)
        : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked?.Add(request.RequestUri!);
            return request.RequestUri!.AbsolutePath.EndsWith(".mp4", StringComparison.Ordinal) && request.RequestUri.Query.Length == 0
                ? answer(request, cancellationToken)
                : base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class EndlessWait : MemoryStream
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
