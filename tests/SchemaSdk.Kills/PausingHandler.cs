namespace SchemaSdk.Kills;

/// <summary>Announces that a submit is about to leave, and that it was answered. It loses the answers to some jobs.</summary>
internal sealed class PausingHandler(HttpMessageHandler inner, Gate gate) : DelegatingHandler(inner)
{
    /// <summary>The keys that begin so never hear of their submits.</summary>
    internal const string Unheard = "unheard";

    /// <summary>The key of the job that the calls of this flow are about.</summary>
    internal static readonly AsyncLocal<string?> Key = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post || Key.Value is not { } key)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        gate.Pass(key, "submit", "leaving");
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        gate.Pass(key, "submit", "answered");
        return key.StartsWith(Unheard, StringComparison.Ordinal)
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was reset.", new IOException("Reset."))
            : response;
    }
}
