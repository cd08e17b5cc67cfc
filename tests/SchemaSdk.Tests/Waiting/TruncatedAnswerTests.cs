using System.IO.Compression;
using System.Net;
using System.Text;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>Tests compressed answers that arrive in small parts, are empty, or end too early.</summary>
public sealed class TruncatedAnswerTests : IDisposable
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i * 7919 % 1009} "));

    private readonly Stage _stage = Stage.Accepting();

    public TruncatedAnswerTests() => _stage.Options.Retry.ReadBudget = TimeSpan.Zero;

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task An_answer_that_arrives_byte_by_byte_is_read_whole(string coding)
    {
        _stage.Script.Status.Does(Sends(coding, Packed(coding), step: 1));
        _stage.Script.Result.Does(Sends(coding, Packed(coding), step: 1));

        var result = await Soon.Async(_stage.Still.RunAsync("a cat"));

        Assert.Equal(Text, result.Output.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_refusal_with_an_empty_body_is_a_refusal(string coding)
    {
        _stage.Script.Status.Does(Sends(coding, [], status: HttpStatusCode.Forbidden));

        var error = await Soon.Throws<ModelApiException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal((403, ""), (error.StatusCode, error.Detail));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_truncated_result_is_a_failed_read(string coding)
    {
        _stage.Script.Status.Does(Sends(coding, Packed(coding)));
        _stage.Script.Result.Does(Sends(coding, Packed(coding)[..^30]));

        await Soon.Throws<ModelUnavailableException>(_stage.Still.RunAsync("a cat"));
    }

    public void Dispose() => _stage.Dispose();

    private static byte[] Packed(string coding)
    {
        var packed = new MemoryStream();
        using (Stream packing = coding == "gzip"
            ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)
            : new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packing.Write(Encoding.UTF8.GetBytes($$$"""{"status":"completed","output":{"text":"{{{Text}}}"}}"""));
        }

        return packed.ToArray();
    }

    private static Step Sends(string coding, byte[] packed, int step = 64 << 10, HttpStatusCode status = HttpStatusCode.OK) => (_, _) =>
    {
        var content = new StreamContent(new Trickle(packed, step));
        content.Headers.ContentEncoding.Add(coding);
        return Task.FromResult(new HttpResponseMessage(status) { Content = content });
    };

    private sealed class Trickle(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
