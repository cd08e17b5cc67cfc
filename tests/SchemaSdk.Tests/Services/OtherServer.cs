using System.Net;
using System.Text;

namespace SchemaSdk.Tests.Services;

/// <summary>A scripted server of <see cref="OtherProfile"/>, which records its requests.</summary>
internal sealed class OtherServer : HttpMessageHandler
{
    private readonly Queue<(int Status, string Body)> _answers = new();

    /// <summary>Method, address, authorization and body of each request.</summary>
    public List<(string Call, string? Authorization, string Body)> Asked { get; } = [];

    public void Answers(int status, string body) => _answers.Enqueue((status, body));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (Asked)
        {
            Asked.Add(($"{request.Method} {request.RequestUri}", request.Headers.Authorization?.ToString(), body));
            var (status, text) = _answers.Dequeue();
            return new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(text, Encoding.UTF8, "application/json"),
                RequestMessage = request,
            };
        }
    }
}
