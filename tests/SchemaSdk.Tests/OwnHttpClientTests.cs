using System.IO.Compression;
using System.Text;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests;

/// <summary>The client's own HTTP client, on real sockets of this machine.</summary>
public class OwnHttpClientTests
{
    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Http("307 Moved\r\nLocation: /v1/models/elsewhere", []));
        using var client = ClientOf(server.Address);

        var error = await Soon.Throws<ModelApiException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((307, 1), (error.StatusCode, server.Requests));
    }

    [Fact]
    public async Task Compressed_answers_are_read()
    {
        using var server = new LoopbackServer(request => request.Contains("Accept-Encoding: gzip", StringComparison.Ordinal)
            ? LoopbackServer.Http("200 OK\r\nContent-Encoding: gzip", Zipped("""{"request_id":"req-1"}"""u8))
            : []);
        using var client = ClientOf(server.Address);

        Assert.Equal(Steps.Id, (await Soon.Async(client.Still.SubmitAsync("a cat"))).RequestId);
    }

    [Fact]
    public async Task A_submit_whose_answer_is_compressed_as_was_not_asked_for_is_unknown()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Http("200 OK\r\nContent-Encoding: br", [0x0B, 0x02, 0x80]));
        using var client = ClientOf(server.Address);

        await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("x-gzip")]
    [InlineData("utf-8")]
    public async Task Answers_in_every_encoding_that_services_use_are_read(string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "x-gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(new MemoryStream()),
        })
        {
            packer.Write("""{"request_id":"req-1"}"""u8);
        }

        var body = packed.Length > 0 ? packed.ToArray() : """{"request_id":"req-1"}"""u8.ToArray();
        using var server = new LoopbackServer(_ => LoopbackServer.Http($"200 OK\r\nContent-Encoding: {encoding}", body));
        using var client = ClientOf(server.Address);

        Assert.Equal(Steps.Id, (await Soon.Async(client.Still.SubmitAsync("a cat"))).RequestId);
    }

    [Fact]
    public async Task What_nobody_listens_to_was_never_sent()
    {
        using var client = ClientOf(LoopbackServer.Closed());

        var error = await Soon.Throws<ModelUnavailableException>(client.Still.SubmitAsync("a cat"));

        Assert.Null(error.RequestId);
        Assert.Contains("no connection", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("HTTP/1.1 200 OK\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":{\"request_id\":\"other\"},\"requ", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"request_id\":\"req-1", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"request_id\":\"req-1\"", "req-1")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":{},\"request_id\":\"req-1\"}", "req-1")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n16\r\n{\"request_id\":\"req-1\"}\r\n", "req-1")]
    [InlineData("not http at all", null)]
    public async Task A_submit_whose_answer_breaks_off_is_unknown_sent_once_and_tells_the_id_that_came(string answer, string? id)
    {
        using var server = new LoopbackServer(_ => Encoding.ASCII.GetBytes(answer));
        using var client = ClientOf(server.Address);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((id, 1), (error.RequestId, server.Requests));
    }

    [Fact]
    public async Task A_refusal_stands_even_where_its_text_breaks_off()
    {
        using var server = new LoopbackServer(_ => "HTTP/1.1 402 Payment Required\r\nContent-Length: 100\r\n\r\nno bal"u8.ToArray());
        using var client = ClientOf(server.Address);

        var error = await Soon.Throws<ModelApiException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((402, "no bal"), (error.StatusCode, error.Detail));
    }

    private static TestClient ClientOf(Uri address)
    {
        var options = new ModelClientOptions { ApiToken = Stage.Token, BaseAddress = address };
        options.Retry.SubmitBudget = TimeSpan.Zero;
        options.Retry.ReadBudget = TimeSpan.Zero;
        return new TestClient(null, options);
    }

    private static byte[] Zipped(ReadOnlySpan<byte> text)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return zipped.ToArray();
    }
}
