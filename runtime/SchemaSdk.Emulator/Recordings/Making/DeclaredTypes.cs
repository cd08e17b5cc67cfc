using System.Runtime.CompilerServices;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>Tells the reader of a file the media type that its server declares, which a download does not return.</summary>
internal sealed class DeclaredTypes(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly AsyncLocal<StrongBox<string?>?> Current = new();

    /// <summary>Returns where the media type of the next file is put that the calling method reads.</summary>
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
