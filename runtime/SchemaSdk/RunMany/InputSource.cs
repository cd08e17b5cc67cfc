using System.Threading.Channels;

namespace SchemaSdk.RunMany;

/// <summary>Enumerates a synchronous source of <c>RunManyAsync</c>, one input at a time and only on demand.</summary>
internal static class InputSource
{
    // A source of unknown length may block, or may expect to stay on one thread, so it gets a thread of its own.
    internal static async IAsyncEnumerator<TInput> EnumerateAsync<TInput>(IEnumerable<TInput> inputs)
    {
        if (inputs is ICollection<TInput> or IReadOnlyCollection<TInput>)
        {
            foreach (var input in inputs)
            {
                yield return input;
            }

            yield break;
        }

        using var next = new SemaphoreSlim(0);
        var isLeft = false;
        var read = Channel.CreateUnbounded<TInput>();
        var reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            while (await read.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false) && read.Reader.TryRead(out var input))
            {
                yield return input;
                next.Release();
            }
        }
        finally
        {
            isLeft = true;
            next.Release();

            // Throws what the source has thrown, even if the source threw during its disposal.
            await reading.ConfigureAwait(false);
        }

        void Read()
        {
            try
            {
                foreach (var input in inputs)
                {
                    read.Writer.TryWrite(input);
                    next.Wait();
                    if (isLeft)
                    {
                        break;
                    }
                }
            }
            finally
            {
                read.Writer.Complete();
            }
        }
    }
}
