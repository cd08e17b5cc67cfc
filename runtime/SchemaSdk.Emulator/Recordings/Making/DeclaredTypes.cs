using System.Runtime.CompilerServices;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>
/// Tells the code that downloads a file which media type the server declares, because a download returns only the content.
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
