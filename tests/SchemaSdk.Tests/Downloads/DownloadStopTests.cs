using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Downloads;

/// <summary>Downloads that end before their file does.</summary>
public sealed class DownloadStopTests : IDisposable
{
    private const string File = "https://files.runcomfy.net/a.png";

    private readonly Stage _stage = new(skipsDelays: false);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"schemasdk-{Guid.NewGuid():N}");

    public void Dispose()
    {
        _stage.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_download_for_which_nothing_comes_ends()
    {
        var hang = Hang.BeforeBody;
        _stage.Script.File.Does(hang.Step);
        _stage.Options.Retry.ReadBudget = TimeSpan.Zero;

        var download = _stage.Client.DownloadAsync(File, new MemoryStream());
        await hang.Reached;
        _stage.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("nothing came for 30 s", (await Soon.Throws<ModelDownloadException>(download)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_progress_that_stops_the_download_by_an_exception_stops_it()
    {
        _stage.Script.File.Does(Steps.Answer(200, "pixels"));
        var progress = new Reports<long>(_ => throw new OperationCanceledException("Enough."));

        var error = await Soon.Throws<OperationCanceledException>(_stage.Client.DownloadAsync(File, new MemoryStream(), progress));

        Assert.Equal(("Enough.", 1), (error.Message, _stage.Script.File.Count));
    }

    [Fact]
    public async Task A_download_for_which_nothing_comes_ends_though_a_handler_ignores_its_token()
    {
        var reached = new TaskCompletionSource();
        _stage.Script.File.Does((_, _) =>
        {
            reached.SetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        });
        _stage.Options.Retry.ReadBudget = TimeSpan.Zero;

        var download = _stage.Client.DownloadAsync(File, new MemoryStream());
        await Soon.Async(reached.Task);
        _stage.Time.Advance(TimeSpan.FromSeconds(30));

        await Soon.Throws<ModelDownloadException>(download);
    }

    [Fact]
    public async Task A_download_for_which_nothing_came_is_tried_again()
    {
        var hang = Hang.BeforeBody;
        _stage.Script.File.Does(hang.Step, Steps.Answer(200, "pixels"));
        var content = new MemoryStream();

        var download = _stage.Client.DownloadAsync(File, content);
        await hang.Reached;
        _stage.Time.Advance(TimeSpan.FromSeconds(30));
        _stage.Time.Advance(await _stage.Time.NextDelayAsync());

        await Soon.Async(download);
        Assert.Equal("pixels"u8.ToArray(), content.ToArray());
    }

    [Fact]
    public async Task A_download_that_waits_for_its_next_try_ends_with_the_callers_token()
    {
        using var stop = new CancellationTokenSource();
        _stage.Script.File.Does(Steps.Answer(500));

        var download = _stage.Client.DownloadAsync(File, _folder, null, stop.Token);
        await _stage.Time.NextDelayAsync();
        await stop.CancelAsync();

        Assert.Equal(stop.Token, (await Soon.Throws<OperationCanceledException>(download)).CancellationToken);
    }

    [Fact]
    public async Task A_destination_may_take_longer_than_the_network_may()
    {
        _stage.Script.File.Does(Steps.Answer(200, "pixels"));
        var content = new SlowStream();

        var download = _stage.Client.DownloadAsync(File, content);
        await Soon.Async(content.Reached.Task);
        _stage.Time.Advance(TimeSpan.FromMinutes(5));
        content.Goes.SetResult();

        await Soon.Async(download);
        Assert.Equal("pixels"u8.ToArray(), content.ToArray());
    }

    [Fact]
    public async Task A_download_ends_with_the_callers_token()
    {
        using var stop = new CancellationTokenSource();
        var hang = Hang.BeforeBody;
        _stage.Script.File.Does(hang.Step);

        var download = _stage.Client.DownloadAsync(File, _folder, null, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();

        Assert.Equal(stop.Token, (await Soon.Throws<OperationCanceledException>(download)).CancellationToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_a_handler_makes_of_a_stop_it_is_one(bool isCallers)
    {
        using var stop = new CancellationTokenSource();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _stage.Script.File.Does(async (_, cancellation) =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvalidTimeZoneException();
        });

        var download = _stage.Client.DownloadAsync(File, _folder, null, stop.Token);
        await Soon.Async(reached.Task);
        if (isCallers)
        {
            await stop.CancelAsync();
        }
        else
        {
            _stage.Client.Dispose();
        }

        Exception error = isCallers
            ? await Soon.Throws<OperationCanceledException>(download)
            : await Soon.Throws<ModelDownloadException>(download);
        Assert.True(error.InnerException is InvalidTimeZoneException or OperationCanceledException, $"{error}");
    }

    [Fact]
    public async Task A_download_ends_with_its_client()
    {
        var hang = Hang.BeforeBody;
        _stage.Script.File.Does(hang.Step);

        var download = _stage.Client.DownloadAsync(File, _folder);
        await hang.Reached;
        _stage.Client.Dispose();

        Assert.Contains("disposed", (await Soon.Throws<ModelDownloadException>(download)).Message, StringComparison.Ordinal);
    }

    private sealed class SlowStream : MemoryStream
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Goes { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reached.TrySetResult();
            await Goes.Task.WaitAsync(cancellationToken);
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
