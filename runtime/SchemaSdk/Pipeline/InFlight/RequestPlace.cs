namespace SchemaSdk.Pipeline.InFlight;

/// <summary>The slot of one request among the requests in flight.</summary>
/// <remarks>
/// Code of the application that runs within a request, such as the stream of a file or a token provider, may call the client and wait for
/// the result. A request that waits for another request gives up its slot, because the other one may need that very slot.
/// </remarks>
internal sealed class RequestPlace(RequestsInFlight all, SemaphoreSlim lane, TimeSpan waited) : IDisposable
{
    private static readonly AsyncLocal<RequestPlace?> Around = new();

    private RequestPlace? _outer;
    private int _isOver;

    /// <summary>The time for which the call waited for the slot, which does not count towards the time limits of the call.</summary>
    internal TimeSpan Waited => waited;

    /// <summary>Marks the rest of this async method as running within this request.</summary>
    internal void Enclose() => (_outer, Around.Value) = (Around.Value, this);

    /// <summary>Gives up the slots of the requests within which the caller runs.</summary>
    internal static void GiveUpAround(RequestsInFlight all)
    {
        for (var place = Around.Value; place is not null; place = place._outer)
        {
            place.GiveBackTo(all);
        }
    }

    public void Dispose() => GiveBackTo(all);

    private void GiveBackTo(RequestsInFlight owner)
    {
        if (owner == all && Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            all.Return(lane);
        }
    }
}
