using System.Threading.Channels;

namespace SchemaSdk.RunMany;

/// <summary>The results of the runs of one enumeration, in the order in which they ended.</summary>
internal sealed class RunResults<TInput, TOutput>
{
    // Unbounded, because the number of started runs that were not returned yet is already limited.
    private readonly Channel<ModelRun<TInput, TOutput>> _ended = Channel.CreateUnbounded<ModelRun<TInput, TOutput>>();

    // The code that starts runs counts as one open run, because it may start more.
    private int _open = 1;

    /// <summary>Completes when no more runs start and the result of each run has been read.</summary>
    internal ChannelReader<ModelRun<TInput, TOutput>> Reader => _ended.Reader;

    internal void Begin() => Interlocked.Increment(ref _open);

    internal void End(ModelRun<TInput, TOutput> run)
    {
        _ended.Writer.TryWrite(run);
        BeginNoMore();
    }

    /// <summary>Counts down the open runs, for a run that has ended or for the code that starts runs.</summary>
    internal void BeginNoMore()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _ended.Writer.Complete();
        }
    }
}
