using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>A fixed set of texts that JSON strings and member names are looked up in, by length and then by bytes.</summary>
internal sealed class Utf8Texts
{
    private readonly byte[][] _utf8;
    private readonly int[] _order;    // positions, by length
    private readonly int[] _starts;   // _order[_starts[n] .. _starts[n + 1]] are those of n bytes

    public Utf8Texts(string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Values = texts.AsSpan().ToArray();
        _utf8 = new byte[texts.Length][];
        _order = new int[texts.Length];
        var lengths = new int[texts.Length];
        var longest = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            _utf8[i] = Encoding.UTF8.GetBytes(texts[i]);
            _order[i] = i;
            lengths[i] = _utf8[i].Length;
            longest = Math.Max(longest, lengths[i]);
        }

        Array.Sort(lengths, _order);
        _starts = new int[longest + 2];
        foreach (var length in lengths)
        {
            _starts[length + 1]++;
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }
    }

    public string[] Values { get; }

    /// <param name="reader">On a string or on a member name.</param>
    /// <returns>The position of the text, or -1.</returns>
    public int Find(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped || reader.HasValueSequence ? FindDecoded(ref reader) : Find(reader.ValueSpan);

    private int Find(ReadOnlySpan<byte> text)
    {
        if (text.Length + 1 >= _starts.Length)
        {
            return -1;
        }

        var end = _starts[text.Length + 1];
        for (var i = _starts[text.Length]; i < end; i++)
        {
            var at = _order[i];
            if (text.SequenceEqual(_utf8[at]))
            {
                return at;
            }
        }

        return -1;
    }

    private int FindDecoded(ref Utf8JsonReader reader)
    {
        try
        {
            for (var i = 0; i < _utf8.Length; i++)
            {
                if (reader.ValueTextEquals(_utf8[i]))
                {
                    return i;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text that is looked for has one.
        }

        return -1;
    }
}
