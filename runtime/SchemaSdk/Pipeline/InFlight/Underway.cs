namespace SchemaSdk.Pipeline.InFlight;

/// <summary>Counts what runs, and lets nothing begin any more once it is closed.</summary>
// Package SchemaSdk.PostgreSql compiles this file as well: it sees no internals of the core.
internal sealed class Underway
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isClosed;

    /// <summary>Completes once nothing can begin any more and nothing runs.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Begins something, which has to call <see cref="Leave"/> at its end.</summary>
    /// <returns>False if nothing may begin any more.</returns>
    internal bool TryEnter()
    {
        lock (_gate)
        {
            _running += _isClosed ? 0 : 1;
            return !_isClosed;
        }
    }

    /// <summary>Ends something that had begun.</summary>
    internal void Leave()
    {
        lock (_gate)
        {
            _running--;
            EndIfLast();
        }
    }

    /// <summary>Lets nothing begin any more.</summary>
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
