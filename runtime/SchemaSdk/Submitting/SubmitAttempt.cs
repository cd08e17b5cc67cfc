using SchemaSdk.Files.Uploads;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting;

/// <summary>One POST of an input, and what came of it.</summary>
/// <param name="Meaning">What it says of the submit.</param>
/// <param name="Http">The attempt.</param>
/// <param name="Problem">Why it was broken off here; null if it was not, or there is an answer all the same.</param>
internal sealed record SubmitAttempt(SubmitMeaning Meaning, ApiAttempt Http, UploadException? Problem)
{
    /// <summary>The body of the answer, or what had come of it.</summary>
    internal ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>The request id that the service gave, in a usable form or not; null if none came.</summary>
    internal string? RequestId { get; private init; }

    /// <summary>The time at which the answer of one that was accepted came, as a timestamp of the client's clock.</summary>
    internal long AcceptedAt { get; init; }

    /// <summary>True if a job can be taken up by that id.</summary>
    internal bool IsUsableId { get; private init; }

    /// <summary>True if nobody foresaw what ended it, such as a mistake in the service's profile: sending it again is of no use.</summary>
    internal bool IsUnforeseen { get; private init; }

    /// <summary>The time for which an answer is still awaited when the time of a submit is up.</summary>
    // Long enough for most answers, which bring the id of a job that is paid for.
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>One of which nothing is known, but that it may have left.</summary>
    internal static SubmitAttempt Lost { get; } = new(SubmitMeaning.Unknown, new ApiAttempt(), Problem: null);

    /// <summary>
    /// Sends it. When the caller stops, the client is disposed or the time is up, it either has not left and never will, or its answer is
    /// awaited for a last five seconds, so that the id is known.
    /// </summary>
    /// <exception cref="ModelConfigurationException">There is no usable token.</exception>
    /// <exception cref="UploadException">A file of the input cannot be sent. Nothing was.</exception>
    internal static async ValueTask<SubmitAttempt> SendAsync(
        ServiceLine line,
        Uri address,
        SubmitEnvelope? envelope,
        WrittenInput input,
        CancellationToken cancellationToken)
    {
        // Ends the request itself. Not disposed: its callbacks may still run when the submit has returned.
        var abort = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(line.Settings.SubmitTimeout, line.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var end = line.Stop.EndWithClient(stop);
        SubmitContent content;
        try
        {
            content = await input.OpenAsync(envelope, line.Settings.Uploads, stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (stop.IsCancellationRequested)
        {
            // Whatever a stream of the application makes of the stop.
            return new SubmitAttempt(
                SubmitMeaning.NeverLeft, new ApiAttempt { Failure = AttemptFailure.TimedOut, Cause = exception }, null);
        }
        catch (Exception exception) when (exception is not UploadException)
        {
            return new SubmitAttempt(SubmitMeaning.NeverLeft, Unforeseen(exception), null) { IsUnforeseen = true };
        }

        var sending = line.Exchange.SendAsync(HttpMethod.Post, address, content, abort.Token).AsTask();
        if (input.Files is not null)
        {
            // The request disposes of its body, but there is none where there was no token.
            _ = sending.ContinueWith(
                static (_, content) => ((SubmitContent)content!).Dispose(),
                content,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        ApiAttempt attempt;
        var isUnforeseen = false;
        try
        {
            attempt = await sending.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            attempt = content.TryForbid()
                ? new ApiAttempt { Failure = AttemptFailure.TimedOut, Cause = exception }
                : await LastAnswerAsync(line, sending, exception).ConfigureAwait(false);
            line.Stop.CancelAside(abort);   // What a foreign handler does on it must not cost the outcome.
        }
        catch (Exception exception) when (exception is not ModelConfigurationException)
        {
            (attempt, isUnforeseen) = (Unforeseen(exception), true);
        }

        var read = Read(line.Settings.Service, attempt, content);
        return isUnforeseen ? read with { IsUnforeseen = true } : read;
    }

    /// <summary>Why nobody knows its outcome, as a part of a sentence.</summary>
    internal string WhyUnknown(bool isDisposed) => Http.Answer is null && isDisposed
        ? "the client was disposed before the answer came"
        : Http.Describe();

    private static async Task<ApiAttempt> LastAnswerAsync(ServiceLine line, Task<ApiAttempt> sending, OperationCanceledException cause)
    {
        using var time = new CancellationTokenSource(Grace, line.Time);
        try
        {
            return await sending.WaitAsync(time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new ApiAttempt { Failure = AttemptFailure.TimedOut, Cause = cause };
        }
    }

    private static ApiAttempt Unforeseen(Exception cause) => new() { Failure = AttemptFailure.Broken, Cause = cause };

    private static SubmitAttempt Read(ServiceProfile service, ApiAttempt attempt, SubmitContent content)
    {
        var heard = attempt.Answer?.Body ?? content.Heard.Text;
        var problem = attempt.Answer is null ? content.Problem as UploadException : null;
        try
        {
            var id = attempt.Answer?.Content is { } body ? body.RequestId : service.FindRequestId(heard.Span);
            var (meaning, isUsable) = (MeaningOf(attempt, content), service.IsRequestId(id));

            // Whatever the profile makes of the body: a job without a usable id is out of everybody's reach.
            meaning = meaning == SubmitMeaning.Accepted && !isUsable ? SubmitMeaning.Unknown : meaning;
            return new(meaning, attempt, problem)
            {
                Body = heard,
                RequestId = id,
                IsUsableId = isUsable,
            };
        }
        catch (Exception exception)
        {
            // The service's profile threw at the answer. What the answer says must not be lost with it: it may have accepted the input.
            var meaning = attempt.Answer is null ? AnswerTable.OfUnanswered(neverLeft: content.TryForbid()) : SubmitMeaning.Unknown;
            return new(meaning, attempt with { Cause = exception }, problem)
            {
                Body = heard,
                RequestId = attempt.Answer?.Content?.RequestId,
            };
        }
    }

    private static SubmitMeaning MeaningOf(ApiAttempt attempt, SubmitContent content) => attempt.Answer is { } answer
        ? answer.MeaningOfSubmit
        : AnswerTable.OfUnanswered(neverLeft: content.TryForbid());
}
