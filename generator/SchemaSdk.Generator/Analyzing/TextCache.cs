using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>Caches the result for a file as long as its text is alive. An editor keeps the texts that do not change.</summary>
/// <typeparam name="TFile">The file: its text, and everything else that the result depends on.</typeparam>
/// <typeparam name="TResult">The result for a file.</typeparam>
/// <param name="compute">Computes the result; may run twice if two threads need it at the same time.</param>
internal sealed class TextCache<TFile, TResult>(Func<TFile, TResult> compute)
    where TFile : class, IEquatable<TFile>
{
    private readonly ConditionalWeakTable<SourceText, Slot> _slots = new();

    /// <summary>Returns the result for a file, and computes it if the text is new.</summary>
    /// <param name="text">Its text; null if it could not be read.</param>
    /// <param name="file">The file.</param>
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
