using System.Collections.ObjectModel;
using System.Globalization;
using SchemaSdk.Client.Errors;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting;

/// <summary>The errors of a submit that led to no known job.</summary>
// model: what the client knows of it, where it does.
// ownKey: the key that the caller gave it in the ledger, or null if the caller gave none.
internal sealed class SubmitErrors(string modelId, ModelInfo? model = null, string? ownKey = null)
{
    internal ModelInputException Input(IReadOnlyList<ValidationError> errors) =>
        new($"The input of {modelId} does not fit its schema, so nothing was sent. {First(errors)}")
        {
            ModelId = modelId,
            Errors = errors,
        };

    // JSON can spell half of a surrogate pair, which no text has.
    internal ArgumentException HalfCharacter(string parameter, string? key, InvalidOperationException cause) =>
        new(
            $"The input{(key is null ? "" : $" of the job \"{ErrorText.Cut(key)}\"")} of {modelId} is not one JSON value: {cause.Message} "
            + "Nothing was sent.",
            parameter,
            cause);

    internal ModelInputException Files(UploadException problem) =>
        new(problem.IsBegun
            ? $"Sending the input of {modelId} was broken off before the end of its JSON, so nothing runs. {First(problem.Errors)}"
            : $"The input of {modelId} has a file that cannot be sent, so nothing was sent. {First(problem.Errors)}",
            problem.InnerException)
        {
            ModelId = modelId,
            Errors = problem.Errors,
        };

    internal ModelConfigurationException Token(Exception cause) =>
        new(cause is ModelConfigurationException
            ? cause.Message
            : "ModelClientOptions.TokenProvider gave no token, so nothing was sent.", cause)
        {
            ModelId = modelId,
        };

    internal ModelApiException Refused(ApiAnswer answer)
    {
        var refusal = new Refusal(answer);
        return refusal.Tell(
            $"the request to {modelId}",
            consequence: " Nothing runs.",
            advice: SchemaAdviceFor(answer, refusal.Code),
            modelId,
            requestId: null);
    }

    // wait: what the service asked to wait, where that is longer than there is time.
    internal ModelUnavailableException Unavailable(ApiAttempt last, TimeSpan elapsed, TimeSpan? wait) =>
        new($"{modelId} could not be submitted within {ErrorText.Seconds(elapsed)}: {last.Describe()}."
            + (wait is { } time ? $" The service asks to wait {ErrorText.Seconds(time)}, longer than Retry.SubmitBudget allows." : "")
            + " Nothing was accepted and nothing runs, so it can be submitted again.", last.Cause)
        {
            ModelId = modelId,
            ResponseHeaders = last.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty,
        };

    // last: its last refusal; null: it was never sent.
    internal ModelUnavailableException HeldTooLong(ApiAttempt? last, TimeSpan held) =>
        new($"{modelId} was held back for {ErrorText.Seconds(held)}, since the service takes no more jobs for now"
            + $"{(last is null ? "" : $": {last.Describe()}")}."
            + (last?.RetryAfter is { } wait ? $" It asks to wait {ErrorText.Seconds(wait)}." : "")
            + " Nothing was accepted and nothing runs, so it can be submitted again; Retry.QuotaBudget says how long it is held back.")
        {
            ModelId = modelId,
            ResponseHeaders = last?.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty,
        };

    // pointer: the stream that was read.
    internal ModelUnavailableException Spent(ApiAttempt last, string pointer) =>
        new($"{modelId} could not be submitted: {last.Describe()}. Nothing was accepted and nothing runs, but {pointer} is a stream that "
            + "cannot be rewound and was read, so this input is not sent again. Make its file anew, from a path or bytes if it can be.",
            last.Cause)
        {
            ModelId = modelId,
            ResponseHeaders = last.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty,
        };

    internal ModelSubmissionUnknownException Unknown(ServiceProfile service, string reason, DateTimeOffset sentAt, SubmitAttempt attempt)
    {
        var (id, isId, answer) = (attempt.RequestId, attempt.IsUsableId, attempt.Http.Answer);
        var possible = isId ? null : PossibleId.Find(attempt.Body.Span);
        var start = ErrorText.Cut(attempt.Body.Span);
        var todo = ownKey is null ? " before you run it again." : $", and {Settle($"the job \"{ErrorText.Cut(ownKey)}\"")}";
        return new(string.Create(
            CultureInfo.InvariantCulture,
            $"The request to {modelId} was sent at {sentAt:yyyy-MM-dd HH:mm:ss}Z, and its outcome is unknown: "
            + $"{reason}{Began(answer, start)}{Named(id, possible)}. It may be running and billed, so it is not sent again. "
            + $"Look at {service.Names.JobsPage}{todo}"), attempt.Http.Cause)
        {
            ModelId = modelId,
            RequestId = isId ? id : null,
            PossibleRequestId = possible,
            SentAt = sentAt,
            Detail = start.Length > 0 ? start : null,
            ResponseHeaders = answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty,
        };
    }

    // What the service wrote about an error is in the reason already.
    private static string Began(ApiAnswer? answer, string start) =>
        start.Length == 0 || (answer is { Moved: AddressChange.None, Detail.Length: > 0 }) ? "" : $"; the answer begins {start}";

    // One without a usable form cannot be attached to. Support may still know it.
    private static string Named(string? id, string? possible) =>
        id is { Length: > 0 } ? $"; the answer names request \"{ErrorText.Cut(id)}\""
        : possible is not null ? $"; \"{possible}\" in it may be the request id"
        : "";

    // Each message is a sentence that begins with its place.
    private static string First(IReadOnlyList<ValidationError> errors)
    {
        const int Told = 3;
        var first = "";
        for (var i = 0; i < Math.Min(errors.Count, Told); i++)
        {
            first += (i == 0 ? "" : " ") + ErrorText.Cut(errors[i].Message);
        }

        return errors.Count > Told ? string.Create(CultureInfo.InvariantCulture, $"{first} Errors has {errors.Count - Told} more.") : first;
    }

    private string SchemaAdviceFor(ApiAnswer answer, string? code) =>
        !answer.Service.IsWrongInput(answer.StatusCode, code) ? ""
        : model is null ? $" This client has no schema of {modelId}: compare the input with the model's page."
        : $" The service's schema of {modelId} may have moved on from the one in this client, whose input schema has the SHA-256 "
            + $"{SchemaHash.Of(model)}. Take a newer client; or compare input.json with the model's page, replace it and build.";

    /// <summary>The caller's token was cancelled before anything was accepted.</summary>
    internal OperationCanceledException Canceled(CancellationToken token, Exception? inner = null) =>
        new($"The run of {modelId} was cancelled before the service accepted it. Nothing runs.", inner, token);

    /// <summary>A ledger of the application threw what a ledger should not.</summary>
    internal ModelException Vetoed(Exception veto) =>
        new($"The request to {modelId} was not sent, since its ledger threw {veto.GetType().Name}: {veto.Message} Nothing runs.", veto)
        {
            ModelId = modelId,
        };

    /// <summary>The caller's token was cancelled while another call with the same key, or the ledger, was waited for.</summary>
    internal OperationCanceledException CanceledBefore(CancellationToken token, Exception inner) =>
        new($"The call to {modelId} was cancelled before it submitted anything. Another call with its key may have.", inner, token);

    /// <summary>The time of the job was over while another call with the same key, or the ledger, was waited for.</summary>
    internal ModelLedgerException NotBegun(TimeSpan timeout, string? key) => new(
        $"Nothing was submitted to {modelId}: neither the ledger nor another call with the same key answered within the JobTimeout of "
        + $"{ErrorText.Seconds(timeout)}.",
        new TimeoutException("The JobTimeout was over before an answer came."))
    {
        ModelId = modelId,
        Key = key,
    };

    /// <summary>The ledger names a job that cannot be asked for.</summary>
    internal ModelLedgerException NoUsableId(string key, KnownJob known) =>
        new($"The ledger says of the job \"{ErrorText.Cut(key)}\" of {modelId} that it was accepted, and has "
            + $"\"{ErrorText.Cut(known.RequestId ?? "")}\" as its request id, which cannot be one. Nothing was sent.")
        {
            ModelId = modelId,
            Key = key,
        };

    /// <summary>The ledger keeps something as the answer of the service that is none.</summary>
    internal ModelLedgerException UnreadResult(string key, KnownJob known) =>
        new($"The result that the ledger keeps of the job \"{ErrorText.Cut(key)}\" of {modelId}, request {known.RequestId}, cannot "
            + "be read: it is encrypted, or was changed. Give JobLedgerOptions.Cipher the cipher that it was kept with. The job is as it "
            + $"was; Attach(\"{known.RequestId}\") reads its result from the service.")
        {
            ModelId = modelId,
            RequestId = known.RequestId,
            Key = key,
            IsLasting = true,
        };

    /// <summary>An earlier submit under the same key may run.</summary>
    internal ModelSubmissionUnknownException StillUnknown(string key, KnownJob known) =>
        new(string.Create(
            CultureInfo.InvariantCulture,
            $"The job \"{ErrorText.Cut(key)}\" of {modelId} was sent at {known.SentAt:yyyy-MM-dd HH:mm:ss}Z, and whether it "
            + $"was accepted is not known. It may be running and billed, so it is not sent again. Look for it at the service, and "
            + $"{Settle("it")}"))
        {
            ModelId = modelId,
            RequestId = known.RequestId,
            Key = key,
            SentAt = known.SentAt,
        };

    /// <summary>The ledger could not be written, so nothing was sent.</summary>
    internal ModelLedgerException NotRecorded(ModelLedgerException cause) =>
        new($"The request to {modelId} was not sent, since it could not be recorded in the ledger: {cause.Message} Nothing runs.", cause)
        {
            ModelId = modelId,
            IsConflict = cause.IsConflict,
            IsLasting = cause.IsLasting,
        };

    /// <summary>Nothing runs, and what was thrown is a mistake that nobody foresaw.</summary>
    internal ModelException Unforeseen(Exception cause) =>
        new($"The request to {modelId} ended with an unexpected {cause.GetType().Name}: {cause.Message} Nothing runs.", cause)
        {
            ModelId = modelId,
        };

    /// <summary>It was cancelled, or the client disposed, before it was sent.</summary>
    internal Exception Stopped(CancellationToken token) => token.IsCancellationRequested ? Canceled(token) : Disposed();

    internal ObjectDisposedException Disposed() =>
        new(nameof(ModelClient), $"The client was disposed before the service accepted the request to {modelId}. Nothing runs.");

    private static string Settle(string job) =>
        $"say what became of {job} with 'schemasdk jobs settle' or JobLedger.SettleAsync.";
}
