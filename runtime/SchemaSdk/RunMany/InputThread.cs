namespace SchemaSdk.RunMany;

/// <summary>Enumerates a source that may be slow or block. It uses its own thread, and reads each input only on demand.</summary>
/// <remarks>
/// The running jobs need the threads of the thread pool, and an enumerator may expect to stay on one thread, as in a foreach loop.
/// </remarks>
internal sealed class InputThread<TInput>(IEnumerable<TInput> inputs) : IAsyncEnumerator<TInput>
{
    private readonly SemaphoreSlim _asked = new(0);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<bool>? _next;
    private TInput? _current;
    private bool _isBegun;
    private volatile bool _isLeft;

    public TInput Current => _current!;

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
        if (!_isBegun)
        {
            return ValueTask.CompletedTask;
        }

        _isLeft = true;
        _asked.Release();
        return new(_disposed.Task);
    }

    private void Run()
    {
        try
        {
            using (var enumerator = Begin())
            {
                while (enumerator is not null && IsAsked() && TryStep(enumerator))
                {
                }
            }

            _disposed.SetResult();
        }
        catch (Exception exception)
        {
            // An exception on this thread would end the process, so it is passed to the caller that disposes the source.
            _disposed.SetException(exception);
        }
    }

    private bool IsAsked()
    {
        _asked.Wait();
        return !_isLeft;
    }

    private IEnumerator<TInput>? Begin()
    {
        try
        {
            return inputs.GetEnumerator();
        }
        catch (Exception exception)
        {
            _next!.SetException(exception);
            return null;
        }
    }

    /// <summary>Takes the next input. Returns false if there is none, which ends the thread.</summary>
    private bool TryStep(IEnumerator<TInput> enumerator)
    {
        var next = _next!;
        try
        {
            var isThere = enumerator.MoveNext();
            _current = isThere ? enumerator.Current : default;
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
