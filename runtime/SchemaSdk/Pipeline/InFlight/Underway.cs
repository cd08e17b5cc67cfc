namespace SchemaSdk.Pipeline.InFlight;

/// <summary>Counts running operations. After <see cref="Close"/>, no operation can start.</summary>
internal sealed class Underway
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isClosed;

    /// <summary>Completes after <see cref="Close"/>, once no operation is running.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Starts an operation. It must call <see cref="Leave"/> at its end. Returns false after <see cref="Close"/>.</summary>
    internal bool TryEnter()
    {
        lock (_gate)
        {
            _running += _isClosed ? 0 : 1;
            return !_isClosed;
        }
    }

    internal void Leave() => End(isClose: false);

    internal void Close() => End(isClose: true);

    private void End(bool isClose)
    {
        lock (_gate)
        {
            _isClosed |= isClose;
            _running -= isClose ? 0 : 1;
            if (_isClosed && _running == 0)
            {
                _ended.TrySetResult();
            }
        }
    }
}
