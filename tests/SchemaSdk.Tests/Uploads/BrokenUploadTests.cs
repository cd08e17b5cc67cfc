using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Uploads;

/// <summary>Submits that are interrupted while files are sent.</summary>
public class BrokenUploadTests
{
    [Fact]
    public async Task Canceling_while_a_file_is_sent_ends_the_submit_at_once_and_nothing_runs()
    {
        using var stage = new UploadStage();
        using var stop = new CancellationTokenSource();
        var stream = new ForwardStream(Media.Png(200_000))
        {
            Reading = read => read < 100_000
                ? Task.CompletedTask
                : stop.CancelAsync().ContinueWith(_ => Task.Delay(Timeout.Infinite)).Unwrap(),
        };

        var submit = stage.Model.Value.SubmitAsync([ModelFile.FromStream(stream)], null, stop.Token);

        Assert.Equal(stop.Token, (await Soon.Throws<OperationCanceledException>(submit)).CancellationToken);
        Assert.Empty(stage.Bodies);
    }

    [Fact]
    public async Task A_submit_is_retried_if_the_connection_broke_within_a_file()
    {
        using var stage = new UploadStage();
        stage.Stage.Script.Submit.DoesOnly(
            async (request, cancellation) =>
            {
                await request.Content!.CopyToAsync(new BreakingStream(), cancellation);
                return await Steps.Accepted(request, cancellation);
            },
            stage.Accepts);

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
