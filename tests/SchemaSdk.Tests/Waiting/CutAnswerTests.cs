using System.IO.Compression;
using System.Text;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>Compressed answers that end too early.</summary>
public sealed class CutAnswerTests : IDisposable
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes($$"""
        {"status":"completed","output":{"text":"{{string.Concat(Enumerable.Range(0, 200).Select(i => $"{i * 7919 % 1009} "))}}"} }
        """);

    private readonly Stage _stage = Stage.Accepting();

    public CutAnswerTests() => _stage.Options.Retry.ReadBudget = TimeSpan.Zero;

    public static TheoryData<string> Codings => ["gzip", "deflate"];

    public void Dispose() => _stage.Dispose();

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_body_that_comes_byte_by_byte_is_whole(string coding)
    {
        Assert.Equal(Text, await ReadAsync(coding, Packed(coding), step: 1));
        Assert.Empty(await ReadAsync(coding, []));
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_result_that_is_cut_is_read_again(string coding)
    {
        _stage.Script.Status.Does((_, _) => Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(Text) }));
        _stage.Script.Result.Does((_, _) =>
        {
            var content = new ByteArrayContent(Packed(coding)[..^30]);
            content.Headers.ContentEncoding.Add(coding);
            return Task.FromResult(new HttpResponseMessage { Content = content });
        });

        await Soon.Throws<ModelUnavailableException>(_stage.Still.RunAsync("a cat"));
    }

    private static byte[] Packed(string coding)
    {
        var packed = new MemoryStream();
        using (Stream packing = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            packing.Write(Text);
        }

        return packed.ToArray();
    }

    private static async Task<byte[]> ReadAsync(string coding, byte[] packed, int step = 64 << 10)
    {
        using var content = new StreamContent(new Trickle(packed, step));
        content.Headers.ContentEncoding.Add(coding);
        await using var body = await ContentDecoding.OpenAsync(content, default);
        var text = new MemoryStream();
        var buffer = new byte[step];
        while (await body.ReadAsync(buffer) is var count and > 0)
        {
            text.Write(buffer, 0, count);
        }

        Assert.Equal(0, await body.ReadAsync(buffer));
        return text.ToArray();
    }

    private sealed class Trickle(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
