using System.Diagnostics;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Uploads;

/// <summary>Files that never come: what waits for them ends all the same.</summary>
public class StuckFileTests
{
    [Fact]
    public async Task A_stream_that_never_gives_a_byte_ends_with_the_callers_token()
    {
        using var stage = new UploadStage();
        using var stop = new CancellationTokenSource();
        var reading = new TaskCompletionSource();
        var stream = new ForwardStream(Media.Png(10))
        {
            Reading = _ =>
            {
                reading.TrySetResult();
                return new TaskCompletionSource().Task;
            },
        };

        var submit = stage.Model.Value.SubmitAsync([ModelFile.FromStream(stream)], null, stop.Token);
        await Soon.Async(reading.Task);
        await stop.CancelAsync();

        var error = await Soon.Throws<OperationCanceledException>(submit);
        Assert.Contains("Nothing runs", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Lengths);
    }

    [Fact]
    public async Task What_a_stream_throws_when_it_is_stopped_is_told_as_the_stop()
    {
        using var stage = new UploadStage();
        using var stop = new CancellationTokenSource();
        var reading = new TaskCompletionSource();
        var stream = new ForwardStream(Media.Png(10))
        {
            Reading = async _ =>
            {
                reading.TrySetResult();
                await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
                throw new IOException("The pipe was closed.");
            },
        };

        var submit = stage.Model.Value.SubmitAsync([ModelFile.FromStream(stream)], null, stop.Token);
        await Soon.Async(reading.Task);
        await stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(submit);
    }

    [FactOnLinux]
    public async Task A_pipe_that_nobody_writes_to_ends_with_the_callers_token()
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

        // So that the thread which opens it can go on.
        await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }
}
