namespace SchemaSdk.Tests.Submitting.Guarding;

/// <summary>One of the application's handlers, which sends each request as the test specifies.</summary>
/// <param name="inner">The next handler.</param>
/// <param name="send">Receives a request and a function that sends the request to the next handler.</param>
internal sealed class Handling(
    HttpMessageHandler inner, Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> send)
    : DelegatingHandler(inner)
{
    /// <summary>A handler that sends the same request again if it fails.</summary>
    public static Handling Retrying(HttpMessageHandler inner) => new(inner, static async (request, next) =>
    {
        try
        {
            return await next(request);
        }
        catch (HttpRequestException)
        {
            return await next(request);
        }
    });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        send(request, sent => base.SendAsync(sent, cancellationToken));
}
