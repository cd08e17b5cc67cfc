namespace SchemaSdk.Services.Testing;

/// <summary>A request that the client sent.</summary>
internal sealed record SentRequest(HttpMethod Method, Uri Address, string Body)
{
    public override string ToString() => $"{Method} {Address}";
}
