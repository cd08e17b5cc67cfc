using System.Threading.Channels;

namespace SchemaSdk.RunMany;

/// <summary>The results of the runs of one enumeration, in the order in which they ended.</summary>
internal sealed class RunResults<TInput, TOutput>
{
    // The runs that were begun and not taken are bounded, so this is too.
    private readonly Channel<ModelRun<TInput, TOutput>> _ended = Channel.CreateUnbounded<ModelRun<TInput, TOutput>>();

    // The code that begins runs counts as one: there may be more.
    private int _open = 1;

    /// <summary>Ends when no more runs begin and the result of each has been read.</summary>
    internal ChannelReader<ModelRun<TInput, TOutput>> Reader => _ended.Reader;

    internal void Begin() => Interlocked.Increment(ref _open);

    internal void End(ModelRun<TInput, TOutput> run)
    {
        _ended.Writer.TryWrite(run);
        BeginNoMore();
    }

    /// <summary>One less is open: a run, or the code that begins them.</summary>
    internal void BeginNoMore()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _ended.Writer.Complete();
        }
    }
}
