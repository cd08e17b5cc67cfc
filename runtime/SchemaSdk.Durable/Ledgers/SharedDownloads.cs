namespace SchemaSdk.Durable.Ledgers;

/// <summary>Downloads the files of a job once at a time, however many calls of this process wait for them.</summary>
internal sealed class SharedDownloads
{
    private readonly Dictionary<string, Task<SavedFiles>> _running = new(StringComparer.Ordinal);

    internal Task<SavedFiles> RunAsync(string job, Func<Task<SavedFiles>> download)
    {
        lock (_running)
        {
            return _running.TryGetValue(job, out var running) ? running : _running[job] = Task.Run(async () =>
            {
                try
                {
                    return await download().ConfigureAwait(false);
                }
                finally
                {
                    lock (_running)
                    {
                        _running.Remove(job);
                    }
                }
            });
        }
    }
}
