namespace SchemaSdk.RunMany;

/// <summary>
/// Inputs of a source that may be slow and block: its own thread enumerates it, one input per request.
/// </summary>
/// <remarks>The pool's threads are needed for running jobs, and an enumerator may expect one thread, as in a loop.</remarks>
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

    /// <summary>Completes when the enumerator is disposed of, with the exception that this throws, if any.</summary>
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
            // On its own thread it would end the process, so the caller that disposes of the source gets it.
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

    /// <summary>Takes the next input.</summary>
    /// <returns>False if there is no further input; then no more are requested.</returns>
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
