namespace SchemaSdk.Services;

/// <summary>Everything that is specific to one service. Immutable.</summary>
/// <remarks>
/// The virtual members do what most services need, and a profile overrides those that differ. The paths, status words and member names of a
/// service appear only in its own folder.
/// </remarks>
internal abstract class ServiceProfile
{
    internal abstract ServiceNames Names { get; }

    internal abstract ServiceDefaults Defaults { get; }

    /// <summary>The catalogue; null if the service has none.</summary>
    internal abstract CatalogProfile? Catalog { get; }

    /// <summary>The input members that set the number of outputs that are charged, exactly or at most.</summary>
    internal virtual IReadOnlyList<string> OutputCounts => [];

    /// <summary>The input member that sets the number of seconds that are charged; null if the service has none.</summary>
    internal virtual string? Duration => null;

    /// <summary>Removes the prefix of the service's own paths from the path of a base address, which has no trailing slash.</summary>
    internal virtual string RootOf(string path) => path;

    internal virtual string AuthorizationHeader => "Authorization";

    internal virtual string AuthorizationOf(string token) => $"Bearer {token}";

    /// <exception cref="ArgumentException">The id would lead to another path of the service.</exception>
    internal abstract void CheckModelId(string modelId);

    /// <summary>True if the text is a valid request id, which needs no escaping in an address.</summary>
    internal abstract bool IsRequestId(string? text);

    /// <summary>The form of a request id, as the end of a sentence.</summary>
    internal abstract string RequestIdForm { get; }

    /// <exception cref="ArgumentException">The id would lead to another path of the service.</exception>
    internal abstract Uri SubmitAddress(Uri service, string modelId);

    /// <summary>The text around an input; null if the input is the whole body.</summary>
    internal virtual SubmitEnvelope? EnvelopeOf(string modelId) => null;

    /// <summary>True if a request runs a model, regardless of the client and the base address.</summary>
    internal abstract bool IsSubmit(HttpRequestMessage request);

    internal abstract Uri StatusAddress(Uri service, JobKey job);

    internal abstract Uri ResultAddress(Uri service, JobKey job);

    internal abstract Uri CancelAddress(Uri service, JobKey job);

    internal virtual HttpMethod CancelMethod => HttpMethod.Post;

    /// <summary>True if one document has both the status of a job and its result.</summary>
    internal virtual bool StatusHoldsResult => false;

    /// <summary>True if answers from an address have only the state of a job, and neither a result nor a list.</summary>
    internal abstract bool IsShort(Uri address);

    /// <summary>Reads a body; null if it is not a complete JSON object.</summary>
    internal abstract ServiceBody? ReadBody(ReadOnlyMemory<byte> text);

    /// <summary>Finds the request id in the received part of an interrupted body; null if that part does not have it.</summary>
    internal abstract string? FindRequestId(ReadOnlySpan<byte> start);

    /// <summary>Reads the addresses of a job from the answer to its submit; null if the service gives none.</summary>
    internal virtual JobLinks? LinksIn(ReadOnlyMemory<byte> body) => null;

    /// <summary>Reads the delay that a body asks for if the answer has no <c>Retry-After</c>; null if it asks for none.</summary>
    internal virtual TimeSpan? WaitAskedIn(ReadOnlyMemory<byte> body) => null;

    /// <summary>Reads the request id from the body of a callback, which anyone can send; null if it has none.</summary>
    internal virtual string? CallbackIdIn(ReadOnlyMemory<byte> body) =>
        ReadBody(body)?.RequestId is { } id && IsRequestId(id) ? id : null;

    /// <summary>Reads the id of the model from an answer about a job; null if the answer has none.</summary>
    internal virtual string? ModelIn(ReadOnlyMemory<byte> body) => null;

    internal abstract BodyKind KindOfSubmit(ServiceBody? body);

    internal abstract BodyKind KindOfRead(ServiceBody? body, string requestId);

    internal abstract BodyKind KindOfCancel(ServiceBody? body, string requestId);

    /// <summary>Maps a status to a state; null for a status that says that the job ended but not how.</summary>
    internal abstract JobState? StateOf(string? status);

    internal abstract JobState ResultStateOf(ServiceBody body);

    internal abstract CancelOutcome OutcomeOf(ServiceBody body);

    /// <summary>True if the service itself certainly wrote the error, rather than a gateway in front of it.</summary>
    internal abstract bool IsOwnError(ServiceBody? body, int statusCode);

    /// <summary>True if the service refused the input itself.</summary>
    internal virtual bool IsWrongInput(int statusCode, string? errorCode) => statusCode == 422;

    /// <summary>True if the service or a proxy refused the token, or the account lacks a permission.</summary>
    internal virtual bool IsUnauthorized(int statusCode, string? errorCode) => statusCode is 401 or 403;

    /// <summary>
    /// True if the service itself says that it does not know the request id. A gateway that cannot reach the service may send the same HTTP
    /// status.
    /// </summary>
    internal virtual bool IsUnknownRequest(ServiceBody? body, int statusCode) =>
        statusCode is 404 or 410 && IsOwnError(body, statusCode);

    /// <summary>True if a refusal says that the model does not exist.</summary>
    internal virtual bool IsUnknownModel(int statusCode, string? errorCode) => statusCode == 404;

    /// <summary>Advice about a refusal: sentences that each start with a space, or an empty text.</summary>
    internal abstract string AdviceFor(int statusCode, string? errorCode);

    /// <summary>Decides what an answer to a submit means, and so whether the submit may be sent again.</summary>
    internal virtual SubmitMeaning OfSubmit(AnswerFacts answer, BodyKind body) => AnswerTable.OfSubmit(answer, body, IsNotNow(answer));

    /// <summary>Decides what an answer to a status, result, cancel or catalogue call means.</summary>
    internal virtual ReadMeaning OfRead(AnswerFacts answer, BodyKind body) => AnswerTable.OfRead(answer, body);

    /// <summary>True if the body is needed to tell whether the service refused a submit for now.</summary>
    // Such a refusal is kept, and returned for repeated requests.
    internal virtual bool NeedsBody(int statusCode, bool hasRetryAfter) => statusCode == 503 && hasRetryAfter;

    internal virtual bool AsksToWait(int statusCode, bool hasRetryAfter) => AnswerTable.AsksToWait(statusCode, hasRetryAfter);

    /// <summary>
    /// True if the service says that it is busy and has done nothing. A proxy may answer 503 with <c>Retry-After</c> even after the service
    /// has accepted the request, so a 503 must be in the service's own error format.
    /// </summary>
    internal virtual bool IsNotNow(AnswerFacts answer) =>
        answer.StatusCode == 429 || (answer is { StatusCode: 503, HasRetryAfter: true } && IsOwnError(answer.Body, answer.StatusCode));
}
