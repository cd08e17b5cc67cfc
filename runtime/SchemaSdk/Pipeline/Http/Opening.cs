namespace SchemaSdk.Pipeline.Http;

/// <summary>Waits until a file or stream is open. If it is opened only after the wait was cancelled, closes it.</summary>
internal static class Opening
{
    // Ends the wait on cancellation even if the opening goes on: the application's code may ignore its token, and pipes take no token.
    internal static async Task<T> OrCloseAsync<T>(this Task<T> opening, CancellationToken stop) where T : IDisposable
    {
        try
        {
            return await opening.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = CloseAsync(opening);
            throw;
        }
    }

    private static async Task CloseAsync<T>(Task<T> opening) where T : IDisposable
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            (await opening.ConfigureAwait(false)).Dispose();
        }
    }
}
