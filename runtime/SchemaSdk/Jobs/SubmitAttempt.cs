using SchemaSdk.Http;
using SchemaSdk.Service;

namespace SchemaSdk.Jobs;

/// <summary>One POST of an input, and what came of it.</summary>
internal sealed record SubmitAttempt(SubmitMeaning Meaning, ApiAttempt Http)
{
    /// <summary>How long an answer is awaited when the time of a submit is up.</summary>
    // Long enough for most answers: with it comes the id of a job that is paid for.
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Sends it. When the caller stops or the time is up, it either has not left and never will, or its answer is awaited
    /// for a last five seconds, so that the id is known.
    /// </summary>
    /// <exception cref="ModelConfigurationException">There is no usable token.</exception>
    internal static async Task<SubmitAttempt> SendAsync(
        ClientContext context, Uri address, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var content = new SubmitContent(input);
        var abort = new CancellationTokenSource();   // not disposed: its callbacks may still run when this returns
        using var time = new CancellationTokenSource(context.Settings.SubmitTimeout, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        using var end = context.EndWithClient(stop);
        var sending = context.Exchange.SendAsync(HttpMethod.Post, address, content, abort.Token);
        ApiAttempt attempt;
        try
        {
            attempt = await sending.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            attempt = content.TryForbid()
                ? new ApiAttempt { Failure = AttemptFailure.TimedOut, Cause = exception }
                : await LastAnswerAsync(context, sending, exception).ConfigureAwait(false);
            context.CancelAside(abort);   // What a foreign handler does on it must not cost the outcome.
        }

        return new SubmitAttempt(MeaningOf(attempt, content), attempt);
    }

    private static async Task<ApiAttempt> LastAnswerAsync(ClientContext context, Task<ApiAttempt> sending, OperationCanceledException cause)
    {
        using var time = new CancellationTokenSource(Grace, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token);
        using var end = context.EndWithClient(stop);
        try
        {
            return await sending.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new ApiAttempt { Failure = AttemptFailure.TimedOut, Cause = cause };
        }
    }

    private static SubmitMeaning MeaningOf(ApiAttempt attempt, SubmitContent content) => attempt.Answer is { } answer
        ? AnswerTable.OfSubmit(answer, ModelApi.KindOfSubmit(answer.Content))
        : AnswerTable.OfUnanswered(neverLeft: content.TryForbid());
}
