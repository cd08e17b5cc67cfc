using System.Numerics;
using System.Text.Json;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>Compares JSON values in their text, as JSON Schema does, without allocations.</summary>
internal static class JsonValues
{
    /// <summary>Returns true if two values have the same JSON kind; a name counts as a string.</summary>
    public static bool AreOfOneKind(JsonTokenType left, JsonTokenType right) =>
        left == right || (IsBoolean(left) && IsBoolean(right)) || (IsText(left) && IsText(right));

    /// <summary>Returns true if two values are equal: numbers by their value, objects in any order of their members.</summary>
    /// <param name="left">
    /// On the first token; if the values are equal, on the last when the method returns. A name is a string, as <c>propertyNames</c> needs.
    /// </param>
    /// <param name="right">The same.</param>
    /// <param name="text">The text from which <paramref name="right"/> was made.</param>
    /// <remarks>If both objects have several members with one name, they are compared in order.</remarks>
    public static bool AreEqual(ref Utf8JsonReader left, ref Utf8JsonReader right, ReadOnlySpan<byte> text) => IsText(left.TokenType)
        ? IsText(right.TokenType) && AreEqualTexts(ref left, ref right)
        : left.TokenType == right.TokenType && AreEqualOthers(ref left, ref right, text);

    /// <summary>Returns true if two strings or names are equal.</summary>
    public static bool AreEqualTexts(ref Utf8JsonReader left, ref Utf8JsonReader right)
    {
        if (!left.ValueIsEscaped && !right.ValueIsEscaped)
        {
            return left.ValueSpan.SequenceEqual(right.ValueSpan);
        }

        try
        {
            if (!left.ValueIsEscaped)
            {
                return right.ValueTextEquals(left.ValueSpan);
            }

            var length = left.ValueSpan.Length;
            var rented = length <= JsonText.StackText ? null : SharedBuffers.Rent<byte>(length);
            var buffer = rented ?? stackalloc byte[JsonText.StackText];
            var areEqual = right.ValueTextEquals(buffer[..left.CopyString(buffer)]);
            JsonText.Return(rented);
            return areEqual;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair cannot be decoded, so the spelling is compared.
            return left.ValueSpan.SequenceEqual(right.ValueSpan);
        }
    }

    /// <summary>Finds two equal items of an array.</summary>
    /// <param name="array">On the array.</param>
    /// <returns>Their positions, or null.</returns>
    public static (int First, int Second)? FindEqualItems(in JsonCursor array)
    {
        var count = 0;
        var isInside = false;
        for (var items = array; items.NextItem(ref isInside);)
        {
            count++;
        }

        if (count < 2)
        {
            return null;
        }

        // A power of two, of which half stays free.
        var placeCount = checked((int)BitOperations.RoundUpToPowerOf2((uint)count * 2));
        var rented = SharedBuffers.Rent<int>(checked(placeCount + (2 * count)));
        try
        {
            var places = rented.AsSpan(0, placeCount);
            places.Clear();
            return FindEqual(array, places, rented.AsSpan(placeCount, count), rented.AsSpan(placeCount + count, count));
        }
        finally
        {
            SharedBuffers.Return(rented);
        }
    }

    private static bool IsBoolean(JsonTokenType type) => type is JsonTokenType.True or JsonTokenType.False;

    private static bool IsText(JsonTokenType type) => type is JsonTokenType.String or JsonTokenType.PropertyName;

    private static bool AreEqualOthers(ref Utf8JsonReader left, ref Utf8JsonReader right, ReadOnlySpan<byte> text) => left.TokenType switch
    {
        JsonTokenType.Number => JsonNumber.Compare(new JsonNumber(left.ValueSpan), new JsonNumber(right.ValueSpan)) == 0,
        JsonTokenType.StartArray => AreEqualArrays(ref left, ref right, text),
        JsonTokenType.StartObject => AreEqualObjects(ref left, ref right, text),
        _ => true,
    };

    /// <param name="array">On the array.</param>
    /// <param name="places">All 0. An item is stored, by its number from 1, in the first free place from that of its hash.</param>
    /// <param name="hashes">Room for the hash of each item.</param>
    /// <param name="starts">Room for the offset of each item.</param>
    private static (int First, int Second)? FindEqual(JsonCursor array, Span<int> places, Span<int> hashes, Span<int> starts)
    {
        var isInside = false;
        for (var i = 0; array.NextItem(ref isInside); i++)
        {
            var item = array.Reader();
            hashes[i] = JsonHash.Of(ref item).GetHashCode();
            starts[i] = array.TokenStartIndex;
            var at = hashes[i] & (places.Length - 1);
            for (; places[at] - 1 is >= 0 and var other; at = (at + 1) & (places.Length - 1))
            {
                if (hashes[other] == hashes[i] && AreEqual(array.At(starts[other]), array))
                {
                    return (other, i);
                }
            }

            places[at] = i + 1;
        }

        return null;
    }

    private static bool AreEqual(in JsonCursor one, in JsonCursor other)
    {
        var left = one.Reader();
        var right = other.Reader();
        return AreEqual(ref left, ref right, other.Rest);
    }

    private static bool AreEqualArrays(ref Utf8JsonReader left, ref Utf8JsonReader right, ReadOnlySpan<byte> text)
    {
        while (true)
        {
            left.Read();
            right.Read();
            if (left.TokenType == JsonTokenType.EndArray || right.TokenType == JsonTokenType.EndArray)
            {
                return left.TokenType == right.TokenType;
            }

            if (!AreEqual(ref left, ref right, text))
            {
                return false;
            }
        }
    }

    private static bool AreEqualObjects(ref Utf8JsonReader left, ref Utf8JsonReader right, ReadOnlySpan<byte> text)
    {
        // Members mostly have the same order.
        while (true)
        {
            left.Read();
            right.Read();
            if (left.TokenType == JsonTokenType.EndObject || right.TokenType == JsonTokenType.EndObject)
            {
                return left.TokenType == right.TokenType;
            }

            if (!AreEqualTexts(ref left, ref right))
            {
                return AreEqualInAnyOrder(ref left, ref right, text);
            }

            left.Read();
            right.Read();
            if (!AreEqual(ref left, ref right, text))
            {
                return false;
            }
        }
    }

    /// <summary>Compares the rest of two objects, both on the name of a member.</summary>
    private static bool AreEqualInAnyOrder(ref Utf8JsonReader left, ref Utf8JsonReader right, ReadOnlySpan<byte> text)
    {
        using var members = new JsonMembers(text, ref right);
        var count = 0;
        for (; left.TokenType == JsonTokenType.PropertyName; left.Read())
        {
            var taken = members.Take(ref left);
            if (taken.IsEmpty)
            {
                return false;
            }

            var value = JsonMembers.ReaderOf(taken);
            left.Read();
            count++;
            if (!AreEqual(ref left, ref value, taken))
            {
                return false;
            }
        }

        return count == members.Count;
    }
}
