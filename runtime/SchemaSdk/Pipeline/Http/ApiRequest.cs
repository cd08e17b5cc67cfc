using SchemaSdk.Services;

namespace SchemaSdk.Pipeline.Http;

/// <summary>A request to the service, before it has a token.</summary>
internal readonly record struct ApiRequest(ServiceCall Call, Uri Address)
{
    /// <summary>The body; null for every call but a submit.</summary>
    internal SubmitContent? Content { get; init; }

    /// <summary>What the profile may tell the service about a submit; null for every other call.</summary>
    internal SubmitDetails? Details { get; init; }

    internal HttpMethod MethodFor(ServiceProfile service) => Call switch
    {
        ServiceCall.Submit => HttpMethod.Post,
        ServiceCall.Cancel => service.CancelMethod,
        _ => HttpMethod.Get,
    };
}
