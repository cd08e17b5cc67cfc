namespace SchemaSdk.PostgreSql.Calls;

/// <summary>Counts what runs, and lets nothing begin any more once its end is waited for.</summary>
internal sealed class Underway
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isClosed;

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
    /// <returns>A task that completes once nothing runs.</returns>
    internal Task CloseAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            EndIfLast();
            return _ended.Task;
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
