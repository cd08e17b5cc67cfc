namespace SchemaSdk.Submitting;

/// <summary>
/// The submits of a client that have begun: when it is disposed, none begins any more, and those are let come to their end.
/// </summary>
internal sealed class SubmitsInFlight
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stack<SubmitStop> _stops = new();
    private int _count;
    private bool _isClosed;

    /// <summary>Ends when none can begin any more and the last has ended.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Begins one.</summary>
    /// <returns>False if the client was disposed.</returns>
    internal bool TryBegin()
    {
        lock (_gate)
        {
            _count += _isClosed ? 0 : 1;
            return !_isClosed;
        }
    }

    /// <summary>One that was begun has ended, and its outcome is known.</summary>
    internal void End()
    {
        lock (_gate)
        {
            _count--;
            EndIfLast();
        }
    }

    /// <summary>Gives out what ends one.</summary>
    internal SubmitStop Stop(TimeProvider time)
    {
        lock (_gate)
        {
            return _stops.TryPop(out var used) ? used : new SubmitStop(this, time);
        }
    }

    /// <summary>Takes back a stop that ended no submit.</summary>
    internal void Return(SubmitStop stop)
    {
        lock (_gate)
        {
            _stops.Push(stop);
        }
    }

    /// <summary>Lets none begin any more.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            EndIfLast();
        }
    }

    private void EndIfLast()
    {
        if (_isClosed && _count == 0)
        {
            _ended.TrySetResult();
        }
    }
}
