namespace SchemaSdk.Pipeline.InFlight;

/// <summary>Counts running operations. Once it is closed, no more can start.</summary>
// Package SchemaSdk.PostgreSql compiles this file too, because it sees no internals of the core.
internal sealed class Underway
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isClosed;

    /// <summary>Completes when it is closed and nothing runs.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Starts an operation, which has to call <see cref="Leave"/> at its end.</summary>
    /// <returns>False if it is closed.</returns>
    internal bool TryEnter()
    {
        lock (_gate)
        {
            _running += _isClosed ? 0 : 1;
            return !_isClosed;
        }
    }

    /// <summary>Ends an operation.</summary>
    internal void Leave()
    {
        lock (_gate)
        {
            _running--;
            EndIfLast();
        }
    }

    /// <summary>Prevents further operations.</summary>
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
        if (_isClosed && _running == 0)
        {
            _ended.TrySetResult();
        }
    }
}
