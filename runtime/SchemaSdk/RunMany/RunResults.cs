using System.Threading.Channels;

namespace SchemaSdk.RunMany;

/// <summary>The results of the runs of one enumeration, in the order in which they ended.</summary>
internal sealed class RunResults<TInput, TOutput>
{
    // Unbounded, because the runs that have started and were not returned are bounded already.
    private readonly Channel<ModelRun<TInput, TOutput>> _ended = Channel.CreateUnbounded<ModelRun<TInput, TOutput>>();

    // The code that starts runs counts as one, because there may be more.
    private int _open = 1;

    /// <summary>Completes when no more runs start and the result of each has been read.</summary>
    internal ChannelReader<ModelRun<TInput, TOutput>> Reader => _ended.Reader;

    internal void Begin() => Interlocked.Increment(ref _open);

    internal void End(ModelRun<TInput, TOutput> run)
    {
        _ended.Writer.TryWrite(run);
        BeginNoMore();
    }

    /// <summary>Counts down the open runs, or the code that starts them.</summary>
    internal void BeginNoMore()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _ended.Writer.Complete();
        }
    }
}
