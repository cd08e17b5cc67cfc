using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>A hash table for looking up JSON strings and member names in a fixed list.</summary>
internal sealed class Utf8Texts
{
    // Escape sequences make a string at most six times as long.
    internal const int BytesOfEscape = 6;

    private readonly byte[][] _utf8;
    private readonly byte[][] _labels;
    private readonly int[] _buckets;   // the first entry of each bucket, counted from 1; 0 if the bucket is empty
    private readonly int[] _next;      // the next entry of the same bucket, counted from 1; 0 after the last entry
    private readonly int _longest;

    public Utf8Texts(string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Values = texts.AsSpan().ToArray();
        _utf8 = new byte[texts.Length][];
        _labels = new byte[texts.Length][];
        _next = new int[texts.Length];
        _buckets = new int[1 << (32 - int.LeadingZeroCount(texts.Length))];
        for (var i = texts.Length - 1; i >= 0; i--)
        {
            _utf8[i] = Encoding.UTF8.GetBytes(texts[i]);
            _labels[i] = Label(texts[i]);
            _longest = Math.Max(_longest, _utf8[i].Length);
            ref var first = ref BucketOf(_utf8[i]);
            _next[i] = first;
            first = i + 1;
        }
    }

    public string[] Values { get; }

    /// <summary>Looks up the string or member name that the reader is on. Returns its position, or -1.</summary>
    public int Find(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped || reader.HasValueSequence ? FindDecoded(ref reader) : Find(reader.ValueSpan);

    /// <summary>Returns an entry as it usually appears before a member's value: in quotes and followed by a colon.</summary>
    /// <param name="at">The position of the entry. Any number is allowed.</param>
    /// <returns>The label; empty if the position has no entry, or if JSON would escape the entry.</returns>
    public ReadOnlySpan<byte> AsLabel(int at) => (uint)at < (uint)_labels.Length ? _labels[at] : default;

    /// <summary>Looks up the string or member name that the cursor is on. Returns its position, or -1.</summary>
    public int Find(in JsonCursor cursor)
    {
        if (!cursor.ValueIsEscaped)
        {
            return Find(cursor.ValueSpan);
        }

        var reader = cursor.Reader();
        return FindDecoded(ref reader);
    }

    private int Find(ReadOnlySpan<byte> text)
    {
        for (var at = BucketOf(text) - 1; at >= 0; at = _next[at] - 1)
        {
            if (text.SequenceEqual(_utf8[at]))
            {
                return at;
            }
        }

        return -1;
    }

    private static byte[] Label(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or '"' or '\\')
            {
                return [];
            }
        }

        return Encoding.UTF8.GetBytes($"\"{text}\":");
    }

    private ref int BucketOf(ReadOnlySpan<byte> text) => ref _buckets[HashOf(text) & (uint)(_buckets.Length - 1)];

    /// <summary>Hashes all bytes, because the names of a schema often differ in a single byte at any position.</summary>
    private static uint HashOf(ReadOnlySpan<byte> text)
    {
        const int Word = sizeof(ulong);
        const int Half = sizeof(uint);
        var hash = (ulong)text.Length;
        for (var rest = text; rest.Length > Word; rest = rest[Word..])
        {
            hash = Mix(hash, MemoryMarshal.Read<ulong>(rest));
        }

        // These integers may overlap, which does no harm.
        var last = text.Length switch
        {
            >= Word => MemoryMarshal.Read<ulong>(text[^Word..]),
            >= Half => ((ulong)MemoryMarshal.Read<uint>(text) << 32) | MemoryMarshal.Read<uint>(text[^Half..]),
            > 0 => ((ulong)text[0] << 16) | ((ulong)text[text.Length / 2] << 8) | text[^1],
            _ => 0UL,
        };
        return (uint)(Mix(hash, last) >> 32);
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }

    private int FindDecoded(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > (long)_longest * BytesOfEscape)
        {
            return -1;
        }

        var rented = length > JsonText.StackText ? SharedBuffers.Rent<byte>((int)length) : null;
        try
        {
            var decoded = rented ?? stackalloc byte[JsonText.StackText];
            return Find(decoded[..reader.CopyString(decoded)]);
        }
        catch (InvalidOperationException)
        {
            return -1;   // An unpaired surrogate, which no entry contains.
        }
        finally
        {
            JsonText.Return(rented);
        }
    }
}
