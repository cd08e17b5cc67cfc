using System.IO.Compression;
using System.Text;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>Compressed answers that end too early, or came damaged.</summary>
public sealed class CutAnswerTests : IDisposable
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes($$"""
        {"status":"completed","output":{"text":"{{string.Concat(Enumerable.Range(0, 200).Select(i => $"{i * 7919 % 1009} "))}}"} }
        """);

    private readonly Stage _stage = Stage.Accepting();

    public CutAnswerTests() => _stage.Options.Retry.ReadBudget = TimeSpan.Zero;

    public static TheoryData<string> Codings => ["gzip", "deflate", "br"];

    public void Dispose() => _stage.Dispose();

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_body_that_is_cut_anywhere_is_a_failed_read(string coding)
    {
        var packed = Packed(coding);
        for (var length = 1; length < packed.Length; length++)
        {
            await Assert.ThrowsAsync<IOException>(() => ReadAsync(coding, packed[..length]));
        }

        Assert.Equal(Text, await ReadAsync(coding, packed));
        Assert.Empty(await ReadAsync(coding, []));
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_body_that_comes_byte_by_byte_is_whole(string coding)
    {
        Assert.Equal(Text, await ReadAsync(coding, Packed(coding), step: 1));
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(coding, Packed(coding)[..^1], step: 1));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_damaged_body_is_never_read_as_other_text(string coding)
    {
        var packed = Packed(coding);
        var refused = 0;
        for (var at = 0; at < packed.Length; at++)
        {
            var damaged = packed.AsSpan().ToArray();
            damaged[at] ^= 0x10;
            try
            {
                Assert.Equal(Text, await ReadAsync(coding, damaged));
            }
            catch (Exception error) when (error is IOException or InvalidDataException)
            {
                // Damage in a header that says nothing of the text may go unseen; all other damage is told.
                refused++;
            }
        }

        Assert.InRange(refused, packed.Length / 2, packed.Length - 1);
    }

    [Fact]
    public async Task Several_gzip_parts_are_one_body_and_what_follows_them_is_no_part()
    {
        var packed = Packed("gzip");

        Assert.Equal((byte[])[.. Text, .. Text], await ReadAsync("gzip", [.. packed, .. packed]));
        Assert.Equal(Text, await ReadAsync("gzip", [.. packed, .. new byte[100]]));
        await Assert.ThrowsAsync<IOException>(() => ReadAsync("gzip", [.. packed, .. packed[..^9]]));
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_result_that_is_cut_is_read_again(string coding)
    {
        _stage.Script.Status.Does((_, _) => Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(Text) }));
        _stage.Script.Result.Does((_, _) =>
        {
            var content = new ByteArrayContent(Packed(coding)[..^1]);
            content.Headers.ContentEncoding.Add(coding);
            return Task.FromResult(new HttpResponseMessage { Content = content });
        });

        var error = await Soon.Throws<ModelUnavailableException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal("The answer broke off: its compressed text has no end.", error.InnerException!.Message);
    }

    private static byte[] Packed(string coding)
    {
        var packed = new MemoryStream();
        using (Stream packing = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
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
        await using var body = await ContentDecoding.OpenAsync(content, long.MaxValue, default);
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
