using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>
/// Caches one result per source text for as long as the text is alive. An editor keeps the text objects of unchanged files, so their
/// results are not computed again.
/// </summary>
/// <typeparam name="TFile">A value with everything that the result depends on, including the text.</typeparam>
/// <typeparam name="TResult">The computed result.</typeparam>
/// <param name="compute">Computes a result. Two threads that need the same result at once may both call this.</param>
internal sealed class TextCache<TFile, TResult>(Func<TFile, TResult> compute)
    where TFile : class, IEquatable<TFile>
{
    private readonly ConditionalWeakTable<SourceText, Slot> _slots = new();

    /// <summary>Returns the cached result, or computes it if the text or any other part of the input has changed.</summary>
    /// <param name="text">The key of the cache; null if the file could not be read.</param>
    /// <param name="file">The input of the computation, including the text.</param>
    public TResult Of(SourceText? text, TFile file)
    {
        var slot = text is null ? new Slot() : _slots.GetOrCreateValue(text);
        if (slot.Last is not { } last || !last.File.Equals(file))
        {
            slot.Last = last = new Entry(file, compute(file));
        }

        return last.Result;
    }

    private sealed class Slot
    {
        private Entry? _last;

        public Entry? Last
        {
            get => Volatile.Read(ref _last);
            set => Volatile.Write(ref _last, value);
        }
    }

    private sealed class Entry(TFile file, TResult result)
    {
        public TFile File { get; } = file;

        public TResult Result { get; } = result;
    }
}
