namespace SchemaSdk.Tests;

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
    public async Task A_submit_whose_answer_has_an_unsupported_encoding_is_unknown()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Http("200 OK\r\nContent-Encoding: br", [0x0B, 0x02, 0x80]));
        using var client = ClientOf(server.Address);

        await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("utf-8")]
    public async Task An_answer_in_any_encoding_that_services_use_is_read(string encoding)
    {
        var body = Packed.Of(encoding, """{"request_id":"req-1"}"""u8);
        using var server = new LoopbackServer(request => request.Contains("Accept-Encoding: gzip", StringComparison.Ordinal)
            ? LoopbackServer.Http($"200 OK\r\nContent-Encoding: {encoding}", body)
            : []);
        using var client = ClientOf(server.Address);

        Assert.Equal(Steps.Id, (await Soon.Async(client.Still.SubmitAsync("a cat"))).RequestId);
    }

    [Fact]
    public async Task A_submit_to_a_closed_port_was_never_sent()
    {
        var address = LoopbackServer.Closed();
        using var client = ClientOf(address);

        var error = await Soon.Throws<ModelUnavailableException>(client.Still.SubmitAsync("a cat"));

        Assert.Null(error.RequestId);
        Assert.Contains(
            $"the connection to http://{address.Authority} failed (ConnectionRefused)", error.Message, StringComparison.Ordinal);
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
    public async Task A_submit_whose_answer_breaks_off_is_unknown_sent_once_and_has_the_id_if_it_arrived(string answer, string? id)
    {
        using var server = new LoopbackServer(_ => Encoding.ASCII.GetBytes(answer));
        using var client = ClientOf(server.Address);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((id, 1), (error.RequestId, server.Requests));
    }

    [Fact]
    public async Task A_refusal_whose_text_breaks_off_is_still_a_refusal()
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
}
