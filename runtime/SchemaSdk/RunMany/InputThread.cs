namespace SchemaSdk.RunMany;

/// <summary>Enumerates a source that may be slow or block, on a thread of its own. Reads each input only on demand.</summary>
// The running jobs need the threads of the thread pool, and an enumerator may expect to stay on one thread, as in a foreach loop.
internal sealed class InputThread<TInput>(IEnumerable<TInput> inputs) : IAsyncEnumerator<TInput>
{
    private readonly SemaphoreSlim _asked = new(0);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isBegun;

    // The step that the caller waits for; null once the enumerator is disposed.
    private volatile TaskCompletionSource<bool>? _next;

    public TInput Current { get; private set; } = default!;

    public ValueTask<bool> MoveNextAsync()
    {
        var next = _next = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_isBegun)
        {
            _isBegun = true;
            new Thread(Run) { IsBackground = true, Name = "Inputs of RunManyAsync" }.Start();
        }

        _asked.Release();
        return new(next.Task);
    }

    /// <summary>Completes once the enumerator is disposed, or fails with the exception that its disposal threw.</summary>
    public ValueTask DisposeAsync()
    {
        _next = null;
        _asked.Release();
        return _isBegun ? new(_disposed.Task) : ValueTask.CompletedTask;
    }

    private void Run()
    {
        IEnumerator<TInput>? enumerator = null;
        try
        {
            do
            {
                _asked.Wait();
            }
            while (_next is { } next && TryStep(ref enumerator, next));

            enumerator?.Dispose();
            _disposed.SetResult();
        }
        catch (Exception exception)
        {
            // An exception on this thread would end the process, so it is passed to the caller that disposes the source.
            _disposed.SetException(exception);
        }
    }

    /// <summary>Takes the next input. Returns false if there is none, which ends the thread.</summary>
    private bool TryStep(ref IEnumerator<TInput>? enumerator, TaskCompletionSource<bool> next)
    {
        try
        {
            enumerator ??= inputs.GetEnumerator();
            var isThere = enumerator.MoveNext();
            Current = isThere ? enumerator.Current : default!;
            next.SetResult(isThere);
            return isThere;
        }
        catch (Exception exception)
        {
            next.SetException(exception);
            return false;
        }
    }
}
