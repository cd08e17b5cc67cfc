namespace SchemaSdk.Tests.Submitting.Guarding;

/// <summary>Sends a copy of a request that failed or was answered with an error, as some retry handlers do.</summary>
internal sealed class CopyingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public bool DropsOptions { get; init; }

    public bool DropsHeader { get; init; }

    public static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        ((IDictionary<string, object?>)copy.Options).Clear();
        foreach (var (name, value) in (IDictionary<string, object?>)request.Options)
        {
            ((IDictionary<string, object?>)copy.Options).Add(name, value);
        }

        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync();
            copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync());
        }

        return copy;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = await CopyAsync(request);
        if (DropsOptions)
        {
            ((IDictionary<string, object?>)copy.Options).Clear();
        }

        if (DropsHeader)
        {
            copy.Headers.Remove("SchemaSdk-Attempt");
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode < HttpStatusCode.BadRequest)
            {
                return response;
            }
        }
        catch (HttpRequestException)
        {
        }

        return await base.SendAsync(copy, cancellationToken);
    }
}
