using System.Net;
using System.Net.Http.Headers;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Fronts;

/// <summary>The service behind an <see cref="HttpClient"/>, without a socket.</summary>
internal sealed class EmulatorHandler(EmulatedService service) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (service.IsClosed)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The emulator was disposed.");
        }

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var answer = service.Answer(new ServiceRequest(
            request.Method.Method,
            request.RequestUri!.PathAndQuery,
            request.Headers.Authorization?.ToString(),
            request.Headers.Range?.ToString(),
            body));

        return ToResponse(request, answer);
    }

    private static HttpResponseMessage ToResponse(HttpRequestMessage request, ServiceAnswer answer)
    {
        HttpContent content = request.Method == HttpMethod.Head ? new ByteArrayContent([]) : new ReadOnlyMemoryContent(answer.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        content.Headers.ContentLength = answer.Body.Length;

        var response = new HttpResponseMessage((HttpStatusCode)answer.StatusCode) { RequestMessage = request, Content = content };
        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
