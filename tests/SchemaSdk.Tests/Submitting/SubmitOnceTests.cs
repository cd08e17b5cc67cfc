using SchemaSdk.Pipeline.Http;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting;

public class SubmitOnceTests
{
    [Fact]
    public async Task A_foreign_handler_that_retries_does_not_get_a_second_submit_out()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.FailsAfter(Steps.Error(HttpRequestError.ResponseEnded)), Steps.Accepted);
        using var http = new HttpClient(new RetryingHandler(stage.Script)) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new TestClient(http, stage.Options);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("a handler of the application tried to send it a second time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_is_written_once()
    {
        using var content = new SubmitContent("{}"u8.ToArray());
        var text = new MemoryStream();

        await content.CopyToAsync(text);

        Assert.Equal("{}"u8.ToArray(), text.ToArray());
        await Assert.ThrowsAsync<RepeatedSubmitException>(() => content.CopyToAsync(text));
        Assert.False(content.TryForbid());
    }

    [Fact]
    public async Task A_forbidden_body_is_never_written()
    {
        using var content = new SubmitContent("{}"u8.ToArray());
        var text = new MemoryStream();

        Assert.True(content.TryForbid());

        await Assert.ThrowsAsync<OperationCanceledException>(() => content.CopyToAsync(text));
        Assert.Equal(0, text.Length);
        Assert.True(content.TryForbid());
    }

    private sealed class RetryingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
