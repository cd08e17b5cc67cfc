using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>The way to numbers in a JSON text: a JSON pointer (RFC 6901) with <c>*</c> for every item of an array.</summary>
internal sealed class NumberPath
{
    private readonly byte[]?[] _steps;   // null for every item

    public NumberPath(string pointer)
    {
        var steps = pointer.Split('/');
        _steps = new byte[]?[steps.Length - 1];
        for (var i = 0; i < _steps.Length; i++)
        {
            var name = steps[i + 1].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            _steps[i] = steps[i + 1] == "*" ? null : Encoding.UTF8.GetBytes(name);
        }
    }

    /// <summary>Adds the numbers at the end of the way.</summary>
    /// <param name="reader">On the first token of a value.</param>
    /// <param name="sum">The sum that they are added to.</param>
    /// <returns>False if the way does not lead to a number, or once in several does not.</returns>
    public bool TryAdd(ref Utf8JsonReader reader, ref NumberSum sum) => TryAdd(ref reader, 0, ref sum);

    /// <summary>Adds the numbers at the ends of two ways that part at the first member, in one pass.</summary>
    /// <param name="reader">On the first token of a value.</param>
    /// <param name="first">One way.</param>
    /// <param name="firstSum">The sum that its numbers are added to.</param>
    /// <param name="second">The other.</param>
    /// <param name="secondSum">The sum that its numbers are added to.</param>
    /// <returns>False if one of them does not lead to a number.</returns>
    public static bool TryAdd(
        ref Utf8JsonReader reader, NumberPath first, ref NumberSum firstSum, NumberPath second, ref NumberSum secondSum)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var (hasFirst, hasSecond) = (false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Of a member that comes twice nobody knows which one counts.
            if (reader.ValueTextEquals(first._steps[0]))
            {
                reader.Read();
                if (hasFirst || !first.TryAdd(ref reader, 1, ref firstSum))
                {
                    return false;
                }

                hasFirst = true;
            }
            else if (reader.ValueTextEquals(second._steps[0]))
            {
                reader.Read();
                if (hasSecond || !second.TryAdd(ref reader, 1, ref secondSum))
                {
                    return false;
                }

                hasSecond = true;
            }
            else
            {
                reader.Skip();
            }
        }

        return hasFirst && hasSecond;
    }

    /// <summary>Returns true if the two paths begin with members of different names.</summary>
    public bool PartsFrom(NumberPath other) =>
        _steps is [{ } mine, ..] && other._steps is [{ } others, ..] && !mine.AsSpan().SequenceEqual(others);

    private bool TryAdd(ref Utf8JsonReader reader, int step, ref NumberSum sum)
    {
        if (step == _steps.Length)
        {
            return reader.TokenType == JsonTokenType.Number && sum.TryAdd(reader.ValueSpan, reader.TokenStartIndex);
        }

        return _steps[step] is { } name ? TryAddMember(ref reader, name, step, ref sum) : TryAddItems(ref reader, step, ref sum);
    }

    private bool TryAddMember(ref Utf8JsonReader reader, byte[] name, int step, ref NumberSum sum)
    {
        var isThere = false;
        while (reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name))
            {
                reader.Read();

                // Of a member that comes twice nobody knows which one counts.
                if (isThere || !TryAdd(ref reader, step + 1, ref sum))
                {
                    return false;
                }

                isThere = true;
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Read();
        }

        return isThere;
    }

    private bool TryAddItems(ref Utf8JsonReader reader, int step, ref NumberSum sum)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        sum.StartAt(reader.TokenStartIndex);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryAdd(ref reader, step + 1, ref sum))
            {
                return false;
            }
        }

        return true;
    }
}
