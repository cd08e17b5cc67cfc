namespace SchemaSdk;

/// <summary>
/// The waiting ended, by the caller's token or by <see cref="ModelClient.Dispose()"/>; the job was submitted before. It has the request id,
/// so that nothing paid for is lost. A token cancelled before the submit is a plain <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class ModelWaitCanceledException : OperationCanceledException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelWaitCanceledException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelWaitCanceledException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelWaitCanceledException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one with a message, the exception behind it and the token that was cancelled.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    /// <param name="token">The token.</param>
    public ModelWaitCanceledException(string? message, Exception? innerException, CancellationToken token)
        : base(message, innerException, token)
    {
    }

    /// <summary>The model.</summary>
    public string? ModelId { get; init; }

    /// <summary>The job: <c>Attach</c> takes it up again.</summary>
    public string? RequestId { get; init; }

    /// <summary>The key of the job in the ledger; null without a <see cref="ModelClientOptions.Ledger"/>.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Says what came of cancelling the job too; null if that was not asked for (<see cref="CancelBehavior.StopWaiting"/>).
    /// </summary>
    public CancelOutcome? CancelOutcome { get; init; }
}
