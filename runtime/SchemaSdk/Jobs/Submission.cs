using SchemaSdk.Errors;
using SchemaSdk.Http;
using SchemaSdk.Service;

namespace SchemaSdk.Jobs;

/// <summary>
/// Submits one input, at most once: it is sent again only where not a byte of it has left or the service refused it for now,
/// and only within <see cref="ModelRetryOptions.SubmitBudget"/>.
/// </summary>
internal sealed class Submission
{
    private readonly ClientContext _context;
    private readonly ReadOnlyMemory<byte> _input;
    private readonly Uri _address;
    private readonly SubmitErrors _errors;
    private readonly string _modelId;
    private readonly long _start;

    /// <exception cref="ArgumentException">The model id could lead to another path of the service.</exception>
    internal Submission(ClientContext context, string modelId, ModelInfo? model, ReadOnlyMemory<byte> input)
    {
        _context = context;
        _input = input;
        _address = context.Addresses.Of(modelId);
        _errors = new SubmitErrors(modelId, model);
        _modelId = modelId;
        _start = context.Time.GetTimestamp();
    }

    internal async Task<SubmitReceipt> RunAsync(CancellationToken cancellationToken)
    {
        for (var backoff = new Backoff(); ;)
        {
            ThrowIfStopped(cancellationToken);
            var sentAt = _context.Time.GetUtcNow();
            var attempt = await AttemptAsync(cancellationToken).ConfigureAwait(false);
            Log.Submitted(
                _context.Settings.Log, _modelId, attempt.Meaning, attempt.Http.Answer?.StatusCode, _context.Time.GetElapsedTime(_start));
            switch (attempt.Meaning)
            {
                case SubmitMeaning.Accepted:
                    return new SubmitReceipt(attempt.Http.Answer!.Content!.RequestId!, _context.Time.GetTimestamp());
                case SubmitMeaning.Unknown:
                    throw _errors.Unknown(WhyUnknown(attempt.Http), sentAt, attempt.Http);
                case SubmitMeaning.Refused:
                    ThrowIfStopped(cancellationToken, _errors.Refused(attempt.Http.Answer!));
                    throw _errors.Refused(attempt.Http.Answer!);
            }

            ThrowIfStopped(cancellationToken, attempt.Http.Cause);
            if (attempt.Http.Failure == AttemptFailure.NoToken)
            {
                throw _errors.Token(attempt.Http.Cause!);
            }

            await PauseAsync(attempt.Http, backoff.Next(attempt.Http.RetryAfter), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SubmitAttempt> AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SubmitAttempt.SendAsync(_context, _address, _input, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelConfigurationException exception)
        {
            throw _errors.Token(exception);
        }
    }

    private async Task PauseAsync(ApiAttempt last, TimeSpan delay, CancellationToken cancellationToken)
    {
        var elapsed = _context.Time.GetElapsedTime(_start);
        var left = _context.Settings.SubmitBudget - elapsed;
        if (left <= TimeSpan.Zero || last.RetryAfter > left)
        {
            throw _errors.Unavailable(last, elapsed, last.RetryAfter > left ? last.RetryAfter : null);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = _context.EndWithClient(stop);
        try
        {
            await Task.Delay(delay < left ? delay : left, _context.Time, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ThrowIfStopped(cancellationToken);
        }
    }

    private void ThrowIfStopped(CancellationToken cancellationToken, Exception? inner = null)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw _errors.Canceled(cancellationToken, inner);
        }

        if (_context.Disposed.IsCancellationRequested)
        {
            throw _errors.Disposed();
        }
    }

    private string WhyUnknown(ApiAttempt attempt) =>
        attempt.Answer is null && _context.Disposed.IsCancellationRequested
            ? "the client was disposed before the answer came"
            : attempt.Describe() + IdIn(attempt);

    // No id to attach to: it has no usable form, or stands in an answer that accepts nothing. Support may still know it.
    private static string IdIn(ApiAttempt attempt) =>
        attempt.Answer?.Content?.RequestId is { Length: > 0 } id ? $"; the answer names request \"{ErrorText.Cut(id)}\"" : "";
}
