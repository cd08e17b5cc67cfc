namespace SchemaSdk.EndToEnd.Tests;

/// <summary>The path of a submit, and the body that the service got.</summary>
internal sealed record SentBody(string Path, string Body);

/// <summary>Keeps the last submit on its way to the service.</summary>
internal sealed class SentBodyRecorder(HttpMessageHandler service) : DelegatingHandler(service)
{
    public SentBody? Last { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            // Buffered: a submit can be read once only, and the emulator reads it too.
            await content.LoadIntoBufferAsync(cancellationToken);
            Last = new SentBody(request.RequestUri!.AbsolutePath, await content.ReadAsStringAsync(cancellationToken));
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
