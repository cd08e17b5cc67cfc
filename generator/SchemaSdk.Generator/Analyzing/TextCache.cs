using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>Keeps what was computed of a file for as long as its text lives: an editor keeps the texts that nobody types in.</summary>
/// <typeparam name="TFile">The file as it was read: its text, and all else that the result depends on.</typeparam>
/// <typeparam name="TResult">What is computed of it.</typeparam>
/// <param name="compute">Computes it; may run twice where two threads ask at once.</param>
internal sealed class TextCache<TFile, TResult>(Func<TFile, TResult> compute)
    where TFile : class, IEquatable<TFile>
{
    private readonly ConditionalWeakTable<SourceText, Slot> _slots = new();

    /// <summary>Returns the result that was computed of a file, computing it if the text is new.</summary>
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
