namespace SchemaSdk.Pipeline.InFlight;

/// <summary>Limits the requests that a client makes at a time. A call that finds no place stands in line, and costs little there.</summary>
/// <remarks>
/// <para>
/// Polls go first, since they have a rate of their own that they keep to, and a quarter of the places is kept for them: however many calls
/// stand in line, and however long each takes, a job that is waited for is asked for. As many are left to calls, where polls take long.
/// </para>
/// <para>Safe for use by many threads.</para>
/// </remarks>
internal sealed class RequestsInFlight
{
    private readonly object _gate = new();
    private readonly int _most;
    private readonly int _kept;
    private readonly TimeProvider _time;
    private readonly LinkedList<PlaceWaiter> _line = [];
    private int _calls;
    private int _polls;
    private bool _isPollWanted;
    private bool _wasPoll;
    private bool _isClosed;

    /// <param name="most">The number of places.</param>
    /// <param name="time">The client's clock.</param>
    /// <param name="disposed">Ends all waiting.</param>
    internal RequestsInFlight(int most, TimeProvider time, CancellationToken disposed)
    {
        _most = most;
        _kept = most == 1 ? 0 : Math.Max(most / 4, 1);
        _time = time;
        disposed.UnsafeRegister(static all => ((RequestsInFlight)all!).Close(), this);
    }

    /// <summary>Called, outside of the lock, when a place was taken for a poll that found none before.</summary>
    internal Action? PollCalled { get; set; }

    // Of a single place the two take turns.
    private bool IsCallFirst => _line.Count > 0 && _calls < Math.Max(_kept, 1) && (_kept > 0 || _wasPoll);

    private bool IsFull => _calls + _polls >= _most;

    /// <summary>Takes a place for a call, as soon as one is free.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled, or the client disposed.</exception>
    internal ValueTask<RequestPlace> EnterAsync(CancellationToken stop) => EnterAsync(isUrgent: false, stop);

    /// <summary>
    /// Takes a place for a call that goes before all others and may have one that is kept for polls; null if none is free.
    /// </summary>
    internal RequestPlace? TryEnterFirst() => TryEnter(isUrgent: true);

    /// <summary>Does the same, as soon as a place is free.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled, or the client disposed.</exception>
    internal ValueTask<RequestPlace> EnterFirstAsync(CancellationToken stop) => EnterAsync(isUrgent: true, stop);

    private ValueTask<RequestPlace> EnterAsync(bool isUrgent, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RequestPlace>(stop);
        }

        if (TryEnter(isUrgent) is { } place)
        {
            return new ValueTask<RequestPlace>(place);
        }

        RequestPlace.GiveUpAround(this);
        return StandInLine(isUrgent).WaitAsync(stop);
    }

    /// <summary>Takes a place for a poll. If none is free, the next one is taken, and then <see cref="PollCalled"/> is called.</summary>
    internal bool TryEnterPoll()
    {
        lock (_gate)
        {
            _isPollWanted = IsCallFirst || IsFull;
            if (_isPollWanted)
            {
                return false;
            }

            (_polls, _wasPoll) = (_polls + 1, true);
            return true;
        }
    }

    /// <summary>Returns true if the place of a poll may be used for the next poll, though calls stand in line.</summary>
    internal bool MayPollOn()
    {
        lock (_gate)
        {
            return !IsCallFirst;
        }
    }

    /// <summary>Takes back a place, and gives it to the next.</summary>
    internal void Return(bool isPoll)
    {
        bool isPollCalled;
        lock (_gate)
        {
            (_polls, _calls) = isPoll ? (_polls - 1, _calls) : (_polls, _calls - 1);
            isPollCalled = Give();
        }

        Call(isPollCalled);
    }

    private bool HasRoomFor(bool isUrgent) => !IsFull && (isUrgent || _calls < _most - _kept);

    private RequestPlace? TryEnter(bool isUrgent)
    {
        lock (_gate)
        {
            if (!HasRoomFor(isUrgent) || (_line.Count > 0 && !isUrgent))
            {
                return null;
            }

            (_calls, _wasPoll) = (_calls + 1, false);
            return new RequestPlace(this, isPoll: false, TimeSpan.Zero);
        }
    }

    private PlaceWaiter StandInLine(bool isUrgent)
    {
        var waiter = new PlaceWaiter(this, _time.GetTimestamp(), isUrgent);
        bool isPollCalled;
        lock (_gate)
        {
            if (_isClosed)
            {
                waiter.Cancel(default);
                return waiter;
            }

            waiter.Place = isUrgent ? _line.AddFirst(waiter) : _line.AddLast(waiter);

            isPollCalled = Give();
        }

        Call(isPollCalled);
        return waiter;
    }

    /// <summary>Takes somebody out of the line.</summary>
    /// <returns>False if they have a place, or are not in line any more.</returns>
    internal bool TryLeaveLine(PlaceWaiter waiter)
    {
        lock (_gate)
        {
            var isInLine = waiter.Place?.List is not null;
            if (isInLine)
            {
                _line.Remove(waiter.Place!);
            }

            return isInLine;
        }
    }

    /// <returns>True if a place was taken for a poll.</returns>
    private bool Give()
    {
        var isPollCalled = false;
        while (!IsFull)
        {
            if (_isPollWanted && !IsCallFirst)
            {
                (_polls, _wasPoll, _isPollWanted, isPollCalled) = (_polls + 1, true, false, true);
            }
            else if (_line.First?.Value is { } waiter && HasRoomFor(waiter.IsUrgent))
            {
                _line.RemoveFirst();
                (_calls, _wasPoll) = (_calls + 1, false);
                waiter.Give(_time);
            }
            else
            {
                break;
            }
        }

        return isPollCalled;
    }

    private void Call(bool isPollCalled)
    {
        if (isPollCalled)
        {
            PollCalled?.Invoke();
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var waiter in _line)
            {
                waiter.Cancel(default);
            }

            _line.Clear();
        }
    }
}
