using System.Numerics;
using System.Text.Json;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>Finds members of an object by their names, in any order, in about as many steps as there are members.</summary>
/// <remarks>Each member is taken once. Members with the same name are taken in order.</remarks>
// Uses numbers in a rented array, because a native program contains the code of a table or a sort again for each kind of struct.
internal readonly ref struct JsonMembers
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = int.MaxValue };

    // Names come from a service, which must not be able to choose many names with one hash.
    private static readonly ulong Seed = BitConverter.DoubleToUInt64Bits(Random.Shared.NextDouble());

    private readonly ReadOnlySpan<byte> _text;
    private readonly int[] _rented;
    private readonly Span<int> _firsts;   // for the lowest bits of a hash: its first member, from 1; 0: none is left
    private readonly Span<int> _nexts;    // the next such member
    private readonly Span<int> _hashes;
    private readonly Span<int> _names;
    private readonly Span<int> _values;

    /// <param name="text">The text from which the reader was made.</param>
    /// <param name="reader">On the name of the first member that is needed; on the end of the object when the constructor returns.</param>
    public JsonMembers(ReadOnlySpan<byte> text, scoped ref Utf8JsonReader reader)
    {
        for (var rest = reader; rest.TokenType == JsonTokenType.PropertyName; rest.Read())
        {
            rest.Skip();
            Count++;
        }

        var placeCount = checked((int)BitOperations.RoundUpToPowerOf2((uint)Count));
        _text = text;
        _rented = SharedBuffers.Rent<int>(checked(placeCount + (4 * Count)));
        _firsts = _rented.AsSpan(0, placeCount);
        _nexts = _rented.AsSpan(placeCount, Count);
        _hashes = _rented.AsSpan(placeCount + Count, Count);
        _names = _rented.AsSpan(placeCount + (2 * Count), Count);
        _values = _rented.AsSpan(placeCount + (3 * Count), Count);
        for (var i = 0; i < Count; i++)
        {
            _hashes[i] = HashOf(ref reader);
            _names[i] = (int)reader.TokenStartIndex;
            reader.Read();
            _values[i] = (int)reader.TokenStartIndex;
            reader.Skip();
            reader.Read();
        }

        // In reverse, so the first member comes first.
        _firsts.Clear();
        for (var i = Count - 1; i >= 0; i--)
        {
            ref var first = ref _firsts[_hashes[i] & (placeCount - 1)];
            _nexts[i] = first;
            first = i + 1;
        }
    }

    /// <summary>The number of members.</summary>
    public int Count { get; }

    /// <summary>Takes the first member with a name that was not taken yet.</summary>
    /// <param name="name">On the name.</param>
    /// <returns>The text from the value of the member; empty if all members with the name were taken.</returns>
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

    /// <summary>Returns a reader on the first token of a value that was taken.</summary>
    // What follows the value is not read, so it may be more JSON. Such a reader treats a name as a string.
    public static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Deep);
        reader.Read();
        return reader;
    }

    /// <summary>Returns the rented array.</summary>
    public void Dispose() => SharedBuffers.Return(_rented);

    private static int HashOf(scoped ref Utf8JsonReader name) => JsonHash.OfText(ref name, Seed).GetHashCode();

    private bool IsNamed(int member, scoped ref Utf8JsonReader name)
    {
        var other = ReaderOf(_text[_names[member]..]);
        return JsonValues.AreEqualTexts(ref other, ref name);
    }
}
