using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>A path to numbers in JSON text: a JSON pointer (RFC 6901) in which <c>*</c> selects every item of an array.</summary>
internal sealed class NumberPath
{
    private readonly byte[]?[] _steps;   // null selects every item

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

    /// <summary>The member name that the path starts with; null if it starts with <c>*</c>.</summary>
    public string? FirstName => _steps is [{ } first, ..] ? Encoding.UTF8.GetString(first) : null;

    /// <summary>The last member name in a path such as <c>/shots/*/seconds</c>; null for a path of any other form.</summary>
    public string? NameInItems => _steps is [not null, null, { } last] ? Encoding.UTF8.GetString(last) : null;

    /// <summary>Adds to a sum the numbers that the path selects.</summary>
    /// <param name="cursor">The cursor, on the first token of a value.</param>
    /// <param name="step">How many steps of the path have been taken to reach this value.</param>
    /// <param name="sum">The sum.</param>
    /// <returns>False if any branch of the path does not end at a number.</returns>
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

                // The service may use either of two members with the same name, so the sum is unknown.
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

    private static bool IsNamed(in JsonCursor cursor, byte[] name)
    {
        try
        {
            return cursor.ValueIsEscaped ? cursor.Reader().ValueTextEquals(name) : cursor.ValueSpan.SequenceEqual(name);
        }
        catch (InvalidOperationException)
        {
            return false;   // the name contains an unpaired surrogate
        }
    }
}
