using System.Runtime.CompilerServices;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>
/// Captures the media type that the server declares for a downloaded file, because the download itself returns only the content.
/// </summary>
internal sealed class DeclaredTypes(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly AsyncLocal<StrongBox<string?>?> Current = new();

    /// <summary>Returns a box that receives the media type of the next file that the calling method downloads.</summary>
    public static StrongBox<string?> Next() => Current.Value = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (Current.Value is { } next && response.IsSuccessStatusCode)
        {
            next.Value = response.Content.Headers.ContentType?.MediaType;
        }

        return response;
    }
}
