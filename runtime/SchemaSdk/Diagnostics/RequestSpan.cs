namespace SchemaSdk.Diagnostics;

/// <summary>
/// The span of one request for a job, or of the requests that store one file of its input. It is a child of the job's span, and has a link
/// to the job's span, so that both are sampled alike. It is current during the request, so that the HTTP client's span becomes its child.
/// </summary>
/// <remarks>Use it within one async method, because a span that an async method makes current is not current for its callers.</remarks>
internal sealed class RequestSpan : IDisposable
{
    private readonly Activity? _before;
    private readonly Activity? _span;
    private bool _hasOutcome;

    private RequestSpan(JobTelemetry job, Activity parent, string call)
    {
        _before = Activity.Current;
        _span = Quietly.Make(() => Instruments.Spans?.StartActivity(
            $"schemasdk.{call}", ActivityKind.Internal, parent.Context, job.Tags, [new ActivityLink(parent.Context)]));

        // If the request has no span of its own, the job's span becomes current, so that the HTTP client's span is sampled like the job's.
        Quietly.MakeCurrent(_span ?? parent);
    }

    /// <summary>Starts a span. Returns null if the job has no open span, for example because nothing listens to spans.</summary>
    internal static RequestSpan? Start(JobTelemetry? job, string call) =>
        job?.Span is { } parent ? new RequestSpan(job, parent, call) : null;

    internal void Answered(ApiAttempt attempt)
    {
        _hasOutcome = true;
        var status = attempt.Answer?.StatusCode;
        _span?.SetTag(TagNames.StatusCode, status);
        if (status is not (>= 200 and < 300))
        {
            Fail(status is null ? JsonNamingPolicy.SnakeCaseLower.ConvertName($"{attempt.Failure}") : $"{status}");
        }
    }

    internal void Stored(long bytes, int parts)
    {
        _hasOutcome = true;
        _span?.SetTag(TagNames.FileSize, bytes).SetTag(TagNames.FileParts, parts);
    }

    internal void NotStored(Exception error)
    {
        _hasOutcome = true;
        Fail(error.GetType().FullName);
        _span?.SetTag(TagNames.StatusCode, (error as ModelApiException)?.StatusCode);
    }

    public void Dispose()
    {
        if (!_hasOutcome)
        {
            // Uses the error type that .NET's own HTTP spans have for a cancelled request.
            Fail("canceled");
        }

        Quietly.Stop(_span);
        Quietly.MakeCurrent(_before);
    }

    private void Fail(string? error) => _span?.SetTag(TagNames.ErrorType, error).SetStatus(ActivityStatusCode.Error);
}
