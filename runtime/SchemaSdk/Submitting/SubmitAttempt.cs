namespace SchemaSdk.Submitting;

/// <summary>One POST of an input and its outcome.</summary>
internal sealed record SubmitAttempt(SubmitMeaning Meaning, ApiAttempt Http)
{
    /// <summary>The file problem that kept the input from being sent. Null without such a problem, or if an answer came.</summary>
    internal UploadException? Problem { get; private init; }

    /// <summary>The body of the answer, or the part of it that was received.</summary>
    internal ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>The request id that the service gave, even if it is not usable; null if none came.</summary>
    internal string? RequestId { get; private init; }

    /// <summary>True if the client can attach to a job by <see cref="RequestId"/>.</summary>
    internal bool IsUsableId { get; private init; }

    /// <summary>True if an unexpected error, such as a bug in the service's profile, ended the attempt. A retry would not help.</summary>
    internal bool IsUnforeseen { get; private init; }

    /// <summary>How long the client still waits for the answer to a submit that was stopped, for example by a timeout.</summary>
    // Long enough for most answers. An answer must not be lost, because it has the request id of a job that may be charged.
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    internal static TimeSpan AtLeastGrace(TimeSpan left) => left > Grace ? left : Grace;

    // If the submit is stopped, an input that was not sent yet is never sent.
    // After a send, the client waits up to Grace for the answer, to get the request id.
    internal static async ValueTask<SubmitAttempt> SendAsync(
        ServiceAccess access, ApiRequest submit, WrittenInput input, CancellationToken cancellationToken)
    {
        // Never disposed, because its callbacks may still run after the submit has returned.
        var abort = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(access.Settings.SubmitTimeout, access.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var end = access.Stop.EndWithClient(stop);
        SubmitContent content;
        try
        {
            var envelope = access.Settings.Service.EnvelopeOf(submit.Details!);
            content = await input.OpenAsync(envelope, access.Settings.Uploads, stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (stop.IsCancellationRequested)
        {
            // The application's stream can throw any exception when its read is cancelled.
            return new SubmitAttempt(SubmitMeaning.NeverLeft, Failed(AttemptFailure.TimedOut, exception));
        }
        catch (Exception exception)
        {
            var (http, problem) = (Failed(AttemptFailure.Broken, exception), exception as UploadException);
            return new(SubmitMeaning.NeverLeft, http) { Problem = problem, IsUnforeseen = problem is null };
        }

        var sending = access.Exchange.SendAsync(submit with { Content = content }, abort.Token).AsTask();
        ApiAttempt attempt;
        var isUnforeseen = false;
        try
        {
            attempt = await sending.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            attempt = content.TryForbid()
                ? Failed(AttemptFailure.TimedOut, exception) : await LastAnswerAsync(access, sending, exception).ConfigureAwait(false);
            access.Stop.CancelAside(abort);   // on another thread, so that the application's code cannot keep the outcome from its caller
        }
        catch (ModelConfigurationException exception)
        {
            attempt = Failed(AttemptFailure.NoToken, exception);
        }
        catch (Exception exception) when (exception is not ModelException { IsVeto: true })
        {
            (attempt, isUnforeseen) = (Failed(AttemptFailure.Broken, exception), true);
        }

        return Read(access.Settings.Service, attempt, content) with { IsUnforeseen = isUnforeseen };
    }

    private static async Task<ApiAttempt> LastAnswerAsync(ServiceAccess access, Task<ApiAttempt> sending, OperationCanceledException cause)
    {
        using var time = new CancellationTokenSource(Grace, access.Time);
        await ((Task)sending).WaitAsync(time.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return sending.IsCompleted && !sending.IsCanceled ? await sending.ConfigureAwait(false) : Failed(AttemptFailure.TimedOut, cause);
    }

    private static ApiAttempt Failed(AttemptFailure failure, Exception cause) => new() { Failure = failure, Cause = cause };

    private static SubmitAttempt Read(ServiceProfile service, ApiAttempt attempt, SubmitContent content)
    {
        var answer = attempt.Answer;

        // Asks the body, because a handler may have sent it even if the exception says that sending failed.
        var neverLeft = answer is null && content.TryForbid();
        var read = new SubmitAttempt(neverLeft ? SubmitMeaning.NeverLeft : SubmitMeaning.Unknown, attempt)
        {
            Problem = answer is null ? content.Problem as UploadException : null,
            Body = answer?.Body ?? content.Heard.Text,
            RequestId = answer?.Content?.RequestId,
        };
        try
        {
            var id = answer?.Content is null ? service.FindRequestId(read.Body.Span) : read.RequestId;
            read = read with { RequestId = id, IsUsableId = id is { Length: > 0 } && service.IsRequestId(id) };
            var meaning = answer?.MeaningOfSubmit ?? read.Meaning;

            // An acceptance without a usable id is unknown. So is an incompletely read refusal with an id, because a job may exist.
            var isDoubtful = read.IsUsableId
                ? answer?.Content is null && meaning is (SubmitMeaning.Refused or SubmitMeaning.NotNow)
                : meaning == SubmitMeaning.Accepted;
            return read with { Meaning = isDoubtful ? SubmitMeaning.Unknown : meaning };
        }
        catch (Exception exception)
        {
            // The service's profile threw. The answer must not be lost, because the service may have accepted the input.
            return read with { Http = attempt with { Cause = exception } };
        }
    }
}
