namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>How a call ended, in the words that the matrix table uses for outcomes.</summary>
internal sealed record CallEnd(string Outcome, string? RequestId, Exception? Error)
{
    // Longer than the timeouts of the call itself, which use the fast clock.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Text => Error?.ToString() ?? "";

    public static async Task<CallEnd> OfAsync(Func<Task<(string Outcome, string? RequestId)>> call)
    {
        try
        {
            var (outcome, requestId) = await call().WaitAsync(Patience);
            return new CallEnd(outcome, requestId, Error: null);
        }
        catch (Exception exception)
        {
            return new CallEnd(NameOf(exception), (exception as ModelException)?.RequestId, exception);
        }
    }

    // The caller must learn of every charged job, by its id or from a warning.
    // other: the id of another job, if the service returned it; otherwise null.
    public string IdOfSubmit(List<string> billed, string? other, string jobsPage) => this switch
    {
        { Error: ModelSubmissionUnknownException { ModelId: { } model } unknown } when unknown.SentAt != default
            && unknown.Message.Contains(model, StringComparison.Ordinal)
            && unknown.Message.Contains(jobsPage, StringComparison.Ordinal) => "told",
        { Error: not null } => billed.Count == 0 ? "none" : "lost",
        _ when other is not null => RequestId == other ? "other" : "lost",
        _ => billed.SequenceEqual([RequestId!]) ? "id" : "lost",
    };

    /// <summary>
    /// Like <see cref="IdOfSubmit"/>, but the outcome is never unknown, and each error must say that nothing was submitted.
    /// </summary>
    public string IdOfUpload(List<string> billed) => Error?.Message.Contains("Nothing was submitted.", StringComparison.Ordinal) == false
        ? "lost"
        : IdOfSubmit(billed, other: null, jobsPage: "");

    /// <summary>
    /// Checks that an error about a job contains its id and says how to attach, or that an error about a file contains the file's address.
    /// </summary>
    public string IdOfJob(string id, bool isInFile) =>
        isInFile ? Error is null || Error.Message.Contains(id, StringComparison.Ordinal) ? "address" : "lost"
        : RequestId == id && (Error is null || Error.Message.Contains($"Attach(\"{id}\")", StringComparison.Ordinal)) ? "id"
        : "lost";

    public string IdOfModel() => RequestId is null ? "none" : "lost";

    private static string NameOf(Exception exception) => exception switch
    {
        ModelSubmissionUnknownException => "unknown",
        ModelUnavailableException => "unavailable",
        ModelApiException => "refused",
        ModelTimeoutException => "timeout",
        ModelDownloadException => "no file",
        ModelFailedException => "failed",
        ObjectDisposedException => "disposed",
        _ => exception.GetType().Name,
    };
}
