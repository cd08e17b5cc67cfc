namespace SchemaSdk.EndToEnd.Tests;

internal sealed record SentBody(string Path, string Body);

/// <summary>Records the last submit.</summary>
internal sealed class SentBodyRecorder(HttpMessageHandler service) : DelegatingHandler(service)
{
    public SentBody? Last { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            // Without a buffer, a body can be read only once. The emulator could not read it after this recorder.
            await content.LoadIntoBufferAsync(cancellationToken);
            Last = new SentBody(request.RequestUri!.AbsolutePath, await content.ReadAsStringAsync(cancellationToken));
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
