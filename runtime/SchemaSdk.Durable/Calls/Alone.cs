namespace SchemaSdk.Durable.Calls;

/// <summary>
/// Takes calls one by one that could not go together, a few at a time. One that waits for a row in vain leaves its place and its
/// connection to the next one, and comes back: however many wait, none of them stops another whose row is free.
/// </summary>
/// <param name="longest">The time after which a call waits no more.</param>
/// <param name="time">The clock of that time.</param>
/// <param name="take">Does what a group asks for, as in a <see cref="Crowd{TCall}"/>.</param>
internal sealed class Alone<TCall>(TimeSpan longest, TimeProvider time, Func<List<TCall>, Patience, Task> take)
    where TCall : class, ICrowdCall
{
    // Few at a time, since each has a connection.
    private const int AtOnce = 4;

    // Most of those that come from a group only went along with one that waits. They do not queue behind those that do.
    private readonly SemaphoreSlim _new = new(AtOnce);
    private readonly SemaphoreSlim _waiting = new(AtOnce);

    /// <summary>Takes a call until it is told what became of it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isWaiting">True if it has waited for a row in vain, and not only gone along with others.</param>
    internal async Task TakeAsync(TCall call, bool isWaiting)
    {
        for (var begun = time.GetTimestamp(); !call.IsTold; isWaiting = true)
        {
            var places = isWaiting ? _waiting : _new;
            await places.WaitAsync().ConfigureAwait(false);
            try
            {
                var patience = new Patience(isWaiting ? Patience.Long : Patience.Short, time.GetElapsedTime(begun) >= longest);
                await take([call], patience).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        }
    }
}
