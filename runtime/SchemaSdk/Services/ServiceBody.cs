namespace SchemaSdk.Services;

/// <summary>What a service says in the body of an answer, in the same form for all services.</summary>
/// <remarks>A profile sets the properties for which the body has values. The client reads only these properties.</remarks>
public sealed class ServiceBody
{
    /// <summary>Options for JSON of any depth. The cost of reading depends on the length, not on the depth.</summary>
    internal static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>The request id of the job; null if the body has none.</summary>
    public string? RequestId { get; set; }

    /// <summary>The id of the job's model; null if the body has none.</summary>
    public string? ModelId { get; set; }

    /// <summary>The status as the service wrote it, for <see cref="JobStatus.StateText"/>; null if the body has none.</summary>
    public string? Status { get; set; }

    /// <summary>
    /// The state of the job; null if the body does not say, so that the read is retried. If a status says that the job succeeded or failed,
    /// the client reads the result. The result then shows how the job ended.
    /// </summary>
    public JobState? State { get; set; }

    /// <summary>
    /// True if a status already says how the job ended, so that the client does not read the result. Such a status may have at most 1 MiB,
    /// unless <see cref="ServiceProfile.StatusHasResult"/> is true. In a result, or in a status with
    /// <see cref="ServiceProfile.StatusHasResult"/>, set this property only for an HTTP error without the request id. The error must say
    /// that the job itself failed or was cancelled, not only that the read failed. Default: false.
    /// </summary>
    public bool IsResult { get; set; }

    /// <summary>The number of jobs ahead of this one; null if the body does not say.</summary>
    public int? QueuePosition { get; set; }

    /// <summary>The logs of the job: all of them in a status, only the new ones in an event. Null if the body has none.</summary>
    public string? Logs { get; set; }

    /// <summary>The part of the output that an event contains, for <see cref="JobStatus.NewOutput"/>; null if it has none.</summary>
    public string? NewOutput { get; set; }

    /// <summary>The outcome of a cancel; null if the body does not say. The cancel is then retried or counts as refused.</summary>
    public CancelOutcome? Outcome { get; set; }

    /// <summary>When the job was created; null if the body does not say.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the job ended; null if the body does not say.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The cost of the job in US dollars; null if it is missing or not an amount.</summary>
    public decimal? CostUsd { get; set; }

    /// <summary>The JSON text of the job's output; empty if it is missing or null.</summary>
    public ReadOnlyMemory<byte> Output { get; set; }

    /// <summary>The JSON text that says why the job failed; empty if it is missing or null.</summary>
    public ReadOnlyMemory<byte> Error { get; set; }

    /// <summary>The call's error code; null if the body has none. A code with a success status means that the call was refused.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>True only if the service itself sent the error: a gateway may send 404 or 503 for a running job. Default: false.</summary>
    public bool IsOwnError { get; set; }

    /// <summary>The service's error text, for messages. At most 300 characters of it are shown.</summary>
    public string? Detail { get; set; }

    /// <summary>The addresses of the job in the answer to a submit; null if the answer has none.</summary>
    /// <remarks>The token is sent only to addresses on the host of the base address or on one of the job hosts.</remarks>
    public JobLinks? Links { get; set; }

    /// <summary>The delay that the body asks for; null if it asks for none. A <c>Retry-After</c> header takes precedence.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Returns true if the body may be about this job: it has the job's request id (ignoring case), or none.</summary>
    internal bool IsAbout(string requestId) => RequestId is null || string.Equals(RequestId, requestId, StringComparison.OrdinalIgnoreCase);
}
