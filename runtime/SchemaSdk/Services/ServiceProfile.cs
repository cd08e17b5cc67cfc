namespace SchemaSdk.Services;

/// <summary>All that is particular to one service. Immutable; the rest of the client is the same for every service.</summary>
/// <remarks>
/// What a service does as most do has a body here. A service that differs overrides it: its paths, its words and the names in its bodies
/// are in a folder of its own, and nowhere else.
/// </remarks>
internal abstract class ServiceProfile
{
    internal abstract ServiceNames Names { get; }

    internal abstract ServiceDefaults Defaults { get; }

    /// <summary>The catalogue; null if the service has none.</summary>
    internal abstract CatalogProfile? Catalog { get; }

    /// <summary>The input members that say how many outputs are billed, of an exact number and of the most that may come.</summary>
    internal virtual IReadOnlyList<string> OutputCounts => [];

    /// <summary>The input member that holds the seconds that are billed; null if there is none.</summary>
    internal virtual string? Duration => null;

    /// <summary>Takes away from the path of a base address what the addresses below it begin with.</summary>
    /// <param name="path">The path, without a slash at its end.</param>
    internal virtual string RootOf(string path) => path;

    /// <summary>The name of the header that carries the token.</summary>
    internal virtual string AuthorizationHeader => "Authorization";

    /// <summary>The value of that header.</summary>
    internal virtual string AuthorizationOf(string token) => $"Bearer {token}";

    /// <exception cref="ArgumentException">The id could lead to another path of the service.</exception>
    internal abstract void CheckModelId(string modelId);

    /// <summary>Returns true if a request id can be a part of an address as it is.</summary>
    internal abstract bool IsRequestId(string? text);

    /// <summary>The form of a request id, as the end of a sentence.</summary>
    internal abstract string RequestIdForm { get; }

    /// <summary>The address that an input is sent to.</summary>
    /// <exception cref="ArgumentException">The id could lead to another path of the service.</exception>
    internal abstract Uri SubmitAddress(Uri service, string modelId);

    /// <summary>The text around an input; null if the input is the whole body.</summary>
    internal virtual SubmitEnvelope? EnvelopeOf(string modelId) => null;

    /// <summary>Returns true if a request asks to run a model, by any client and at any base address.</summary>
    internal abstract bool IsSubmit(HttpRequestMessage request);

    internal abstract Uri StatusAddress(Uri service, JobKey job);

    internal abstract Uri ResultAddress(Uri service, JobKey job);

    internal abstract Uri CancelAddress(Uri service, JobKey job);

    internal virtual HttpMethod CancelMethod => HttpMethod.Post;

    /// <summary>True if one document has both the status of a job and its result.</summary>
    internal virtual bool StatusHoldsResult => false;

    /// <summary>Returns true if an address only tells the state of a job: neither its result nor a list.</summary>
    internal abstract bool IsShort(Uri address);

    /// <summary>Reads a body; null for one that is not a whole JSON object.</summary>
    internal abstract ServiceBody? ReadBody(ReadOnlyMemory<byte> text);

    /// <summary>The request id in the beginning of a body that broke off; null if it had not come yet.</summary>
    internal abstract string? FindRequestId(ReadOnlySpan<byte> start);

    /// <summary>The addresses of a job in the answer to its submit; null if the service gives none.</summary>
    internal virtual JobLinks? LinksIn(ReadOnlyMemory<byte> body) => null;

    /// <summary>The wait that a body asks for, beside the header <c>Retry-After</c>; null if it asks for none.</summary>
    internal virtual TimeSpan? WaitAskedIn(ReadOnlyMemory<byte> body) => null;

    /// <summary>The request id that the body of a callback names; null if it names none. Anybody may have written it.</summary>
    internal virtual string? CallbackIdIn(ReadOnlyMemory<byte> body) =>
        ReadBody(body)?.RequestId is { } id && IsRequestId(id) ? id : null;

    /// <summary>The model that the answer to a read of a job names; null if it names none.</summary>
    internal virtual string? ModelIn(ReadOnlyMemory<byte> body) => null;

    internal abstract BodyKind KindOfSubmit(ServiceBody? body);

    internal abstract BodyKind KindOfRead(ServiceBody? body, string requestId);

    internal abstract BodyKind KindOfCancel(ServiceBody? body, string requestId);

    /// <summary>The state that a status word means; null for a word that says that the job ended but not how.</summary>
    internal abstract JobState? StateOf(string? status);

    /// <summary>The state of a job by its result.</summary>
    internal abstract JobState ResultStateOf(ServiceBody body);

    /// <summary>The outcome that the answer to a cancel tells.</summary>
    internal abstract CancelOutcome OutcomeOf(ServiceBody body);

    /// <summary>Returns true if an error was provably written by the service, and not by a gateway in front of it.</summary>
    internal abstract bool IsOwnError(ServiceBody? body, int statusCode);

    /// <summary>Returns true if the service expects another input than it was sent.</summary>
    internal virtual bool IsWrongInput(int statusCode, string? errorCode) => statusCode == 422;

    /// <summary>Returns true if the service, or something on the way to it, refused the token, or what its account may do.</summary>
    internal virtual bool IsUnauthorized(int statusCode, string? errorCode) => statusCode is 401 or 403;

    /// <summary>
    /// Returns true if the service says that it knows no request of the id that it was asked about. A gateway that finds no way to the
    /// service says the same with its status, and means nothing by it.
    /// </summary>
    internal virtual bool IsUnknownRequest(ServiceBody? body, int statusCode) =>
        statusCode is 404 or 410 && IsOwnError(body, statusCode);

    /// <summary>Returns true if a refusal says that there is no such model.</summary>
    internal virtual bool IsUnknownModel(int statusCode, string? errorCode) => statusCode == 404;

    /// <summary>Says what to do about a refusal, in sentences.</summary>
    internal abstract string AdviceFor(int statusCode, string? errorCode);

    /// <summary>The meaning of an answer to a submit, which decides if it may be sent again.</summary>
    internal virtual SubmitMeaning OfSubmit(AnswerFacts answer, BodyKind body) => AnswerTable.OfSubmit(answer, body, IsNotNow(answer));

    /// <summary>The meaning of an answer to a status, result, cancel or catalogue call. A call without an answer failed.</summary>
    internal virtual ReadMeaning OfRead(AnswerFacts answer, BodyKind body) => AnswerTable.OfRead(answer, body);

    /// <summary>True if the meaning of an answer to a submit rests on its body, and not on its status and headers alone.</summary>
    // Of those that may be a "not now", which is kept for whoever asks again.
    internal virtual bool NeedsBody(int statusCode, bool hasRetryAfter) => statusCode == 503 && hasRetryAfter;

    /// <summary>True if an answer to a read asks to come back later, whoever says so: nothing hangs on who that is.</summary>
    internal virtual bool AsksToWait(int statusCode, bool hasRetryAfter) => AnswerTable.AsksToWait(statusCode, hasRetryAfter);

    /// <summary>
    /// Returns true if the service has too much to do and has done nothing. Proxies answer 503 with <c>Retry-After</c> also after the
    /// service took the request, so a 503 has to be in the service's own words.
    /// </summary>
    internal virtual bool IsNotNow(AnswerFacts answer) =>
        answer.StatusCode == 429 || (answer is { StatusCode: 503, HasRetryAfter: true } && IsOwnError(answer.Body, answer.StatusCode));
}
