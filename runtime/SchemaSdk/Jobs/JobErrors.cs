namespace SchemaSdk.Jobs;

/// <summary>Creates the exceptions about a job. Each has the request id and says how to continue with the job.</summary>
// ownKey: the key with which the caller can resume the job, or null.
internal sealed class JobErrors(string modelId, string requestId, string? key, string? ownKey)
{
    private static readonly IReadOnlyDictionary<string, string> NoHeaders = ReadOnlyDictionary<string, string>.Empty;

    private string Resume => ownKey is null ? Attach : $"make the same call again with the key \"{ErrorText.Cut(ownKey)}\".";

    private string Attach => $"attach to the job with Attach(\"{requestId}\").";

    private string Job => $"Request {requestId} of {modelId}";

    internal ModelApiException Refused(ApiAnswer answer)
    {
        // If another server answered after a redirect, the original server may still know the request.
        var isLost = answer.Service.IsUnknownRequest(answer.StatusCode, answer.Content) && answer.Moved != AddressChange.OtherServer;
        var advice = isLost ? "" : $" The job may continue; {Resume}";
        return answer.Refusal($"a call for request {requestId} of {modelId}", consequence: "", advice, modelId, requestId, key, isLost);
    }

    /// <summary>Says why a job was not read: the service asked for a delay, or the client slowed down. Empty if neither happened.</summary>
    internal static string WhyLate(HeldBack? held, SlowedDown? slowed) =>
        held is not null ? $" At {held.At:u}, the service asked for a wait of {ErrorText.Seconds(held.Asked)} before the next read."
        : slowed is null ? ""
        : string.Create(CultureInfo.InvariantCulture,
            $" At {slowed.At:u}, this client slowed down to {slowed.PerSecond:0.#} reads per second, because a higher rate was refused.");

    internal ModelUnavailableException Unavailable(ApiAttempt last, TimeSpan elapsed, TimeSpan? wait, string why) =>
        new($"{Job} could not be read within {ErrorText.Seconds(elapsed)}: {last.Describe()}."
            + (wait is { } time ? $" The service asked for a wait of {ErrorText.Seconds(time)}, longer than the time left." : why)
            + $" The job continues; {Resume}", last.Cause)
        {
            ModelId = modelId,
            RequestId = requestId,
            Key = key,
            Why = last.Describe(),
            CannotSend = last.CannotSend,
            ResponseHeaders = last.Answer?.Headers ?? NoHeaders,
        };

    internal ModelTimeoutException TimedOut(TimeSpan timeout, string? status, ModelUnavailableException? failure, string why) =>
        new($"{Job} gave no result within {ErrorText.Seconds(timeout)}{(status is null ? "" : $" (last status: {status})")}."
            + $"{(failure is null ? "" : $" The last read failed: {failure.Why}.")}{why} The job may still run and be charged; {Resume}",
            failure?.InnerException)
        { ModelId = modelId, RequestId = requestId, Key = key, ResponseHeaders = failure?.ResponseHeaders ?? NoHeaders };

    internal ModelConfigurationException Token(ModelConfigurationException cause) =>
        new($"{cause.Message} {Job} continues; {Resume}", cause) { ModelId = modelId, RequestId = requestId, Key = key };

    internal ModelFailedException Failed(ApiAnswer answer) =>
        new($"{Job} ran and failed: {WhyOf(answer)}. {Again("result")}")
        { ModelId = modelId, RequestId = requestId, Key = key, Error = ErrorOf(answer), ResponseHeaders = answer.Headers };

    internal ModelCanceledException Canceled(ApiAnswer answer) =>
        new($"{Job} was cancelled at the service. {Again("status")}")
        { ModelId = modelId, RequestId = requestId, Key = key, ResponseHeaders = answer.Headers };

    internal ModelWaitCanceledException WaitCanceled(CancelOutcome? outcome, CancellationToken token, Exception? cause = null) =>
        new($"The wait for request {requestId} of {modelId} was cancelled. "
            + outcome switch
            {
                null => $"The job continues and is charged; {Resume}",
                CancelOutcome.Canceled => $"The job was cancelled too. {Again("status")}",
                CancelOutcome.NotCancelable => $"The job could not be cancelled and is charged; {Resume}",
                _ => $"The service did not confirm that it also cancelled the job; {Resume}",
            }, cause, token)
        { ModelId = modelId, RequestId = requestId, Key = key, CancelOutcome = outcome };

    /// <summary>Creates the exception for a wait that ended because its token was cancelled or the client was disposed.</summary>
    internal ModelWaitCanceledException Stopped(CancelOutcome? outcome, CancellationToken token) => token.IsCancellationRequested
        ? WaitCanceled(outcome, token)
        : new($"The client was disposed during the wait for request {requestId} of {modelId}. "
            + $"{(outcome is null ? "The job continues" : "The service did not confirm that the job was cancelled")}; {Resume}")
        { ModelId = modelId, RequestId = requestId, Key = key, CancelOutcome = outcome };

    internal ModelException NoOutput(ApiAnswer answer, Exception? cause) =>
        new($"{Job} succeeded, but {(cause is null ? "its result has no output" : "its output could not be read")}. "
            + $"The job is not lost; {Resume}", cause)
        { ModelId = modelId, RequestId = requestId, Key = key, ResponseHeaders = answer.Headers };

    internal ModelException ProgressThrew(Exception cause) =>
        Threw($"The progress callback threw {cause.GetType().Name}, which ended the wait for request {requestId} of {modelId}", cause);

    internal ModelException PollThrew(Exception cause) =>
        Threw($"The polling of request {requestId} of {modelId} ended with an unexpected {cause.GetType().Name}", cause);

    internal ModelException CallThrew(Exception cause) =>
        Threw($"A call for request {requestId} of {modelId} ended with an unexpected {cause.GetType().Name}", cause);

    // Advises the caller to attach by the request id, not by the key, because the ledger still says that the job is being sent.
    internal ModelLedgerException NotRecorded(Exception cause) =>
        new($"{Job} was accepted, but its id could not be recorded in the ledger: {ErrorText.Ended(cause.Message)} The job continues. "
            + $"Keep its request id, and {Attach}", cause)
        { ModelId = modelId, RequestId = requestId, Key = key };

    private ModelException Threw(string what, Exception cause) =>
        new($"{what}. The job continues; {Resume}", cause) { ModelId = modelId, RequestId = requestId, Key = key };

    private string Again(string what) => ownKey is null ? $"Attach(\"{requestId}\") reads its {what} again."
        : $"The key \"{ErrorText.Cut(ownKey)}\" always belongs to this job; a new key starts another job, which is charged.";

    private static string WhyOf(ApiAnswer answer) =>
        answer.Content is { Error: { IsEmpty: false } error } ? ErrorText.Cut(error.Span).Trim('"').TrimEnd('.')
        : answer.Detail is { Length: > 0 } detail && answer.Content?.Detail is not null ? detail.TrimEnd('.')
        : "the service gave no reason";

    private static JsonElement ErrorOf(ApiAnswer answer)
    {
        // A profile may return text that is not JSON.
        var error = JsonParts.Whole(answer.Content?.Error ?? default) ?? default;
        var reader = new Utf8JsonReader(error.Span, ServiceBody.AnyDepth);
        return error.IsEmpty || !reader.Read() || !RawJson.CanParse(reader) ? default : JsonElement.ParseValue(ref reader);
    }
}
