namespace SchemaSdk.Pipeline.Http;

/// <summary>Waits until a file or stream is open. If it is opened only after the wait was cancelled, closes it.</summary>
internal static class Opening
{
    // The application's code may ignore its token, and the opening of a pipe takes none, so WaitAsync ends the wait.
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
