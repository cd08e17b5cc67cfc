using System.Diagnostics;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Uploads;

/// <summary>It must be possible to cancel a submit while it waits for a file.</summary>
public class StuckFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_callers_token_ends_the_wait_for_a_stream_that_hangs_or_throws_when_it_is_canceled(bool throws)
    {
        using var stage = new UploadStage();
        using var stop = new CancellationTokenSource();
        var reading = new TaskCompletionSource();
        var stream = new ForwardStream(Media.Png(10))
        {
            Reading = async _ =>
            {
                reading.TrySetResult();
                await Task.Delay(Timeout.Infinite, throws ? stop.Token : default).ContinueWith(static _ => { }, TaskScheduler.Default);
                throw new IOException("The pipe was closed.");
            },
        };

        var submit = stage.Model.Value.SubmitAsync([ModelFile.FromStream(stream)], null, stop.Token);
        await Soon.Async(reading.Task);
        await stop.CancelAsync();

        var error = await Soon.Throws<OperationCanceledException>(submit);
        Assert.Contains("Nothing runs", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Lengths);
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

        // Lets the thread that opens the pipe continue.
        await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }
}
