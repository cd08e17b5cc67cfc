using System.Runtime.ExceptionServices;

namespace SchemaSdk.RunMany;

/// <summary>The inputs of <c>RunManyAsync</c>, read one at a time and only when needed.</summary>
internal sealed class InputSource<TInput>(IAsyncEnumerator<TInput> inputs, CancellationToken stop) : IAsyncDisposable
{
    private Task<bool>? _move;
    private Exception? _failure;

    /// <summary>Enumerates a synchronous source. A source whose length is not known may block, so it gets its own thread.</summary>
    internal static IAsyncEnumerator<TInput> Of(IEnumerable<TInput> inputs) =>
        inputs is ICollection<TInput> or IReadOnlyCollection<TInput>
            ? new PlainInputs(inputs.GetEnumerator())
            : new InputThread<TInput>(inputs);

    internal TInput Current { get; private set; } = default!;

    /// <summary>True if the source has ended or has thrown an exception.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Waits for the next input. Returns false if there is none or it is not needed any more.</summary>
    internal async Task<bool> MoveNextAsync()
    {
        if (stop.IsCancellationRequested)
        {
            return false;
        }

        // The wait observes the cancellation token itself, so that a source that ignores the token does not delay the caller.
        _move = MoveAsync();
        await ((Task)_move).WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stop.IsCancellationRequested)
        {
            return false;
        }

        HasEnded = !await _move.ConfigureAwait(false);
        return !HasEnded;
    }

    /// <summary>Rethrows the exception of the source. To be called once all started runs have been returned.</summary>
    internal void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_move is { IsCompleted: false } move)
        {
            // The source must not be disposed while MoveNextAsync runs.
            _ = move.ContinueWith(_ => inputs.DisposeAsync().AsTask(), TaskScheduler.Default);
            return;
        }

        await inputs.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<bool> MoveAsync()
    {
        try
        {
            if (!await inputs.MoveNextAsync().ConfigureAwait(false))
            {
                return false;
            }

            Current = inputs.Current;
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            // The application's source may throw anything.
            _failure = exception;
            return false;
        }
    }

    /// <summary>Inputs that are available without waiting, such as those of a list.</summary>
    private sealed class PlainInputs(IEnumerator<TInput> inputs) : IAsyncEnumerator<TInput>
    {
        public TInput Current => inputs.Current;

        public ValueTask<bool> MoveNextAsync() => new(inputs.MoveNext());

        public ValueTask DisposeAsync()
        {
            inputs.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
