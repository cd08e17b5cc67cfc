using System.Net.Http.Headers;

namespace SchemaSdk.Tests.Services;

/// <summary>A scripted server that stands in for a service, and records the requests that it receives.</summary>
internal sealed class OtherServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    /// <summary>The method and address, the authorization and the body of each request.</summary>
    public List<(string Call, string? Authorization, string Body)> Asked { get; } = [];

    public List<Dictionary<string, string>> Headers { get; } = [];

    public void Answers(int status, string body, int? retryAfter = null, DateTimeOffset? date = null) => _answers.Enqueue(() =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        response.Headers.RetryAfter = retryAfter is { } wait ? new RetryConditionHeaderValue(TimeSpan.FromSeconds(wait)) : null;
        response.Headers.Date = date;
        return response;
    });

    /// <summary>Gives these answers, in order.</summary>
    public void Answers(params (int Status, string Body)[] answers) =>
        Array.ForEach(answers, answer => Answers(answer.Status, answer.Body));

    /// <summary>Answers with a stream of events.</summary>
    public void Streams(Stream events) => _answers.Enqueue(() => new HttpResponseMessage
    {
        Content = new StreamContent(events) { Headers = { ContentType = new MediaTypeHeaderValue("text/event-stream") } },
    });

    /// <summary>Answers with these events, and ends the stream.</summary>
    public void Streams(string events) => Streams(new MemoryStream(Encoding.UTF8.GetBytes(events)));

    /// <summary>Breaks the connection of the next request instead of answering it.</summary>
    public void Breaks() => _answers.Enqueue(() => throw new HttpRequestException("The connection broke."));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (Asked)
        {
            Asked.Add(($"{request.Method} {request.RequestUri}", request.Headers.Authorization?.ToString(), body));
            Headers.Add(request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
            var response = _answers.Dequeue()();
            response.RequestMessage = request;
            return response;
        }
    }
}
