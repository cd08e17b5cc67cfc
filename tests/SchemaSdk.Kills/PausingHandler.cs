namespace SchemaSdk.Kills;

/// <summary>Passes each submit to the gate before it is sent and after it is answered. Loses the answers to some submits.</summary>
internal sealed class PausingHandler(HttpMessageHandler inner, Gate gate) : DelegatingHandler(inner)
{
    internal const string Unheard = "unheard";

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
