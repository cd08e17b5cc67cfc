using System.Diagnostics;

namespace SchemaSdk.Tests.Uploads;

public class BrokenUploadTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(100_000, false)]
    public async Task The_callers_token_ends_a_submit_whose_stream_hangs_or_throws_when_it_is_canceled(int position, bool throws)
    {
        using var stage = new UploadStage();
        using var stop = new CancellationTokenSource();
        var reading = new TaskCompletionSource();
        var stream = new ForwardStream(Media.Png(200_000))
        {
            Reading = async read =>
            {
                if (read >= position)
                {
                    reading.TrySetResult();
                    await Task.Delay(Timeout.Infinite, throws ? stop.Token : default)
                        .ContinueWith(static _ => { }, TaskScheduler.Default);
                    throw new IOException("The pipe was closed.");
                }
            },
        };

        var submit = stage.Model.Value.SubmitAsync([ModelFile.FromStream(stream)], null, stop.Token);
        await Soon.Async(reading.Task);
        await stop.CancelAsync();

        var error = await Soon.Throws<OperationCanceledException>(submit);
        Assert.Equal(stop.Token, error.CancellationToken);
        Assert.Contains("No job was started", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Bodies);
        Assert.Equal(position == 0, stage.Lengths.Count == 0);
    }

    [FactOnLinux]
    public async Task The_callers_token_ends_the_wait_for_a_pipe_without_a_writer()
    {
        using var stage = new UploadStage();
        using var stop = new CancellationTokenSource();
        var pipe = Path.Combine(Path.GetDirectoryName(stage.File("a.png", [1]))!, "pipe");
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync();
        }

        var submit = stage.Model.Value.SubmitAsync([ModelFile.FromPath(pipe)], null, stop.Token);
        await stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(submit);

        // A thread is still waiting for a writer of the pipe.
        await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }

    [Fact]
    public async Task A_submit_is_retried_if_the_connection_broke_within_a_file()
    {
        using var stage = new UploadStage();
        stage.Stage.Script.Submit.DoesOnly(
            Steps.Accepted.After(request => request.Content!.CopyToAsync(new BreakingStream())), stage.Accepts);

        await stage.SubmitAsync(ModelFile.FromBytes(Media.Png(200_000)));

        Assert.Equal([Media.DataUri(Media.Png(200_000))], stage.Files());
    }

    [Fact]
    public async Task A_submit_is_unknown_if_the_connection_broke_after_the_complete_input()
    {
        using var stage = new UploadStage(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)), Steps.Accepted);

        await Soon.Throws<ModelSubmissionUnknownException>(stage.Model.Value.SubmitAsync([ModelFile.FromBytes(Media.Png(200_000))]));

        Assert.Equal(1, stage.Stage.Script.Submit.Count);
    }

    private sealed class BreakingStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Length < 100_000 ? base.WriteAsync(buffer, cancellationToken) : throw new IOException("The connection was reset.");
    }
}
