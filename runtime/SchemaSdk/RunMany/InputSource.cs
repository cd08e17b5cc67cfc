using System.Diagnostics.CodeAnalysis;
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
            ? new PlainInputs<TInput>(inputs.GetEnumerator())
            : new InputThread<TInput>(inputs);

    /// <summary>True if the source has ended or has thrown an exception.</summary>
    internal bool HasEnded { get; private set; }

    internal bool TryTake([MaybeNullWhen(false)] out TInput input)
    {
        input = default;
        if (HasEnded || stop.IsCancellationRequested || !(_move ??= MoveAsync()).IsCompleted)
        {
            return false;
        }

        try
        {
            HasEnded = !_move.Result;
            input = HasEnded ? default : inputs.Current;
        }
        catch (Exception exception)
        {
            // The application's source may throw anything. ThrowIfFailed rethrows it after the started runs have been returned.
            (HasEnded, _failure) = (true, exception);
        }

        _move = null;
        return !HasEnded;
    }

    /// <summary>Waits for the next input. Returns false if there is none or it is not needed any more.</summary>
    internal async Task<bool> HasNextAsync()
    {
        if (HasEnded || stop.IsCancellationRequested)
        {
            return false;
        }

        // The wait observes the cancellation token itself, so that a source that ignores the token does not delay the caller.
        await ((Task)(_move ??= MoveAsync())).WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }

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
            return await inputs.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            // The exception is kept, because the started runs are returned first, as in TryTake.
            _failure = exception;
            return false;
        }
    }
}
