namespace SchemaSdk.Tests.Downloads;

public sealed class DownloadStopTests() : DownloadTest(skipsDelays: false)
{
    private const string File = "https://files.runcomfy.net/a.png";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_that_receives_nothing_times_out_and_a_later_answer_is_disposed_of(bool handlerIgnoresToken)
    {
        var (hang, body) = (Hang.BeforeBody, new MemoryStream());
        Stage.Script.File.Does((request, cancellation) => hang.Step(request, handlerIgnoresToken ? default : cancellation));
        Stage.Options.Retry.ReadBudget = TimeSpan.Zero;

        var download = Stage.Client.DownloadAsync(File, new MemoryStream());
        await hang.Reached;
        Stage.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("no data arrived for 30", (await Soon.Throws<ModelDownloadException>(download)).Message, StringComparison.Ordinal);
        hang.Answer((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(body) }));
        await Soon.Until(() => !handlerIgnoresToken || !body.CanRead);
    }

    [Fact]
    public async Task An_OperationCanceledException_of_the_progress_ends_the_download_and_leaves_no_file()
    {
        Stage.Script.File.Does(Steps.Answer(200, "pixels"));
        var progress = new Reports<long>(_ => throw new OperationCanceledException("Enough."));

        var error = await Soon.Throws<OperationCanceledException>(Stage.Client.DownloadAsync(File, Folder, progress));

        Assert.Equal(("Enough.", 1), (error.Message, Stage.Script.File.Count));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_download_that_timed_out_is_retried()
    {
        var hang = Hang.BeforeBody;
        Stage.Script.File.Does(hang.Step, Steps.Answer(200, "pixels"));
        var content = new MemoryStream();

        var download = Stage.Client.DownloadAsync(File, content);
        await hang.Reached;
        Stage.Time.Advance(TimeSpan.FromSeconds(30));
        Stage.Time.Advance(await Stage.Time.NextDelayAsync());

        await Soon.Async(download);
        Assert.Equal("pixels"u8.ToArray(), content.ToArray());
    }

    [Fact]
    public async Task A_download_that_waits_for_its_next_attempt_ends_with_the_callers_token()
    {
        Stage.Script.File.Does(Steps.Answer(500));

        var download = Stage.Client.DownloadAsync(File, Folder, null, Stage.Stop.Token);
        await Stage.Time.NextDelayAsync();
        await Stage.Stop.CancelAsync();

        Assert.Equal(Stage.Stop.Token, (await Soon.Throws<OperationCanceledException>(download)).CancellationToken);
    }

    [Fact]
    public async Task A_slow_destination_does_not_time_out()
    {
        Stage.Script.File.Does(Steps.Answer(200, "pixels"));
        var content = new SlowStream();

        var download = Stage.Client.DownloadAsync(File, content);
        await Soon.Async(content.Reached.Task);
        Stage.Time.Advance(TimeSpan.FromMinutes(5));
        content.Goes.SetResult();

        await Soon.Async(download);
        Assert.Equal("pixels"u8.ToArray(), content.ToArray());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task The_callers_token_and_disposal_end_a_download_whatever_the_handler_throws(bool isCallers, bool handlerThrows)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Stage.Script.File.Does(async (_, cancellation) =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation)
                .ConfigureAwait(handlerThrows ? ConfigureAwaitOptions.SuppressThrowing : ConfigureAwaitOptions.None);
            throw new InvalidTimeZoneException();
        });

        var download = Stage.Client.DownloadAsync(File, Folder, null, Stage.Stop.Token);
        await Soon.Async(reached.Task);
        Exception error;
        if (isCallers)
        {
            await Stage.Stop.CancelAsync();
            var canceled = await Soon.Throws<OperationCanceledException>(download);
            Assert.Equal(Stage.Stop.Token, canceled.CancellationToken);
            error = canceled;
        }
        else
        {
            Stage.Client.Dispose();
            error = await Soon.Throws<ModelDownloadException>(download);
            Assert.Contains("disposed", error.Message, StringComparison.Ordinal);
        }

        Assert.True(error.InnerException is InvalidTimeZoneException or OperationCanceledException, $"{error}");
    }

    [Fact]
    public async Task A_timeout_that_ends_just_as_data_arrives_does_not_cancel_the_download()
    {
        Stage.Script.File.Does((_, _) => Task.FromResult(new HttpResponseMessage
        {
            Content = new StreamContent(new LateStream("pixels"u8.ToArray(), () => Stage.Time.Advance(TimeSpan.FromSeconds(30))))
            {
                Headers = { ContentLength = 6 },
            },
        }));
        var content = new MemoryStream();

        await Soon.Async(Stage.Client.DownloadAsync(File, content));

        Assert.Equal("pixels"u8.ToArray(), content.ToArray());
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

    private sealed class LateStream(byte[] content, Action arriving) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == 0)
            {
                arriving();
                return new(Read(buffer.Span));
            }

            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
