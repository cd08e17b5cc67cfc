using System.Numerics;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Caches the results of shared rules during one check, by the offset of the value and the number of the rule.</summary>
internal sealed class SharedAnswers
{
    private const int FirstSize = 128;
    private const int MaxKept = 1 << 12;
    private const int AnswerBits = 5;
    private const int RuleBits = 28;

    [ThreadStatic]
    private static SharedAnswers? t_kept;

    private ulong[] _entries = new ulong[FirstSize];   // each entry combines an offset, a rule and a result; 0 is a free entry
    private int _count;

    /// <summary>Maps the offset of each object's and array's first byte to the offset just after its last byte.</summary>
    public int[] Ends { get; private set; } = [];

    /// <summary>Starts a check, and finds the ends of all objects and arrays.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static SharedAnswers Start(ReadOnlySpan<byte> utf8Json)
    {
        var answers = t_kept ?? new SharedAnswers();
        t_kept = null;
        answers.FindEnds(utf8Json);
        return answers;
    }

    /// <summary>Ends a check. Keeps the memory for the next check, unless it is too large.</summary>
    public void End()
    {
        if (_entries.Length <= MaxKept && Ends.Length <= MaxKept)
        {
            Array.Clear(_entries);
            _count = 0;
            t_kept = this;
        }
    }

    /// <summary>Returns the cached result of checking the value at this offset against this rule.</summary>
    public SharedAnswer Find(int place, int rule) => (SharedAnswer)(_entries[IndexOf(KeyOf(place, rule))] & ((1 << AnswerBits) - 1));

    public void Keep(int place, int rule, SharedAnswer answer)
    {
        if (2 * _count >= _entries.Length)
        {
            Grow();
        }

        var key = KeyOf(place, rule);
        ref var entry = ref _entries[IndexOf(key)];
        _count += entry == 0 ? 1 : 0;
        entry = (key << AnswerBits) | (uint)answer;
    }

    private static ulong KeyOf(int place, int rule) => ((ulong)place << RuleBits) | (uint)rule;

    private int IndexOf(ulong key)
    {
        var mask = _entries.Length - 1;
        var index = (int)((key * 0x9E3779B97F4A7C15) >> (64 - BitOperations.PopCount((uint)mask)));
        while (_entries[index] != 0 && _entries[index] >> AnswerBits != key)
        {
            index = (index + 1) & mask;
        }

        return index;
    }

    private void Grow()
    {
        var entries = _entries;
        _entries = new ulong[2 * entries.Length];
        foreach (var entry in entries)
        {
            if (entry != 0)
            {
                _entries[IndexOf(entry >> AnswerBits)] = entry;
            }
        }
    }

    private void FindEnds(ReadOnlySpan<byte> utf8Json)
    {
        if (Ends.Length < utf8Json.Length)
        {
            Ends = new int[Math.Max(utf8Json.Length, FirstSize)];
        }

        // Until the end of a value is found, the value's entry in Ends holds the start of the enclosing value.
        var open = 0;
        for (var reader = new Utf8JsonReader(utf8Json, JsonText.InputOptions); reader.Read();)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                (Ends[(int)reader.TokenStartIndex], open) = (open, (int)reader.TokenStartIndex);
            }
            else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                (Ends[open], open) = ((int)reader.BytesConsumed, Ends[open]);
            }
        }
    }
}
