using System.Net;
using System.Text;

namespace SchemaSdk.Services.Testing;

/// <summary>Stands in for the service: returns prepared answers in order, then repeats the last one. Keeps the requests.</summary>
internal sealed class ScriptedService(IReadOnlyList<Func<HttpRequestMessage, HttpResponseMessage>> script) : HttpMessageHandler
{
    private readonly List<SentRequest> _sent = [];

    internal IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (_sent)
            {
                return [.. _sent];
            }
        }
    }

    internal static Func<HttpRequestMessage, HttpResponseMessage> Answer(SampleAnswer answer) =>
        request => Response(answer, Encoding.UTF8.GetBytes(answer.Body), request);

    internal static Func<HttpRequestMessage, HttpResponseMessage> Answer(int status, byte[] body) =>
        request => Response(new(status, ""), body, request);

    /// <summary>Throws as if the connection had broken after the service received the request.</summary>
    internal static HttpResponseMessage Lose(HttpRequestMessage request) =>
        throw new HttpRequestException("The connection was reset.", new IOException("The connection was reset."));

    /// <summary>Returns an answer whose body is cut off because the connection breaks.</summary>
    internal static Func<HttpRequestMessage, HttpResponseMessage> Cut(SampleAnswer answer, int length) => request =>
    {
        var response = Response(answer, [], request);
        response.Content = new StreamContent(new CutStream(Encoding.UTF8.GetBytes(answer.Body)[..length]));
        return response;
    };

    /// <summary>Returns an answer as if a handler of the application had followed a redirect to another address.</summary>
    internal static Func<HttpRequestMessage, HttpResponseMessage> AfterRedirect(SampleAnswer answer) => request =>
        Response(answer, Encoding.UTF8.GetBytes(answer.Body), new(HttpMethod.Get, "https://elsewhere.example/"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        int at;
        lock (_sent)
        {
            at = Math.Min(_sent.Count, script.Count - 1);
            _sent.Add(new(request.Method, request.RequestUri!, body));
        }

        return script[at](request);
    }

    private static HttpResponseMessage Response(SampleAnswer answer, byte[] body, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.StatusCode)
        {
            Content = new ByteArrayContent(body),
            RequestMessage = request,
        };
        if (answer.RetryAfter is { } delay)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", delay);
        }

        return response;
    }
}
