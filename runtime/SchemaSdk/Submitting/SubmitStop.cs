namespace SchemaSdk.Submitting;

/// <summary>The ways in which one submit is ended.</summary>
/// <remarks>It is used again for another if it has ended none: its timers and registrations cost more than the rest.</remarks>
internal sealed class SubmitStop(SubmitsInFlight submits, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _stop = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>Cancelled when the caller stops, the client is disposed or the time is up.</summary>
    internal CancellationTokenSource Stop => _stop;

    /// <summary>Ends the request itself.</summary>
    // Not disposed: its callbacks may still run when the submit has returned.
    internal CancellationTokenSource Abort { get; } = new();

    /// <summary>True if code of the application has seen the token that ends it, and may hold on to it.</summary>
    internal bool IsSeen { get; set; }

    public void Dispose()
    {
        if (!IsSeen && _stop.TryReset() && Abort.TryReset())
        {
            submits.Return(this);
        }
        else
        {
            _stop.Dispose();
        }
    }
}
