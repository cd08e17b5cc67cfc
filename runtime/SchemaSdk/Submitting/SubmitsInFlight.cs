using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Submitting;

/// <summary>
/// The submits of a client that have begun: when it is disposed, none begins any more, and those are let come to their end.
/// </summary>
internal sealed class SubmitsInFlight
{
    private readonly Underway _underway = new();
    private readonly Stack<SubmitStop> _stops = new();

    /// <summary>Ends when none can begin any more and the last has ended.</summary>
    internal Task Ended => _underway.Ended;

    /// <summary>Begins one.</summary>
    /// <returns>False if the client was disposed.</returns>
    internal bool TryBegin() => _underway.TryEnter();

    /// <summary>One that was begun has ended, and its outcome is known.</summary>
    internal void End() => _underway.Leave();

    /// <summary>Lets none begin any more.</summary>
    internal void Close() => _underway.Close();

    /// <summary>Gives out what ends one.</summary>
    internal SubmitStop Stop(TimeProvider time)
    {
        lock (_stops)
        {
            return _stops.TryPop(out var used) ? used : new SubmitStop(this, time);
        }
    }

    /// <summary>Takes back a stop that ended no submit.</summary>
    internal void Return(SubmitStop stop)
    {
        lock (_stops)
        {
            _stops.Push(stop);
        }
    }
}
