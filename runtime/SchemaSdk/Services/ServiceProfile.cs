namespace SchemaSdk.Services;

/// <summary>Implements the protocol of one service. Derive from this class to use a service that SchemaSdk does not know.</summary>
/// <remarks>
/// The client does the rest: submits each input at most once, polls, retries reads, and records jobs. A profile must be immutable and
/// thread-safe, and pass the tests of <c>SchemaSdk.Services.Testing</c>. If <see cref="ReadBody"/> throws, a submit counts as unknown, and
/// a read as failed. So that no job is paid for twice, <see cref="IsRefusedForNow"/> must be false if the service may have started a job.
/// </remarks>
public abstract class ServiceProfile
{
    /// <summary>The names of the service.</summary>
    public abstract ServiceNames Names { get; }

    /// <summary>The values for options that are not set.</summary>
    public abstract ServiceDefaults Defaults { get; }

    /// <summary>Describes what a request id looks like, for messages such as "Request ids are 1 to 128 letters."</summary>
    public virtual string RequestIdForm => "1 to 128 letters, digits, '_' and '-'";

    /// <summary>How the service signs its callbacks. Default: null, for a service that sends none or does not sign them.</summary>
    public virtual CallbackScheme? CallbackScheme => null;

    /// <summary>
    /// How the service stores input files that are larger than <see cref="ServiceLimits.InlineFileBytes"/> or do not fit into the request.
    /// Default: null, so that all files are sent inside the request.
    /// </summary>
    public virtual FileStorage? Storage => null;

    /// <summary>The input members that set the number, or the maximum number, of charged outputs.</summary>
    internal virtual IReadOnlyList<string> OutputCounts => [];

    /// <summary>The input member that sets the number of seconds that are charged; null if the service has none.</summary>
    internal virtual string? Duration => null;

    /// <summary>Describes what a model id looks like, for messages such as "Ids look like acme/still-1."</summary>
    internal virtual string ModelIdForm => "acme/still-1";

    internal virtual CatalogProfile? Catalog => null;

    /// <summary>Adds the token to a request. Default: the <c>Authorization: Bearer</c> header.</summary>
    /// <param name="request">The request, to the base address or to an allowed address of a job.</param>
    /// <param name="token">The token of the account.</param>
    public virtual void Authorize(HttpRequestMessage request, string token) =>
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");

