namespace SchemaSdk.Services;

/// <summary>Everything that is specific to one service. Immutable; the rest of the client is the same for every service.</summary>
/// <remarks>
/// This class implements what most services do. A service that differs overrides it. Its paths, its words and the names in its bodies
/// are only in its own folder.
/// </remarks>
internal abstract class ServiceProfile
{
    internal abstract ServiceNames Names { get; }

    internal abstract ServiceDefaults Defaults { get; }

    /// <summary>The catalogue; null if the service has none.</summary>
    internal abstract CatalogProfile? Catalog { get; }

    /// <summary>The input members with the number of outputs that are charged, exactly or at most.</summary>
    internal virtual IReadOnlyList<string> OutputCounts => [];

    /// <summary>The input member with the seconds that are charged; null if there is none.</summary>
    internal virtual string? Duration => null;

    /// <summary>Removes from the path of a base address what the addresses below it start with.</summary>
    /// <param name="path">The path, without a slash at its end.</param>
    internal virtual string RootOf(string path) => path;

    /// <summary>The name of the header that carries the token.</summary>
    internal virtual string AuthorizationHeader => "Authorization";

    /// <summary>The value of that header.</summary>
    internal virtual string AuthorizationOf(string token) => $"Bearer {token}";

    /// <exception cref="ArgumentException">The id could lead to another path of the service.</exception>
    internal abstract void CheckModelId(string modelId);

    /// <summary>Returns true if a request id can be a part of an address without escaping.</summary>
    internal abstract bool IsRequestId(string? text);

    /// <summary>The form of a request id, as the end of a sentence.</summary>
    internal abstract string RequestIdForm { get; }

    /// <summary>The address to which an input is sent.</summary>
    /// <exception cref="ArgumentException">The id could lead to another path of the service.</exception>
    internal abstract Uri SubmitAddress(Uri service, string modelId);

    /// <summary>The text around an input; null if the input is the whole body.</summary>
    internal virtual SubmitEnvelope? EnvelopeOf(string modelId) => null;

    /// <summary>Returns true if a request runs a model, whichever client sends it to whichever base address.</summary>
    internal abstract bool IsSubmit(HttpRequestMessage request);

    internal abstract Uri StatusAddress(Uri service, JobKey job);

    internal abstract Uri ResultAddress(Uri service, JobKey job);

    internal abstract Uri CancelAddress(Uri service, JobKey job);

    internal virtual HttpMethod CancelMethod => HttpMethod.Post;

    /// <summary>True if one document has both the status of a job and its result.</summary>
    internal virtual bool StatusHoldsResult => false;

    /// <summary>Returns true if the answer from an address has only the state of a job, and neither its result nor a list.</summary>
    internal abstract bool IsShort(Uri address);

    /// <summary>Reads a body; null if it is not a complete JSON object.</summary>
    internal abstract ServiceBody? ReadBody(ReadOnlyMemory<byte> text);

    /// <summary>The request id in the start of a body that was interrupted; null if it did not come before.</summary>
    internal abstract string? FindRequestId(ReadOnlySpan<byte> start);

    /// <summary>The addresses of a job in the answer to its submit; null if the service gives none.</summary>
    internal virtual JobLinks? LinksIn(ReadOnlyMemory<byte> body) => null;

    /// <summary>The delay that a body asks for, in addition to the header <c>Retry-After</c>; null if it asks for none.</summary>
    internal virtual TimeSpan? WaitAskedIn(ReadOnlyMemory<byte> body) => null;

    /// <summary>The request id in the body of a callback; null if it has none. Anyone may have written the callback.</summary>
    internal virtual string? CallbackIdIn(ReadOnlyMemory<byte> body) =>
        ReadBody(body)?.RequestId is { } id && IsRequestId(id) ? id : null;

    /// <summary>The model in the answer to a read of a job; null if it has none.</summary>
    internal virtual string? ModelIn(ReadOnlyMemory<byte> body) => null;

    internal abstract BodyKind KindOfSubmit(ServiceBody? body);

    internal abstract BodyKind KindOfRead(ServiceBody? body, string requestId);

    internal abstract BodyKind KindOfCancel(ServiceBody? body, string requestId);

    /// <summary>The state for a status word; null for a word that says that the job ended but not how.</summary>
    internal abstract JobState? StateOf(string? status);

    /// <summary>The state of a job by its result.</summary>
    internal abstract JobState ResultStateOf(ServiceBody body);

    /// <summary>The outcome in the answer to a cancel.</summary>
    internal abstract CancelOutcome OutcomeOf(ServiceBody body);

    /// <summary>Returns true if an error was certainly written by the service, and not by a gateway before it.</summary>
    internal abstract bool IsOwnError(ServiceBody? body, int statusCode);

    /// <summary>Returns true if the service expects a different input.</summary>
    internal virtual bool IsWrongInput(int statusCode, string? errorCode) => statusCode == 422;

    /// <summary>Returns true if the service, or something between, refused the token or says that the account has no permission.</summary>
    internal virtual bool IsUnauthorized(int statusCode, string? errorCode) => statusCode is 401 or 403;

    /// <summary>
    /// Returns true if the service says that it does not know the request id. A gateway that cannot reach the service may send the same
    /// HTTP status, but does not mean that.
    /// </summary>
    internal virtual bool IsUnknownRequest(ServiceBody? body, int statusCode) =>
        statusCode is 404 or 410 && IsOwnError(body, statusCode);

    /// <summary>Returns true if a refusal says that the model does not exist.</summary>
    internal virtual bool IsUnknownModel(int statusCode, string? errorCode) => statusCode == 404;

    /// <summary>Says what to do about a refusal, in sentences.</summary>
    internal abstract string AdviceFor(int statusCode, string? errorCode);

    /// <summary>The meaning of an answer to a submit, which decides whether it may be sent again.</summary>
    internal virtual SubmitMeaning OfSubmit(AnswerFacts answer, BodyKind body) => AnswerTable.OfSubmit(answer, body, IsNotNow(answer));

    /// <summary>The meaning of an answer to a status, result, cancel or catalogue call. A call without an answer failed.</summary>
    internal virtual ReadMeaning OfRead(AnswerFacts answer, BodyKind body) => AnswerTable.OfRead(answer, body);

    /// <summary>True if the meaning of an answer to a submit depends on its body, not only on its status and headers.</summary>
    // Applies to answers that may be a refusal for now, which is kept for repeated requests.
    internal virtual bool NeedsBody(int statusCode, bool hasRetryAfter) => statusCode == 503 && hasRetryAfter;

    /// <summary>True if an answer to a read asks for a delay. It does not matter whether the service or a proxy asks.</summary>
    internal virtual bool AsksToWait(int statusCode, bool hasRetryAfter) => AnswerTable.AsksToWait(statusCode, hasRetryAfter);

    /// <summary>
    /// Returns true if the service is busy and has done nothing. Proxies answer 503 with <c>Retry-After</c> even after the service accepted
    /// the request, so a 503 has to be in the service's own form.
    /// </summary>
    internal virtual bool IsNotNow(AnswerFacts answer) =>
        answer.StatusCode == 429 || (answer is { StatusCode: 503, HasRetryAfter: true } && IsOwnError(answer.Body, answer.StatusCode));
}
