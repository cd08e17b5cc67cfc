using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>The path to numbers in a JSON text: a JSON pointer (RFC 6901) with <c>*</c> for every item of an array.</summary>
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

    /// <summary>The name of the member at the start of the path; null if it starts with items.</summary>
    public string? FirstName => _steps is [{ } first, ..] ? Encoding.UTF8.GetString(first) : null;

    /// <summary>The last name of a path that leads to a member of each item of a member; null for another path.</summary>
    public string? NameInItems => _steps is [not null, null, { } last] ? Encoding.UTF8.GetString(last) : null;

    /// <summary>Adds the numbers at the end of the path.</summary>
    /// <param name="cursor">On the first token of a value.</param>
    /// <param name="step">How many steps of the path lead to that value.</param>
    /// <param name="sum">The sum to which they are added.</param>
    /// <returns>False if the path does not lead to a number everywhere.</returns>
    public bool TryAdd(ref JsonCursor cursor, int step, ref NumberSum sum)
    {
        if (step == _steps.Length)
        {
            return cursor.TokenType == JsonTokenType.Number && sum.TryAdd(cursor.ValueSpan, cursor.TokenStartIndex);
        }

        return _steps[step] is { } name ? TryAddMember(ref cursor, name, step, ref sum) : TryAddItems(ref cursor, step, ref sum);
    }

    private bool TryAddMember(ref JsonCursor cursor, byte[] name, int step, ref NumberSum sum)
    {
        if (cursor.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var isThere = false;
        for (var isInside = false; cursor.NextMember(ref isInside);)
        {
            if (IsNamed(cursor, name))
            {
                cursor.ToValue();

                // It is unknown which of two members with one name counts.
                if (isThere || !TryAdd(ref cursor, step + 1, ref sum))
                {
                    return false;
                }

                isThere = true;
            }
        }

        return isThere;
    }

    private bool TryAddItems(ref JsonCursor cursor, int step, ref NumberSum sum)
    {
        if (cursor.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        sum.StartAt(cursor.TokenStartIndex);
        for (var isInside = false; cursor.NextItem(ref isInside);)
        {
            if (!TryAdd(ref cursor, step + 1, ref sum))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNamed(in JsonCursor cursor, byte[] name) => cursor.ValueIsEscaped
        ? cursor.Reader().ValueTextEquals(name)
        : cursor.ValueSpan.SequenceEqual(name);
}
