namespace SchemaSdk.Submitting;

/// <summary>Waits until a file is open, and closes a file that is opened only after the wait was cancelled.</summary>
internal static class Opening
{
    // A stream of the application may ignore the cancellation token, and opening a pipe takes none, so the wait observes the token.
    internal static async Task<T> OrCloseAsync<T>(this Task<T> opening, Action<T> close, CancellationToken stop)
    {
        try
        {
            return await opening.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = CloseAsync(opening, close);
            throw;
        }
    }

    private static async Task CloseAsync<T>(Task<T> opening, Action<T> close)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            close(await opening.ConfigureAwait(false));
        }
    }
}
