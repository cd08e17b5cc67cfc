namespace SchemaSdk.Pipeline.Http;

/// <summary>A request to the service, before it has a token.</summary>
internal sealed record ApiRequest(ServiceCall Call, Uri Address)
{
    /// <summary>True if the answer to a status call has the logs of the job.</summary>
    internal bool HasLogs { get; init; }

    /// <summary>The body; null for every call but a submit.</summary>
    internal SubmitContent? Content { get; init; }

    /// <summary>For a submit, what the profile may tell the service about the call; null for any other call.</summary>
    internal SubmitDetails? Details { get; init; }

    /// <summary>For a submit, the model. A recording needs it to estimate the price. Null if the client does not know the model.</summary>
    internal ModelInfo? Model { get; init; }

    /// <summary>For a price or a catalogue entry, the id of the model; null for any other call.</summary>
    internal string? ModelId { get; init; }

    /// <summary>A price request's JSON. It may be sent repeatedly. Empty for every other call.</summary>
    internal ReadOnlyMemory<byte> Question { get; init; }

    /// <summary>The request to the service's file storage; null for every call but an upload.</summary>
    internal StorageCall? Storage { get; init; }

    /// <summary>The context that determines the token of the request; null for the client's own token.</summary>
    internal TokenContext? Job { get; init; }

    internal HttpContent? Open() => Content ?? Storage?.Content ?? (Question.IsEmpty ? null
        : (HttpContent)new ReadOnlyMemoryContent(Question) { Headers = { ContentType = new("application/json") } });

    internal HttpMethod MethodFor(ServiceProfile service) => Call switch
    {
        ServiceCall.Submit => HttpMethod.Post,
        ServiceCall.Upload => Storage!.Request.Method,
        ServiceCall.Cancel => service.CancelMethod,
        ServiceCall.Price when !Question.IsEmpty => HttpMethod.Post,
        _ => HttpMethod.Get,
    };
}

/// <summary>One attempt of a request to a service's file storage, with the body for this attempt.</summary>
// HasToken: false for an address that came from the service. File: the same object in all requests for one file.
internal sealed record StorageCall(StorageRequest Request, HttpContent? Content, bool HasToken, FileToStore File);

/// <summary>A mark in the options of each request. It tells SchemaSdk's handlers which call the request makes.</summary>
// BaseAddress: its path has no trailing slash. AllowedHosts: the hosts from which the client may download.
internal sealed record RequestMark(ServiceProfile Service, Uri BaseAddress, ApiRequest Call, IReadOnlyList<string> AllowedHosts)
{
    internal static readonly HttpRequestOptionsKey<RequestMark> Key = new("SchemaSdk.Call");

    /// <summary>Returns a request's mark; null for a request that is not a client's call, such as a download.</summary>
    internal static RequestMark? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var mark) ? mark : null;
}
