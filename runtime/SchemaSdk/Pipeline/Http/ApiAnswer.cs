using System.Diagnostics;
using SchemaSdk.Services;

namespace SchemaSdk.Pipeline.Http;

/// <summary>An answer of the service, with its body read to the end.</summary>
internal sealed class ApiAnswer(ServiceProfile service, HttpResponseMessage? response, string? token)
{
    // The response has the request, and the request has the token.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private HttpResponseMessage? _response = response;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _token = token;

    private Dictionary<string, string>? _headers;
    private string? _detail;

    /// <summary>The service that gave the answer.</summary>
    internal ServiceProfile Service => service;

    internal required int StatusCode { get; init; }

    internal required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body as a JSON object of the service; null if it is not one.</summary>
    internal required ServiceBody? Content { get; init; }

    /// <summary>The headers without cookies and without any that contains the token.</summary>
    // Copied on first use, because the headers of most answers are never read.
    internal IReadOnlyDictionary<string, string> Headers => _headers ??= AnswerHeaders.Copy(_response!, _token);

    internal TimeSpan? RetryAfter { get; init; }

    internal AddressChange Moved { get; init; }

    /// <summary>True if it answers another request than the client's. It is unknown how often that one was sent.</summary>
    internal bool IsReplaced { get; init; }

    /// <summary>
    /// True if a handler of the application made it instead of the service, after the request had passed the guard.
    /// </summary>
    internal bool IsUnheard { get; init; }

    /// <summary>The service's text about an error, or the start of any other text, up to 300 characters.</summary>
    internal string Detail => _detail ??= Content is { } content ? content.Detail ?? "" : Client.Errors.ErrorText.Cut(Body.Span);

    /// <summary>True if it asks for a delay. For a read it does not matter whether the service or a proxy asks.</summary>
    internal bool AsksToWait => service.AsksToWait(StatusCode, RetryAfter is not null);

    /// <summary>The meaning of the answer for the submit that it answers.</summary>
    internal SubmitMeaning MeaningOfSubmit => service.OfSubmit(Facts, service.KindOfSubmit(Content));

    private AnswerFacts Facts =>
        new(StatusCode, RetryAfter is not null, Content) { Moved = Moved, IsReplaced = IsReplaced, IsUnheard = IsUnheard };

    /// <summary>The meaning of the answer for the status, result, cancel or catalogue call that it answers.</summary>
    /// <param name="body">The kind of body, for the call.</param>
    internal ReadMeaning MeaningOf(BodyKind body) => service.OfRead(Facts, body);

    /// <summary>Creates an answer from a recorded body.</summary>
    internal static ApiAnswer OfKept(ServiceProfile service, ReadOnlyMemory<byte> body) =>
        new(service, response: null, token: null) { StatusCode = 200, Body = body, Content = service.ReadBody(body), _headers = [] };

    /// <summary>Releases the response and the token, because the answer is kept as long as its job.</summary>
    internal void Keep()
    {
        _headers ??= AnswerHeaders.Copy(_response!, _token);
        (_response, _token) = (null, null);
    }
}
