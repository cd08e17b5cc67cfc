using System.Numerics;
using System.Text.Json;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>Finds the members of an object by name, in any order, in roughly linear total time.</summary>
/// <remarks>Each member is returned once. Members with the same name are returned in order.</remarks>
// Uses only integers, because native AOT would compile the sorting or hashing code again for each struct type.
internal readonly ref struct MemberIndex
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = int.MaxValue };

    private readonly ReadOnlySpan<byte> _text;
    private readonly int[] _rented;
    private readonly Span<int> _firsts;   // the first remaining member of each bucket, counted from 1; 0 if none remains
    private readonly Span<int> _nexts;    // the next member of the same bucket
    private readonly Span<int> _hashes;
    private readonly Span<int> _names;
    private readonly Span<int> _values;

    /// <param name="text">The text that the reader reads.</param>
    /// <param name="reader">The reader, on the name of the first member to find; on return, at the end of the object.</param>
    public MemberIndex(ReadOnlySpan<byte> text, scoped ref Utf8JsonReader reader)
    {
        for (var rest = reader; rest.TokenType == JsonTokenType.PropertyName; rest.Read())
        {
            rest.Skip();
            Count++;
        }

        var bucketCount = checked((int)BitOperations.RoundUpToPowerOf2((uint)Count));
        _text = text;
        _rented = SharedBuffers.Rent<int>(checked(bucketCount + (4 * Count)));
        _firsts = _rented.AsSpan(0, bucketCount);
        _nexts = _rented.AsSpan(bucketCount, Count);
        _hashes = _rented.AsSpan(bucketCount + Count, Count);
        _names = _rented.AsSpan(bucketCount + (2 * Count), Count);
        _values = _rented.AsSpan(bucketCount + (3 * Count), Count);
        for (var i = 0; i < Count; i++)
        {
            _hashes[i] = HashOf(ref reader);
            _names[i] = (int)reader.TokenStartIndex;
            reader.Read();
            _values[i] = (int)reader.TokenStartIndex;
            reader.Skip();
            reader.Read();
        }

        // Members are added in reverse order, so that the first member becomes the head of its bucket.
        _firsts.Clear();
        for (var i = Count - 1; i >= 0; i--)
        {
            ref var first = ref _firsts[_hashes[i] & (bucketCount - 1)];
            _nexts[i] = first;
            first = i + 1;
        }
    }

    public int Count { get; }

    /// <summary>Removes the first remaining member with the name that the reader is on.</summary>
    /// <returns>The text from the member's value onward; empty if no member with this name remains.</returns>
    public ReadOnlySpan<byte> Take(scoped ref Utf8JsonReader name)
    {
        var hash = HashOf(ref name);
        ref var link = ref _firsts[hash & (_firsts.Length - 1)];
        while (link > 0)
        {
            var member = link - 1;
            if (_hashes[member] == hash && IsNamed(member, ref name))
            {
                link = _nexts[member];
                return _text[_values[member]..];
            }

            link = ref _nexts[member];
        }

        return [];
    }

    /// <summary>Returns a reader on the first token of a value or name. The reader treats a name as a string.</summary>
    // More JSON may follow the value, but callers do not read it.
    public static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Deep);
        reader.Read();
        return reader;
    }

    public void Dispose() => SharedBuffers.Return(_rented);

    private static int HashOf(scoped ref Utf8JsonReader name) => JsonHash.OfText(ref name).GetHashCode();

    private bool IsNamed(int member, scoped ref Utf8JsonReader name)
    {
        var other = ReaderOf(_text[_names[member]..]);
        return JsonValues.AreEqualTexts(ref other, ref name);
    }
}
