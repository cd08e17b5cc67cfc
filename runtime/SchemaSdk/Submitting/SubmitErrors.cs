using System.Security.Cryptography;

namespace SchemaSdk.Submitting;

/// <summary>Creates the errors for submits that end without a known job.</summary>
// ownKey: the key that the caller gave the job in the ledger, or null.
internal sealed class SubmitErrors(string modelId, ModelInfo? model = null, string? ownKey = null)
{
    private const string NothingSubmitted = "Nothing was submitted.";

    internal ModelInputException Input(IReadOnlyList<ValidationError> errors) =>
        new($"The input of {modelId} does not fit its schema, so nothing was sent. {First(errors)}") { ModelId = modelId, Errors = errors };

    // JSON can contain an escaped unpaired surrogate, which is not valid text.
    internal ArgumentException HalfCharacter(string parameter, string? key, InvalidOperationException cause) =>
        new($"The input{(key is null ? "" : $" of the job \"{ErrorText.Cut(key)}\"")} of {modelId} is not valid JSON: {cause.Message} "
            + "Nothing was sent.", parameter, cause);

    internal ModelInputException Files(UploadException problem) =>
        new(problem.IsBegun
            ? $"The input of {modelId} could not be sent completely, so no job was started. {First(problem.Errors)}"
            : $"The input of {modelId} contains a file that cannot be sent, so nothing was sent. {First(problem.Errors)}",
            problem.InnerException)
        { ModelId = modelId, Errors = problem.Errors };

    internal ModelConfigurationException Token(Exception cause) =>
        new(cause is ModelConfigurationException
            ? cause.Message : "ModelClientOptions.TokenProvider or TokenForCall failed to return a token, so nothing was sent.", cause)
        { ModelId = modelId };

    internal ModelApiException Refused(ApiAnswer answer) => answer.Refusal(
        $"the request to {modelId}", " No job was started.", SchemaAdviceFor(answer, answer.ErrorCode), modelId, requestId: null);

    internal ModelUnavailableException Unavailable(ApiAttempt last, int attempts, TimeSpan elapsed, TimeSpan? wait) =>
        new($"The input of {modelId} could not be submitted. {(attempts == 1 ? "1 attempt" : $"{attempts} attempts")} in "
            + $"{ErrorText.Seconds(elapsed)} failed: {last.Describe()}."
            + (wait is { } time
                ? $" The service asked for a wait of {ErrorText.Seconds(time)}, longer than Retry.SubmitBudget allows." : "")
            + " No job was started, so the input can be submitted again.", last.Cause)
        { ModelId = modelId, ResponseHeaders = last.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty };

    // last: the last refusal; null if the input was never sent. askedFor: the rest of the wait that the service asked for.
    internal ModelUnavailableException HeldTooLong(ApiAttempt? last, TimeSpan held, TimeSpan askedFor) =>
        new($"An input of {modelId} was held back for {ErrorText.Seconds(held)}, because the service did not accept jobs"
            + $"{(last is null ? "" : $": {last.Describe()}")}."
            + ((last?.RetryAfter ?? askedFor) is { Ticks: > 0 } wait ? $" The service asked for a wait of {ErrorText.Seconds(wait)}." : "")
            + " No job was started, so the input can be submitted again. "
            + "Retry.QuotaBudget sets how long an input is held back.")
        { ModelId = modelId, ResponseHeaders = last?.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty };

    internal ModelUnavailableException Spent(ApiAttempt last, string pointer) =>
        new($"The input of {modelId} could not be submitted: {last.Describe()}. No job was started. The input cannot be sent again: "
            + $"{pointer} is a stream that was partly read and cannot be rewound. Submit a new file, if possible from a path or bytes.",
            last.Cause)
        { ModelId = modelId, ResponseHeaders = last.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty };

    internal ModelSubmissionUnknownException Unknown(ClientSettings settings, string reason, DateTimeOffset sentAt, SubmitAttempt attempt)
    {
        var (id, isId, answer) = (attempt.RequestId, attempt.IsUsableId, attempt.Http.Answer);
        var possible = isId ? null : PossibleId.Find(attempt.Body.Span);
        var start = ErrorText.Cut(attempt.Body.Span);
        var todo = ownKey is null ? " before you resubmit the input."
            : $", and {Settle($"the outcome of the job \"{ErrorText.Cut(ownKey)}\"")}";
        return new($"The request to {modelId} was sent at {sentAt:u}, and its outcome is unknown: "
            + $"{reason}{Began(answer, start)}{Named(id, possible)}. The job may run and be charged, so the input is not sent again. "
            + $"{Listed(settings, sentAt, isRecorded: ownKey is not null)} at {settings.Service.Names.JobsPage}{todo}", attempt.Http.Cause)
        {
            ModelId = modelId,
            RequestId = isId ? id : null,
            PossibleRequestId = possible,
            SentAt = sentAt,
            Detail = start.Length > 0 ? start : null,
            ResponseHeaders = answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty,
        };
    }

    // Omits the start if the answer has an error text, because the reason already contains that text.
    private static string Began(ApiAnswer? answer, string start) =>
        start.Length == 0 || (answer is { Moved: AddressChange.None, Detail.Length: > 0 }) ? "" : $"; the answer begins {start}";

    // The client cannot attach with an unusable id, but the service's support may recognize it.
    private static string Named(string? id, string? possible) =>
        id is { Length: > 0 } ? $"; the answer contains the request id \"{ErrorText.Cut(id)}\""
        : possible is not null ? $"; \"{possible}\" in the answer may be the request id"
        : "";

    private static string First(IReadOnlyList<ValidationError> errors)
    {
        const int Told = 3;
        var first = string.Join(' ', errors.Take(Told).Select(static error => ErrorText.Cut(error.Message)));
        return errors.Count > Told ? $"{first} See Errors for {errors.Count - Told} more." : first;
    }

    private string SchemaAdviceFor(ApiAnswer answer, string? code) =>
        !answer.Service.IsWrongInput(answer.StatusCode, code) ? ""
        : model is null ? $" This client has no schema for {modelId}: compare the input with the model's page."
        : $" The service's schema for {modelId} may have changed since this client was built (SHA-256 of its input schema: "
        + $"{HashOf(model)}). Use a newer client, or update input.json to match the model's page and rebuild the client.";

    // The first digits of the sha256sum of input.json with \n line endings.
    private static string HashOf(ModelInfo model) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(model.InputSchema)))[..12].ToLowerInvariant();

    internal OperationCanceledException Canceled(CancellationToken token, Exception? inner = null) =>
        new($"The call to {modelId} was cancelled before the service accepted a job. No job was started.", inner, token);

    internal ModelException Vetoed(Exception veto) =>
        new($"The request to {modelId} was not sent, because the ledger threw {veto.GetType().Name}: {veto.Message}", veto)
        { ModelId = modelId, IsVeto = true };

    /// <summary>Creates the error for a call that was cancelled while it waited for the ledger or another call with the same key.</summary>
    internal OperationCanceledException CanceledBefore(CancellationToken token, Exception inner) =>
        new($"The call to {modelId} was cancelled before it submitted anything. Another call with the same key may have submitted the job.",
            inner, token);

    /// <summary>Creates the error for a call that timed out while it waited for the ledger or another call with the same key.</summary>
    internal ModelLedgerException NotBegun(TimeSpan timeout, string? key) =>
        new($"Nothing was submitted to {modelId}: the JobTimeout of {ErrorText.Seconds(timeout)} expired while the call waited for the "
            + "ledger or for another call with the same key.", new TimeoutException("The JobTimeout expired before an answer came."))
        { ModelId = modelId, Key = key };

    internal ModelLedgerException NoUsableId(string key, KnownJob known) =>
        new($"The call cannot attach to the job \"{ErrorText.Cut(key)}\" of {modelId}: " + (known.RequestId is { Length: > 0 } id
            ? $"its request id in the ledger, \"{ErrorText.Cut(id)}\", is not valid. Correct the id."
            : "the ledger has no request id for it. The job gets one when the service accepts it or when it is settled as accepted."))
        { ModelId = modelId, Key = key };

    internal ModelLedgerException UnreadResult(string key, KnownJob known) =>
        new($"The recorded result of the job \"{ErrorText.Cut(key)}\" of {modelId}, request {known.RequestId}, cannot "
            + "be read, because it is encrypted or was changed. Set JobLedgerOptions.Cipher to the cipher with which it was recorded. The "
            + $"job itself is not affected; Attach(\"{known.RequestId}\") reads its result from the service.")
        { ModelId = modelId, RequestId = known.RequestId, Key = key, IsLasting = true };

    internal ModelSubmissionUnknownException StillUnknown(ClientSettings settings, string key, KnownJob known) =>
        new($"The job \"{ErrorText.Cut(key)}\" of {modelId} was sent at {known.SentAt:u}, and it is not known "
            + $"whether the service accepted it. It may run and be charged, so it is not sent again. "
            + $"{Listed(settings, known.SentAt, isRecorded: true)} for it at the service, and {Settle("its outcome")}")
        { ModelId = modelId, RequestId = known.RequestId, Key = key, SentAt = known.SentAt };

    internal ModelLedgerException NotRecorded(ModelLedgerException cause) =>
        new($"The request to {modelId} was not sent, because it could not be recorded in the ledger: {cause.Message}", cause)
        { ModelId = modelId, IsConflict = cause.IsConflict, IsLasting = cause.IsLasting };

    internal ModelException Unforeseen(Exception cause) =>
        new($"The request to {modelId} ended with an unexpected {cause.GetType().Name}: {ErrorText.Ended(cause.Message)} No job was "
            + "started.", cause)
        { ModelId = modelId };

    internal Exception Stopped(CancellationToken token, Exception? inner = null) =>
        token.IsCancellationRequested ? Canceled(token, inner) : Disposed();

    internal ObjectDisposedException Disposed() =>
        new(nameof(ModelClient), $"The client was disposed before the service accepted the request to {modelId}. No job was started.");

    internal ModelInputException BrokenOff(UploadException problem) =>
        new($"An input file for {modelId} could not be stored. {NothingSubmitted} {problem.Errors[0].Message}", problem.InnerException)
        { ModelId = modelId, Errors = problem.Errors };

    // hasToken: false for a request to an address that came from the service.
    internal ModelApiException Refused(ApiAnswer answer, string pointer, Uri address, bool hasToken) => hasToken
        ? answer.Refusal(
            $"to store the file at {pointer} in the input for {modelId}", $" {NothingSubmitted}", advice: "", modelId, requestId: null)
        : new ModelApiException($"{ErrorText.Cut(address.Host)} refused to store the file at {pointer} in the input for {modelId}: "
            + $"HTTP {answer.StatusCode}{(answer.Detail.Length == 0 ? "" : $" ({answer.Detail.TrimEnd('.')})")}. {NothingSubmitted}")
        { ModelId = modelId, StatusCode = answer.StatusCode, Detail = answer.Detail, ResponseHeaders = answer.Headers };

    internal ModelApiException NotAllowed(ApiAnswer answer, string pointer, string address, string option)
    {
        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}" : "no valid address";
        return new($"The service returned {ErrorText.Cut(host)} for the file at {pointer} in the input for {modelId}. The "
            + $"address must use https and a host in ServiceDefaults.{option}, or be on the server of the base address. {NothingSubmitted}")
        { ModelId = modelId, StatusCode = answer.StatusCode, ResponseHeaders = answer.Headers };
    }

    internal ModelUnavailableException Unavailable(ApiAttempt last, Exception? cause, string pointer, Uri address, FailedStreak failed) =>
        new($"The file at {pointer} in the input for {modelId} could not be stored at {ErrorText.Cut(address.Host)} within "
            + $"{ErrorText.Seconds(failed.Elapsed)}: {last.Describe()}. "
            + (failed.Refused is { } wait ? $"The host asked for a wait of {ErrorText.Seconds(wait)}, longer than the time left. " : "")
            + NothingSubmitted, cause)
        { ModelId = modelId, ResponseHeaders = last.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty };

    internal ModelUnavailableException Late(TimeSpan timeout) =>
        new($"The input files for {modelId} could not be stored within the JobTimeout of {ErrorText.Seconds(timeout)}. {NothingSubmitted}")
        { ModelId = modelId };

    // Returns the first words of the sentence that tells the user where to look for the job.
    private string Listed(ClientSettings settings, DateTimeOffset sentAt, bool isRecorded) =>
        !JobList.Exists(settings, modelId, sentAt) ? "Look"
        : $"Call ReconcileAsync() to find the job in the service's list of jobs{(isRecorded ? " and record the outcome" : "")}, or look";

    private static string Settle(string outcome) => $"record {outcome} with 'schemasdk jobs settle' or JobLedger.SettleAsync.";
}
