using System.Numerics;
using System.Text.Json;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>Compares unparsed JSON values by JSON Schema's equality rules, without allocating.</summary>
internal static class JsonValues
{
    /// <summary>Returns true if two values have the same JSON kind. A member name counts as a string.</summary>
    public static bool AreOfOneKind(JsonTokenType left, JsonTokenType right) =>
        left == right || (IsBoolean(left) && IsBoolean(right)) || (IsText(left) && IsText(right));

    /// <summary>
    /// Returns true if two values are equal. Numbers are compared by value, and objects regardless of member order.
    /// </summary>
    /// <param name="left">
    /// A reader on the first token of the first value; on return, it is on the last token if the values are equal. A member name counts
    /// as a string, as <c>propertyNames</c> requires.
    /// </param>
    /// <param name="right">A reader of the second value, used in the same way.</param>
    /// <param name="text">The text that <paramref name="right"/> reads.</param>
    /// <remarks>
    /// If a member name occurs several times in both objects, its values are compared in order. Beyond the maximum nesting
    /// depth of inputs, objects are equal only if their members also have the same order.
    /// </remarks>
    public static bool AreEqual(ref Utf8JsonReader left, ref Utf8JsonReader right, ReadOnlySpan<byte> text) => IsText(left.TokenType)
        ? IsText(right.TokenType) && AreEqualTexts(ref left, ref right)
        : left.TokenType == right.TokenType && AreEqualOthers(ref left, ref right, text);

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
            // An unpaired surrogate cannot be decoded, so the undecoded strings are compared.
            return left.ValueSpan.SequenceEqual(right.ValueSpan);
        }
    }

    /// <summary>Returns the positions of two equal items of the current array; null if all differ, or the steps are used up.</summary>
    /// <param name="array">The cursor, on the array.</param>
    /// <param name="steps">The steps that are left; below 0 afterwards if they ran out. Comparing two items is one step.</param>
    public static (int First, int Second)? FindEqualItems(in JsonCursor array, ref int steps)
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

        // At least twice the number of items, so at least half of the hash table's slots stay free.
        var slotCount = checked((int)BitOperations.RoundUpToPowerOf2((uint)count * 2));
        var rented = SharedBuffers.Rent<int>(checked(slotCount + (2 * count)));
        try
        {
            var slots = rented.AsSpan(0, slotCount);
            slots.Clear();
            return FindEqual(array, slots, rented.AsSpan(slotCount, count), rented.AsSpan(slotCount + count, count), ref steps);
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
        JsonTokenType.StartArray or JsonTokenType.StartObject when left.CurrentDepth >= JsonText.MaxInputDepth =>
            AreEqualInOrder(ref left, ref right),
        JsonTokenType.StartArray => AreEqualArrays(ref left, ref right, text),
        JsonTokenType.StartObject => AreEqualObjects(ref left, ref right, text),
        _ => true,
    };

    /// <param name="array">The cursor, on the array.</param>
    /// <param name="slots">
    /// A hash table, initially all 0. Each item's position plus 1 is put into the first free slot, starting at the slot of its hash.
    /// </param>
    /// <param name="hashes">Receives the hash of each item.</param>
    /// <param name="starts">Receives the offset of each item.</param>
    /// <param name="steps">The steps that are left.</param>
    private static (int First, int Second)? FindEqual(
        JsonCursor array, Span<int> slots, Span<int> hashes, Span<int> starts, ref int steps)
    {
        var isInside = false;
        for (var i = 0; array.NextItem(ref isInside); i++)
        {
            var item = array.Reader();
            hashes[i] = JsonHash.Of(ref item).GetHashCode();
            starts[i] = array.TokenStartIndex;
            var at = hashes[i] & (slots.Length - 1);
            for (; slots[at] - 1 is >= 0 and var other; at = (at + 1) & (slots.Length - 1))
            {
                if (--steps < 0)
                {
                    return null;
                }

                if (hashes[other] == hashes[i] && AreEqual(array.At(starts[other]), array))
                {
                    return (other, i);
                }
            }

            slots[at] = i + 1;
        }

        return null;
    }

    private static bool AreEqual(in JsonCursor one, in JsonCursor other)
    {
        var left = one.Reader();
        var right = other.Reader();
        return AreEqual(ref left, ref right, other.Rest);
    }

    /// <summary>Compares two deeply nested values token by token, because recursion could overflow the stack.</summary>
    private static bool AreEqualInOrder(ref Utf8JsonReader left, ref Utf8JsonReader right)
    {
        var depth = left.CurrentDepth;
        do
        {
            left.Read();
            right.Read();
            var isNested = left.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
            if (isNested ? left.TokenType != right.TokenType : !AreEqual(ref left, ref right, []))
            {
                return false;
            }
        }
        while (left.CurrentDepth > depth);
        return true;
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
        // The members usually have the same order in both objects, so they are first compared in order.
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

    /// <summary>Compares the remaining members of two objects. Both readers are on a member name.</summary>
    private static bool AreEqualInAnyOrder(ref Utf8JsonReader left, ref Utf8JsonReader right, ReadOnlySpan<byte> text)
    {
        using var members = new MemberIndex(text, ref right);
        var count = 0;
        for (; left.TokenType == JsonTokenType.PropertyName; left.Read())
        {
            var taken = members.Take(ref left);
            if (taken.IsEmpty)
            {
                return false;
            }

            var value = MemberIndex.ReaderOf(taken);
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
