using SchemaSdk.Services;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Tells a handler of SchemaSdk which call a request of a client makes.</summary>
/// <param name="Service">The service that the client calls.</param>
/// <param name="BaseAddress">The base address of the client, without a trailing slash in its path.</param>
/// <param name="Call">The call.</param>
internal sealed record RequestMark(ServiceProfile Service, Uri BaseAddress, ApiRequest Call)
{
    internal static readonly HttpRequestOptionsKey<RequestMark> Key = new("SchemaSdk.Call");

    /// <summary>Returns the mark of a request; null if the request is not a call of a client, such as a download.</summary>
    internal static RequestMark? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var mark) ? mark : null;
}
