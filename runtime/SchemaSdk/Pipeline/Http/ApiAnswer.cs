namespace SchemaSdk.Pipeline.Http;

/// <summary>An answer from the service, with its body read to the end.</summary>
internal sealed class ApiAnswer(ServiceProfile service, HttpResponseMessage? response, string? token)
{
    // Hidden from the debugger, because the response's request has the token.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private HttpResponseMessage? _response = response;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _token = token;

    private Dictionary<string, string>? _headers;
    private string? _detail;

    internal ServiceProfile Service => service;

    internal required AnswerFacts Facts { get; init; }

    internal int StatusCode => Facts.StatusCode;

    internal AddressChange Moved => Facts.Moved;

    internal required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The parsed body; null if the body is not a JSON object.</summary>
    internal required ServiceBody? Content { get; init; }

    internal string? ErrorCode => Content?.ErrorCode;

    internal IReadOnlyDictionary<string, string> Headers => _headers ??= AnswerHeaders.Copy(_response!, _token);

    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The service's error text, or the start of a body that is not a JSON object, up to 300 characters.</summary>
    internal string Detail => _detail ??= Content is { } content ? ErrorText.Cut(content.Detail) ?? "" : ErrorText.Cut(Body.Span);

    /// <summary>True if the service, or a proxy in front of it, asks the client to wait before it reads again.</summary>
    internal bool AsksToWait => StatusCode == 429 || (StatusCode == 503 && RetryAfter is not null)
        || (StatusCode is >= 200 and < 300 && ErrorCode is not null && MeaningOf(BodyKind.Error) == ReadMeaning.Failed);

    internal SubmitMeaning MeaningOfSubmit => AnswerTable.OfSubmit(
        Facts, BodyKinds.OfSubmit(service, Content), service.IsRefusedForNow(StatusCode, RetryAfter is not null, Content));

    internal ReadMeaning MeaningOf(BodyKind body) => body == BodyKind.Error && Moved != AddressChange.OtherServer
        && service.IsRefusedForNow(StatusCode, RetryAfter is not null, Content) ? ReadMeaning.Failed : AnswerTable.OfRead(Facts, body);

    /// <summary>Creates an answer from a body that a ledger recorded.</summary>
    // hasOutput: true if the job succeeded.
    internal static ApiAnswer OfKept(ServiceProfile service, ReadOnlyMemory<byte> body, bool hasOutput)
    {
        var status = service.ReadBody(ServiceCall.Status, 200, body);
        var isStatus = !hasOutput || service.StatusHasResult || status is { IsResult: true, Output.IsEmpty: false };
        return new(service, response: null, token: null)
        {
            Facts = new(200),
            Body = body,
            Content = isStatus ? status : service.ReadBody(ServiceCall.Result, 200, body),
            _headers = [],
        };
    }

    /// <summary>Releases the response and the token, for an answer that is kept as long as its job.</summary>
    internal void Keep()
    {
        _headers ??= AnswerHeaders.Copy(_response!, _token);
        (_response, _token) = (null, null);
    }

    /// <summary>Creates the exception for a call that the service refused, in the same form for all calls.</summary>
    // call: the words after "The service refused". consequence, advice: sentences that start with a space, or empty.
    internal ModelApiException Refusal(
        string call, string consequence, string advice, string? modelId, string? requestId, string? key = null,
        bool isUnknownRequest = false) =>
        new($"The service refused {call}: HTTP {StatusCode}{Why}.{consequence}{service.AdviceFor(StatusCode, ErrorCode)}{advice}")
        {
            ModelId = modelId,
            RequestId = requestId,
            Key = key,
            StatusCode = StatusCode,
            ErrorCode = ErrorCode,
            Detail = Detail,
            IsUnknownRequest = isUnknownRequest,
            IsUnauthorized = Moved != AddressChange.OtherServer && service.IsUnauthorized(StatusCode, ErrorCode),
            ResponseHeaders = Headers,
        };

    private string Why => (Moved == AddressChange.OtherServer ? " from another server after a redirect" : "")
        + (ErrorCode is null ? "" : $", error {ErrorText.Cut(ErrorCode)}")
        + (Detail.Length == 0 || Detail == ErrorCode || Moved == AddressChange.OtherServer ? "" : $": {Detail.TrimEnd('.')}");
}