    /// <summary>
    /// Checks the id of a model. By default, refuses an id with a control character, or with a segment between slashes that is empty,
    /// <c>.</c> or <c>..</c>. Such an id could lead to another path of the service.
    /// </summary>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    public virtual void CheckModelId(string modelId)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (modelId.Split('/').Any(static segment => segment is "" or "." or "..") || modelId.Any(char.IsControl))
        {
            throw new ArgumentException(
                $"\"{ErrorText.Cut(modelId)}\" is not a model id: it has a control character, or a segment that is empty, '.' or '..'. "
                + $"Ids look like {ModelIdForm}.", nameof(modelId));
        }
    }

    /// <summary>True for a valid request id. Addresses contain it unescaped. Default: 1 to 128 letters, digits, '_' and '-'.</summary>
    public virtual bool IsRequestId(string? text) =>
        text is { Length: >= 1 and <= 128 } && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>
    /// Removes what the service's own paths start with, such as <c>/v1</c>, from the path of a base address. Users can then set the address
    /// with or without this part. The path has no trailing slash. Default: removes nothing.
    /// </summary>
    public virtual string RootOf(string path) => path;

    /// <summary>Returns the request for a run's price. It is sent before a submit if a limit or budget needs it. Default: null.</summary>
    /// <param name="service">The base address. Its path has no trailing slash.</param>
    /// <param name="modelId">The id of the model.</param>
    /// <param name="input">The JSON of the input, with a short string in place of each file that is sent as content.</param>
    public virtual PriceRequest? PriceRequestFor(Uri service, string modelId, ReadOnlyMemory<byte> input) => null;

    /// <summary>Reads a run's maximum cost in US dollars from the answer to <see cref="PriceRequestFor"/>. Default: null.</summary>
    /// <inheritdoc cref="ReadBody" path="/param[@name='body']" />
    public virtual decimal? ReadPrice(ReadOnlyMemory<byte> body) => null;

    /// <summary>Reads the body of the answer to a call. Null if it is not from the service but, for example, from a proxy.</summary>
    /// <param name="call">The call. For the body of a failed job that a ledger kept, always <see cref="ServiceCall.Status"/>.</param>
    /// <param name="statusCode">The HTTP status. For a body that a ledger kept, always 200.</param>
    /// <param name="body">The complete body. It may have any form.</param>
    public abstract ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body);

    /// <summary>
    /// Returns true if a temporary refusal proves that the service started no job, so the client may send the submit again. Refused reads
    /// are retried too. Default: true for HTTP 429, and for 503 with <c>Retry-After</c> if <see cref="ServiceBody.IsOwnError"/> is true.
    /// </summary>
    /// <param name="statusCode">The HTTP status. A 2xx counts as a refusal only with a <see cref="ServiceBody.ErrorCode"/>.</param>
    /// <param name="hasRetryAfter">True if the answer has a <c>Retry-After</c> header.</param>
    /// <param name="body">The body; null if it is not from the service.</param>
    public virtual bool IsRefusedForNow(int statusCode, bool hasRetryAfter, ServiceBody? body) =>
        statusCode == 429 || (statusCode == 503 && hasRetryAfter && body is { IsOwnError: true });

    /// <summary>Returns true if the service refused the input itself. Default: HTTP 422.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="errorCode">The service's own code; null if the answer has none.</param>
    public virtual bool IsWrongInput(int statusCode, string? errorCode) => statusCode == 422;

    /// <summary>Returns true if the token was refused, or the account lacks a permission. Default: HTTP 401 and 403.</summary>
    /// <inheritdoc cref="IsWrongInput" path="/param" />
    public virtual bool IsUnauthorized(int statusCode, string? errorCode) => statusCode is 401 or 403;

    /// <summary>
    /// Returns true if the service itself says that it does not know the request id. Default: HTTP 404 and 410 with
    /// <see cref="ServiceBody.IsOwnError"/>, because a gateway that cannot reach the service may send the same status.
    /// </summary>
    /// <inheritdoc cref="IsRefusedForNow" path="/param[@name='body']" />
    public virtual bool IsUnknownRequest(int statusCode, ServiceBody? body) => statusCode is 404 or 410 && body is { IsOwnError: true };

    /// <summary>Returns true if a refusal says that the model does not exist. Default: HTTP 404.</summary>
    /// <inheritdoc cref="IsWrongInput" path="/param" />
    public virtual bool IsUnknownModel(int statusCode, string? errorCode) => statusCode == 404;

    /// <summary>Advice on a refusal: sentences that each start with a space, or an empty string. Default: advice by HTTP status.</summary>
    /// <inheritdoc cref="IsWrongInput" path="/param" />
    public virtual string AdviceFor(int statusCode, string? errorCode) => statusCode switch
    {
        401 => " Check the token and the account.",
        402 => " Check the balance of the account.",
        403 => " Check the token and the permissions of the account.",
        404 or 410 => " Check the id: it is unknown to the service, or has expired.",
        >= 300 and < 400 => " Check the base address, because the client does not follow redirects.",
        _ => "",
    };

    /// <summary>True if one document has both the status of a job and its result. Default: false.</summary>
    public virtual bool StatusHasResult => false;

    internal virtual bool CancelsOnlyQueuedJobs => false;   // if true, a cancelled job has not run, so it is not charged

    /// <summary>The method of a cancel. Default: POST.</summary>
    public virtual HttpMethod CancelMethod => HttpMethod.Post;

    /// <summary>How long a submitted job may be missing from the list at <see cref="ListAddress"/>. Default: one hour.</summary>
    public virtual TimeSpan ListDelay => TimeSpan.FromHours(1);

    /// <summary>Adds what the service needs to know about a submit besides the input, such as a deadline. Default: nothing.</summary>
    /// <param name="request">The request. Add headers only, because the address, the method and the body must not change.</param>
    /// <param name="submit">The details of the submit.</param>
    public virtual void PrepareSubmit(HttpRequestMessage request, SubmitDetails submit) { }

    /// <summary>Returns the address to which the inputs of a model are posted.</summary>
    /// <param name="service">The base address. Its path has no trailing slash.</param>
    /// <param name="modelId">The id of the model. Escape its segments.</param>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    public abstract Uri SubmitAddress(Uri service, string modelId);

    /// <summary>Returns a submit's address. Its query may have options, such as a callback. Default: the model's address.</summary>
    /// <param name="service">The base address. Its path has no trailing slash.</param>
    /// <param name="submit">The details of the submit. They may change only the query, because the request carries the token.</param>
    /// <exception cref="ArgumentException">The id of the model is not valid.</exception>
    public virtual Uri SubmitAddress(Uri service, SubmitDetails submit) => SubmitAddress(service, submit.ModelId);

    /// <summary>Returns the text around a model's input. Default: null, so that the input is the whole body.</summary>
    public virtual SubmitEnvelope? EnvelopeOf(string modelId) => null;

    /// <summary>Returns the text around a submit's input, with any options. Default: that of <see cref="EnvelopeOf(string)"/>.</summary>
    /// <param name="submit">The details of the submit. Write each of its strings as a JSON string.</param>
    public virtual SubmitEnvelope? EnvelopeOf(SubmitDetails submit) => EnvelopeOf(submit.ModelId);

    /// <summary>Finds the request id of a paid job if only the start of a submit's answer arrived; null if the start lacks it.</summary>
    public abstract string? FindRequestId(ReadOnlySpan<byte> start);

    /// <summary>Returns the address from which the status of a job is read.</summary>
    /// <param name="service">The base address. Its path has no trailing slash.</param>
    /// <param name="job">The job.</param>
    public abstract Uri StatusAddress(Uri service, JobKey job);

    /// <summary>Returns the address from which a job's result is read. Default: the status address.</summary>
    /// <inheritdoc cref="StatusAddress" path="/param" />
    public virtual Uri ResultAddress(Uri service, JobKey job) => StatusAddress(service, job);

    /// <summary>Returns the address that cancels a job. Default: null, for a service that cannot cancel jobs.</summary>
    /// <inheritdoc cref="StatusAddress" path="/param" />
    public virtual Uri? CancelAddress(Uri service, JobKey job) => null;

    /// <summary>Returns the address of a job's status with logs, for calls that report each change. Default: the status address.</summary>
    /// <inheritdoc cref="StatusAddress" path="/param" />
    public virtual Uri LogsAddress(Uri service, JobKey job) => StatusAddress(service, job);

    /// <summary>
    /// Returns the address of a job's server-sent events, which are read between polls if a call wants each change. The host must be that
    /// of the base address, or in <see cref="ServiceDefaults.JobHosts"/> or <see cref="ServiceDefaults.StreamHosts"/>. Default: null.
    /// </summary>
    /// <inheritdoc cref="StatusAddress" path="/param" />
    public virtual Uri? StreamAddress(Uri service, JobKey job) => null;

    /// <summary>
    /// Reads an event from <see cref="StreamAddress"/>: the status of the job, with the logs and the output since the previous event. A
    /// body without a state ends the stream; the client then reads the status. Null if the event cannot be read. Default: reads a status.
    /// </summary>
    /// <param name="type">The type of the event; <c>message</c> if it has none.</param>
    /// <param name="data">The event's data. It may have any form.</param>
    public virtual ServiceBody? ReadEvent(string type, ReadOnlyMemory<byte> data) => ReadBody(ServiceCall.Status, 200, data);

    /// <summary>
    /// Finds the request id in the body of a callback, which may be forged; null if the body has none. Default: reads the body as a status.
    /// </summary>
    public virtual string? CallbackIdIn(ReadOnlyMemory<byte> body) =>
        ReadBody(ServiceCall.Status, 200, body)?.RequestId is { } id && IsRequestId(id) ? id : null;

    /// <summary>
    /// Returns the address of a page of the list of submitted jobs; null for an invalid cursor. The host must be that of the base address
    /// or in <see cref="ServiceDefaults.JobHosts"/>. The client searches this list if a submit was not answered. Default: null.
    /// </summary>
    /// <param name="service">The base address. Its path has no trailing slash.</param>
    /// <param name="search">The jobs to find.</param>
    /// <param name="cursor">The <see cref="ListedJobs.Next"/> of the previous page; null for the first page.</param>
    public virtual Uri? ListAddress(Uri service, JobSearch search, string? cursor) => null;

    /// <summary>Reads a page from <see cref="ListAddress"/>. Null if any part is not as expected. Default: null.</summary>
    /// <param name="search">The jobs to find. Leave out other models' jobs.</param>
    /// <param name="body">The complete body. It may have any form.</param>
    public virtual ListedJobs? ReadList(JobSearch search, ReadOnlyMemory<byte> body) => null;

    /// <summary>
    /// Says whether a request id belongs to a job of a model. If true, the id can settle an unknown job; if false, the id is rejected.
    /// Return null if the body proves neither. Default: compares <see cref="ServiceBody.ModelId"/>; null if the body has none.
    /// </summary>
    /// <param name="modelId">The id of the model, as in the submit. The body was read from an address that was built with this id.</param>
    /// <param name="body">The status of the request, or its result if the status proves neither.</param>
    public virtual bool? IsJobOf(string modelId, ServiceBody body) => body.ModelId is { } named ? named == modelId : null;

    internal string Checked(string modelId)
    {
        CheckModelId(modelId);
        return modelId;
    }

    // Returns the end of a sentence; null if the address is allowed.
    internal static string? ProblemOf(Uri address, string exposed) => !address.IsAbsoluteUri ? "is not absolute"
        : address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? null
        : address.Scheme == Uri.UriSchemeHttp ? $"uses http for another machine, which would expose {exposed} on the network"
        : "is neither https nor http";

    internal static Uri Under(Uri service, string path) => new($"{service.AbsoluteUri.AsSpan().TrimEnd('/')}/{path}");

    internal static string Escape(string path) => string.Join('/', Array.ConvertAll(path.Split('/'), Uri.EscapeDataString));

    internal static string WithoutEnd(string path, string end) =>
        path.EndsWith(end, StringComparison.Ordinal) ? path[..^end.Length].TrimEnd('/') : path;
}
